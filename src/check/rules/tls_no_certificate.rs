//! A listener with TLS that has no certificate.

use super::tls_mismatch::mismatch;
use crate::check::expectation::expectations;
use crate::check::listener::Listener;
use crate::check::server::{Server, given};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "tls-no-certificate",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a listener with TLS has no certificate or no key",
    why: "A listener speaks TLS unless `tls_disable` is set, and Vault does not start without the files of its \
          certificate and its key.",
    fix: "Mount the Secret with the certificate with `server.volumes` and `server.volumeMounts`, and name both files \
          in the listener: `tls_cert_file` and `tls_key_file`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/listener/tcp#tls_cert_file"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let expectations = expectations(&server);
    let has_any = |listener: &Listener<'_>| {
        listener
            .block
            .body
            .attributes
            .iter()
            .any(|one| one.name.text.starts_with("tls_") && one.name.text != "tls_disable")
    };
    let listeners = server.listeners().into_iter().filter(|listener| listener.has_tls() == Some(true));
    // Where nothing else speaks of TLS, TLS itself is the mistake, and another rule says so.
    let meant = listeners.filter(|listener| has_any(listener) || mismatch(listener, &expectations).is_none());
    meant.filter_map(|listener| fault(&server, &listener)).collect()
}

fn fault(server: &Server<'_>, listener: &Listener<'_>) -> Option<Fault> {
    let body = &listener.block.body;
    let missing: Vec<_> =
        ["tls_cert_file", "tls_key_file"].into_iter().filter(|name| given(body, name).is_none()).collect();
    if missing.is_empty() {
        return None;
    }
    let names = format!("`{}`", missing.join("` and `"));
    let lines: Vec<_> = missing.iter().map(|name| example(name)).collect();
    Some(
        Fault::new(format!("the listener at `{}` speaks TLS without {names}", listener.address()))
            .at(server.label(listener.block.kind.span, format!("has no {names}")))
            .also_note(server.default_note())
            .help(format!("mount the certificate, and add to the listener:\n{}", lines.join("\n"))),
    )
}

fn example(name: &str) -> String {
    let file = if name == "tls_cert_file" { "tls.crt" } else { "tls.key" };
    format!("{name} = \"/vault/userconfig/vault-tls/{file}\"")
}
