//! A listener that wants certificates of clients which have none.

use crate::check::listener::Listener;
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "tls-client-certificate",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the listener wants certificates of clients, and the probes have none",
    why: "With `tls_require_and_verify_client_cert` nobody gets an answer without a certificate. The kubelet has none \
          for an HTTP probe, and the command `vault status` has one only by `VAULT_CLIENT_CERT` and `VAULT_CLIENT_KEY`.",
    fix: "Give the command its certificate by `server.extraEnvironmentVars` and use no HTTP probes, or want \
          certificates on another listener only.",
    link: Some(
        "https://developer.hashicorp.com/vault/docs/configuration/listener/tcp#tls_require_and_verify_client_cert",
    ),
    find: Find::Looking(find),
};

const CLIENT: &[&str] = &["VAULT_CLIENT_CERT", "VAULT_CLIENT_KEY"];

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let listeners = server.listeners();
    let mut faults = Vec::new();
    for probe in crate::check::expectation::expectations(&server).into_iter().filter(|one| one.is_probe) {
        let Some(listener) = listeners.iter().find(|listener| listener.port() == Some(probe.port)) else { continue };
        let is_command = probe.path.ends_with("VAULT_ADDR");
        let has_own = is_command && CLIENT.iter().all(|name| server.pod.has_variable(name));
        let Some(span) = wants(listener).filter(|_| !has_own) else { continue };
        let help = match is_command {
            true => {
                "set `VAULT_CLIENT_CERT` and `VAULT_CLIENT_KEY` in `server.extraEnvironmentVars` to files that are mounted"
            }
            false => "remove the path of the probe: the command `vault status` can have a certificate",
        };
        let value = if is_command { "server.extraEnvironmentVars" } else { probe.path };
        faults.push(
            Fault::new(format!("{} has no certificate, and the listener wants one", probe.who))
                .at(server.label(span, "wants certificates of clients"))
                .also(subject.label_if_set(value, "no certificate here"))
                .in_object(probe.object, probe.place)
                .help(help),
        );
    }
    faults
}

fn wants(listener: &Listener<'_>) -> Option<crate::source::Span> {
    let value = listener.block.body.attribute("tls_require_and_verify_client_cert")?;
    (listener.has_tls() == Some(true) && value.as_bool() == Some(true)).then_some(value.span)
}
