//! Probes of a port on which nothing listens.

use super::service_port::{known_ports, words};
use crate::check::expectation::expectations;
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "probe-port",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a probe uses a port on which no listener listens",
    why: "A pod whose readiness probe fails is never ready, and one whose liveness probe fails is restarted without \
          end. The command `vault status` asks the address in `VAULT_ADDR`, which is port 8200 whatever the listener \
          says.",
    fix: "Give the probe the port of the listener: `server.livenessProbe.port`, or `server.readinessProbe.port` with a \
          `server.readinessProbe.path`, which replaces the command.",
    link: Some("https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/"),
    find: Find::Looking(find),
};

/// What answers as the command does: well for servers that are unsealed.
const HEALTH: &str = "/v1/sys/health?standbyok=true&perfstandbyok=true";

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some((ports, listener)) = known_ports(&server) else { return Vec::new() };
    let probes = expectations(&server).into_iter().filter(|one| one.is_probe && !ports.contains(&one.port));
    let fault = |probe: crate::check::expectation::Expectation<'_>| {
        let fault = Fault::new(format!("{} uses port {}, where nothing listens", probe.who, probe.port));
        let is_command = probe.path.ends_with("VAULT_ADDR");
        let fault = match listener.clone().filter(|_| !subject.is_set(probe.path)) {
            Some(label) => fault.at(label),
            None => fault.at(subject.label(probe.path, format!("asks port {}", probe.port))).also(listener.clone()),
        };
        let port = ports.first().copied().unwrap_or(8200);
        let help = match is_command {
            true => format!(
                "give the listener port {}, or set `server.readinessProbe.path: {HEALTH}` and \
                 `server.readinessProbe.port: {port}`",
                probe.port
            ),
            false => format!("set `{}: {}`", probe.path, words(&ports)),
        };
        fault.also_note(subject.default_note(probe.path)).in_object(probe.object, probe.place).help(help)
    };
    probes.map(fault).collect()
}
