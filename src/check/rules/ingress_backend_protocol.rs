//! An ingress that speaks plain HTTP to a listener with TLS.

use serde_json::Value;

use crate::check::listener::Listener;
use crate::check::server::Server;
use crate::check::server_pod::text;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::Object;

pub(super) static RULE: Rule = Rule {
    id: "ingress-backend-protocol",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "the ingress speaks plain HTTP to a listener with TLS",
    why: "The NGINX ingress controller speaks plain HTTP to services unless an annotation says otherwise; a listener \
          with TLS answers that with 400.",
    fix: "Set `nginx.ingress.kubernetes.io/backend-protocol: HTTPS` in `server.ingress.annotations`, or pass TLS \
          through to Vault with `nginx.ingress.kubernetes.io/ssl-passthrough: \"true\"`.",
    link: Some("https://kubernetes.io/docs/concepts/services-networking/ingress/"),
    find: Find::Looking(find),
};

const PREFIX: &str = "nginx.ingress.kubernetes.io/";

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(ingress) = subject.objects.iter().find(|object| object.template == "server/ingress") else {
        return Vec::new();
    };
    let listeners = server.listeners();
    let is_met = |listener: &&Listener<'_>| listener.has_tls() == Some(true) && !listener.is_loopback();
    let Some(listener) = listeners.iter().find(is_met).filter(|_| is_nginx(ingress) && !speaks_tls(ingress)) else {
        return Vec::new();
    };
    let annotations = "server.ingress.annotations";
    let place = if subject.is_set(annotations) { annotations } else { "server.ingress.enabled" };
    vec![
        Fault::new("the ingress speaks plain HTTP to a listener with TLS")
            .at(subject.label(place, "says nothing of TLS to the service"))
            .also(server.label_if_set(listener.tls_span(), "this listener speaks TLS"))
            .in_object(ingress, "metadata.annotations")
            .help(format!("set `{PREFIX}backend-protocol: HTTPS` in `{annotations}`")),
    ]
}

fn annotation<'o>(ingress: &'o Object, name: &str) -> Option<&'o Value> {
    ingress.tree.get("metadata")?.get("annotations")?.get(name)
}

/// Whether the class of the ingress is called after NGINX: other controllers have annotations of their own.
fn is_nginx(ingress: &Object) -> bool {
    let class = ingress.tree.get("spec").and_then(|spec| text(spec, "ingressClassName"));
    let old = annotation(ingress, "kubernetes.io/ingress.class").and_then(Value::as_str);
    class.or(old).is_some_and(|class| class.contains("nginx"))
}

fn speaks_tls(ingress: &Object) -> bool {
    let protocol = annotation(ingress, &format!("{PREFIX}backend-protocol")).and_then(Value::as_str);
    let passes = annotation(ingress, &format!("{PREFIX}ssl-passthrough"));
    protocol.is_some_and(|protocol| matches!(protocol, "HTTPS" | "GRPCS"))
        || passes.is_some_and(|passes| passes == "true" || passes == true)
}
