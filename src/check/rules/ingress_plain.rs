//! An Ingress without TLS.

use crate::check::tree::{has_annotation, items, spec};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "ingress-plain",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "the Ingress of Vault takes plain HTTP",
    why: "What a browser or a client types, tokens too, travels readable from it to the Ingress.",
    fix: "Set `server.ingress.tls`, or have the Ingress pass TLS through to Vault.",
    link: Some("https://kubernetes.io/docs/concepts/services-networking/ingress/#tls"),
    find: Find::Looking(find),
};

/// Annotations by which a controller ends TLS, or passes it through, without the Ingress saying so.
const ELSEWHERE: [&str; 5] =
    ["ssl-passthrough", "certificate-arn", "pre-shared-cert", "managed-certificates", "appgw-ssl-certificate"];

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(ingress) = subject.objects.iter().find(|object| object.template == "server/ingress") else {
        return Vec::new();
    };
    let is_elsewhere = |name: &str| ELSEWHERE.iter().any(|end| name.ends_with(end));
    // Other controllers have words of their own for it.
    let is_tls_router = |name: &str| name.starts_with("traefik.ingress.kubernetes.io/router.tls");
    if !items(spec(ingress), "tls").is_empty()
        || has_annotation(ingress, |name| is_elsewhere(name) || is_tls_router(name))
    {
        return Vec::new();
    }
    vec![
        Fault::new("the Ingress has no certificate: clients speak plain HTTP to it")
            .at(subject.label_or_unset("server.ingress.tls", "no TLS"))
            .in_object(ingress, "spec.tls")
            .help("set `server.ingress.tls`, such as `[{secretName: vault-ingress-tls, hosts: [vault.example.com]}]`"),
    ]
}
