//! A listener that wants certificates of clients which have none.

use crate::check::certificate::wants_certificates;
use crate::check::listener::{Listener, scheme};
use crate::check::peers::{Join, joins};
use crate::check::server::{Server, given};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "tls-client-certificate",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the listener requires client certificates, and the probes or the other servers have none",
    why: "With `tls_require_and_verify_client_cert` nobody gets an answer without a certificate. The kubelet has none \
          for an HTTP probe, and the command `vault status` has one only by `VAULT_CLIENT_CERT` and \
          `VAULT_CLIENT_KEY`; a server joins with the certificate that its `retry_join` names.",
    fix: "Give the command its certificate with `server.extraEnvironmentVars` and use no HTTP probes, name one in each \
          `retry_join`, or require certificates on another listener only.",
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
        let Some(span) = wants_certificates(listener).map(|value| value.span).filter(|_| !has_own) else { continue };
        let help = match is_command {
            true => {
                "set `VAULT_CLIENT_CERT` and `VAULT_CLIENT_KEY` in `server.extraEnvironmentVars` to files that are \
                 mounted"
            }
            false => "remove the path of the probe: the command `vault status` can have a certificate",
        };
        let value = if is_command { "server.extraEnvironmentVars" } else { probe.path };
        faults.push(
            Fault::new(format!("{} has no certificate, and the listener requires one", probe.who))
                .at(server.label(span, "requires client certificates"))
                .also(subject.label_if_set(value, "no certificate here"))
                .in_object(probe.object, probe.place)
                .help(help),
        );
    }
    faults.extend(listeners.iter().find_map(|listener| peers(&server, listener)));
    faults
}

/// Servers join each other as clients of the API.
fn peers(server: &Server<'_>, listener: &Listener<'_>) -> Option<Fault> {
    let wants = wants_certificates(listener).filter(|_| !listener.is_loopback())?.span;
    let storage = server.any_raft()?;
    let has = |join: &Join<'_>, name: &str| {
        let forms = [name.to_owned(), format!("{name}_file")];
        forms.iter().any(|form| given(&join.block.body, form).is_some())
    };
    let is_https = |join: &Join<'_>| join.address.is_none_or(|(_, address)| scheme(address) == Some("https"));
    let is_without = |join: &Join<'_>| !(has(join, "leader_client_cert") && has(join, "leader_client_key"));
    let mut joins = joins(&storage).into_iter().filter(|join| is_https(join) && is_without(join));
    let first = joins.next()?;
    let fault = Fault::new("`retry_join` has no certificate, and the listener requires one")
        .at(server.label(first.block.kind.span, "no certificate here"))
        .also(Some(server.label(wants, "requires client certificates")));
    let fault = joins.fold(fault, |fault, join| fault.at(server.label(join.block.kind.span, "nor here")));
    Some(fault.help(
        "add `leader_client_cert_file` and `leader_client_key_file` to each `retry_join`, with files that are mounted",
    ))
}
