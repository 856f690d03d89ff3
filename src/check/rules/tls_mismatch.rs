//! TLS that is on in the one place and off in the other.

use crate::check::expectation::{Expectation, expectations};
use crate::check::listener::Listener;
use crate::check::server::{Server, given};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "tls-mismatch",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "`global.tlsDisable` and the listener of Vault do not agree on TLS",
    why: "Probes, services, the injector and the CSI provider speak the scheme that `global.tlsDisable` gives; a \
          listener that speaks the other one never becomes ready.",
    fix: "Set `global.tlsDisable: false` and give the listener its certificate, or set `tls_disable = true` in the \
          listener and keep `global.tlsDisable: true`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/listener/tcp#tls_disable"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let expectations = speaking(&server);
    let faults = server.listeners().into_iter().filter_map(|listener| {
        let expectation = mismatch(&listener, &expectations)?;
        Some(fault(&server, &listener, expectation))
    });
    faults.collect()
}

/// Those who speak a scheme themselves. A service passes everything on: it stands for the clients of the chart, the
/// injector and the CSI provider, and where a probe asks the listener, it counts only with those.
fn speaking<'s>(server: &Server<'s>) -> Vec<Expectation<'s>> {
    let has_clients = server
        .subject
        .objects
        .iter()
        .any(|object| object.template.starts_with("injector/") || object.template.starts_with("csi/"));
    let mut all = expectations(server);
    let probed: Vec<u16> = all.iter().filter(|one| one.is_probe).map(|one| one.port).collect();
    all.retain(|one| one.is_probe || has_clients || !probed.contains(&one.port));
    all
}

/// The first one that speaks another scheme than the listener that it meets.
pub(super) fn mismatch<'e, 's>(
    listener: &Listener<'_>,
    expectations: &'e [Expectation<'s>],
) -> Option<&'e Expectation<'s>> {
    let (port, has_tls) = (listener.port()?, listener.has_tls()?);
    expectations.iter().find(|one| one.port == port && (one.scheme == "https") != has_tls)
}

fn fault(server: &Server<'_>, listener: &Listener<'_>, expectation: &Expectation<'_>) -> Fault {
    let subject = server.subject;
    let Expectation { who, scheme, object, place, path, .. } = expectation;
    let speaks = if *scheme == "http" { "TLS" } else { "plain HTTP" };
    let span = listener.tls_span();
    let has_certificate = given(&listener.block.body, "tls_cert_file").is_some();
    let listener = server.label_if_set(span, format!("this listener speaks {speaks}"));
    // An address in the environment gives the probe a scheme of its own.
    if *scheme != subject.facts().scheme {
        return Fault::new(format!("{who} speaks {scheme}, and the listener speaks {speaks}"))
            .at(subject.label(path, format!("{who} speaks {scheme}")))
            .also(listener)
            .in_object(object, place.as_str())
            .help("remove `VAULT_ADDR`: the chart sets it by `global.tlsDisable`");
    }
    let chart = format!("probes and services speak {scheme}");
    let fault = Fault::new(format!("the chart expects {scheme}, and the listener speaks {speaks}"));
    let fault = match listener {
        Some(label) => fault.at(label).also(subject.label_if_set("global.tlsDisable", chart)),
        None => fault.at(subject.label("global.tlsDisable", chart)).also_note(server.default_note()),
    };
    fault.also_note(subject.default_note("global.tlsDisable")).help(match *scheme {
        "http" if !has_certificate => {
            "add `tls_disable = true` to the listener; TLS needs `tls_cert_file` and `tls_key_file` in it, beside \
             `global.tlsDisable: false`"
        }
        "http" => "set `global.tlsDisable: false`, or `tls_disable = true` in the listener",
        _ => "remove `tls_disable` from the listener and give it a certificate, or set `global.tlsDisable: true`",
    })
}
