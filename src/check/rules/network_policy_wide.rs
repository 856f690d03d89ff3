//! A network policy that lets everyone in.

use serde_json::Value;

use crate::check::references::Selector;
use crate::check::tree::{items, spec};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "network-policy-wide",
    severity: Severity::Advice,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "the network policy allows every namespace",
    why: "A policy that opens the ports to all namespaces keeps nobody out, and the cluster port is for the servers \
          alone.",
    fix: "Name in `server.networkPolicy.ingress` the namespaces that need port 8200, and the servers themselves for \
          port 8201.",
    link: Some("https://kubernetes.io/docs/concepts/services-networking/network-policies/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(policy) = subject.objects.iter().find(|object| object.template == "server/network-policy") else {
        return Vec::new();
    };
    let Some(at) = items(spec(policy), "ingress").iter().position(lets_all_in) else { return Vec::new() };
    let value = "server.networkPolicy.ingress";
    vec![
        Fault::new("the network policy of the servers allows every namespace")
            .at(subject.label_or_unset(value, "open to all"))
            .also_note((!subject.is_set(value)).then(|| {
                format!(
                    "`{value}` opens ports 8200 and 8201 to all namespaces \
                by default"
                )
            }))
            .in_object(policy, format!("spec.ingress[{at}].from"))
            .help(
                "write `from: [{namespaceSelector: {matchLabels: {…}}}]` for port 8200, and `from: [{podSelector: \
                {matchLabels: {component: server}}}]` for port 8201",
            ),
    ]
}

/// An empty list of sources is everybody, and so is an empty selector of namespaces.
fn lets_all_in(rule: &Value) -> bool {
    let from = items(rule, "from");
    let is_all = |source: &Value| {
        let namespaces = source.get("namespaceSelector").map(Selector::Full);
        namespaces.is_some_and(Selector::is_empty) && source.get("podSelector").is_none()
            || source.pointer("/ipBlock/cidr").is_some_and(|cidr| cidr == "0.0.0.0/0" || cidr == "::/0")
    };
    from.is_empty() || from.iter().any(is_all)
}
