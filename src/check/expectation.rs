//! Who expects a listener: the probes of the pods and the services before them, each with its port and scheme.

use serde_json::Value;

use super::listener::{port, scheme};
use super::server::Server;
use super::server_pod::{list, text};
use crate::manifest::Object;

/// The templates of the services of the server, each with the value that holds its target port.
const SERVICES: &[(&str, &str)] = &[
    ("server/service", "server.service.targetPort"),
    ("server/ha-active-service", "server.service.targetPort"),
    ("server/ha-standby-service", "server.service.targetPort"),
    ("ui/service", "ui.targetPort"),
];

/// One that expects a listener at a port.
pub(super) struct Expectation<'s> {
    /// Who: words that begin a sentence.
    pub(super) who: String,
    /// The value that holds the port.
    pub(super) path: &'static str,
    /// The port.
    pub(super) port: u16,
    /// The scheme.
    pub(super) scheme: &'s str,
    /// Whether it is a probe, as against a service.
    pub(super) is_probe: bool,
    /// The object that shows it.
    pub(super) object: &'s Object,
    /// Where in the object.
    pub(super) place: String,
}

/// Everyone who expects a listener, probes first.
pub(super) fn expectations<'s>(server: &Server<'s>) -> Vec<Expectation<'s>> {
    let probes = ["readinessProbe", "livenessProbe"].into_iter().filter_map(|probe| of_probe(server, probe));
    let services = SERVICES.iter().filter_map(|(template, path)| of_service(server, template, path));
    probes.chain(services).collect()
}

fn of_probe<'s>(server: &Server<'s>, name: &'static str) -> Option<Expectation<'s>> {
    let probe = server.pod.container.get(name)?;
    let who = if name == "readinessProbe" { "the readiness probe" } else { "the liveness probe" };
    let found = |path, port, scheme, place: &str| Expectation {
        who: who.to_owned(),
        path,
        port,
        scheme,
        is_probe: true,
        object: server.pod.object,
        place: format!("spec.template.spec.containers[0].{name}{place}"),
    };
    if let Some(get) = probe.get("httpGet") {
        let path = if name == "readinessProbe" { "server.readinessProbe.port" } else { "server.livenessProbe.port" };
        let scheme = if text(get, "scheme") == Some("HTTPS") { "https" } else { "http" };
        return Some(found(path, number(server, get.get("port")?)?, scheme, ".httpGet.port"));
    }
    // The command of the chart asks the address that the environment gives; what another command does is not known.
    let is_own = name == "readinessProbe" && probe.get("exec").is_some();
    let address = server.pod.variable("VAULT_ADDR").filter(|_| is_own)?;
    Some(found("server.extraEnvironmentVars.VAULT_ADDR", port(address)?, scheme(address)?, ".exec.command"))
}

fn of_service<'s>(server: &Server<'s>, template: &str, path: &'static str) -> Option<Expectation<'s>> {
    let object = server.subject.objects.iter().find(|object| object.template == template)?;
    let ports = list(object.tree.get("spec")?, "ports");
    let index = ports.iter().position(|port| text(port, "name").is_some_and(|name| name != "https-internal"))?;
    Some(Expectation {
        who: format!("service `{}`", object.name()),
        path,
        port: number(server, ports.get(index)?.get("targetPort")?)?,
        scheme: server.subject.facts().scheme,
        is_probe: false,
        object,
        place: format!("spec.ports[{index}].targetPort"),
    })
}

/// A port that is given by its number, or by its name in the container.
fn number(server: &Server<'_>, port: &Value) -> Option<u16> {
    let number = |value: &Value| value.as_u64().and_then(|number| u16::try_from(number).ok());
    match port.as_str() {
        Some(name) => {
            let named = |one: &&Value| text(one, "name") == Some(name);
            list(server.pod.container, "ports").iter().find(named)?.get("containerPort").and_then(number)
        }
        None => number(port),
    }
}
