//! Standbys that send clients to plain HTTP at a port of TLS.

use crate::check::listener::{port, scheme};
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "api-address-plain",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the address that clients are sent to is http, and the listener speaks TLS",
    why: "A standby sends clients to the API address of the active server: with `http` they meet a listener that speaks TLS, and fail.",
    fix: "Write the address with `https`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration#api_addr"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(address) = server.pod.variable("VAULT_API_ADDR").filter(|address| scheme(address) == Some("http")) else {
        return Vec::new();
    };
    let listeners = server.listeners();
    let asked = port(address);
    let mut reached =
        listeners.iter().filter(|listener| !listener.is_loopback() && (asked.is_none() || listener.port() == asked));
    let paths = ["server.extraEnvironmentVars.VAULT_API_ADDR", "server.ha.apiAddr"];
    let path = paths.into_iter().find(|path| subject.is_set(path));
    let (Some(path), Some(listener)) = (path, reached.next()) else { return Vec::new() };
    if listener.has_tls() != Some(true) {
        return Vec::new();
    }
    vec![
        Fault::new(format!("clients are sent to `{address}`, and the listener speaks TLS"))
            .at(subject.label(path, "plain HTTP"))
            .also(server.label_if_set(listener.tls_span(), "this listener speaks TLS"))
            .in_object(server.pod.object, "spec.template.spec.containers[0].env")
            .help(format!("write `{path}: \"{}\"`", address.replacen("http://", "https://", 1))),
    ]
}
