//! An OpenShift route that lets plain HTTP through.

use crate::check::tree::spec;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "route-plain",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "the route of Vault lets plain HTTP through",
    why: "With edge termination the router speaks plain HTTP to Vault, and with `insecureEdgeTerminationPolicy: \
          Allow` clients do, too.",
    fix: "Set `server.route.tls.termination` to `passthrough` or `reencrypt`, and the policy to `Redirect` or \
          `None`.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/openshift"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(route) = subject.objects.iter().find(|object| object.template == "server/route") else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    let termination = spec(route).pointer("/tls/termination").and_then(|kind| kind.as_str());
    let ends = match termination {
        Some("edge") => Some("the router speaks plain HTTP to Vault"),
        None => Some("the route has no TLS at all"),
        _ => None,
    };
    let value = "server.route.tls.termination";
    faults.extend(ends.map(|title| {
        Fault::new(title)
            .at(subject.label_or_unset(value, "TLS ends before Vault"))
            .in_object(route, "spec.tls.termination")
            .help("write `passthrough`, or `reencrypt` where the router has to read the requests")
    }));
    let value = "server.route.tls.insecureEdgeTerminationPolicy";
    if spec(route).pointer("/tls/insecureEdgeTerminationPolicy").is_some_and(|policy| policy == "Allow") {
        faults.push(
            Fault::new("the route takes plain HTTP beside TLS")
                .at(subject.label_or_unset(value, "tokens may come unencrypted"))
                .in_object(route, "spec.tls.insecureEdgeTerminationPolicy")
                .help("write `Redirect` or `None`"),
        );
    }
    faults
}
