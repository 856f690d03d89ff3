//! Servers that cannot look up names.

use crate::check::network_policy::has_rules;
use crate::check::server::Server;
use crate::check::server_pod::{list, text};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::Object;

pub(super) static RULE: Rule = Rule {
    id: "network-policy-dns",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "the network policy keeps the server from looking up names",
    why: "As soon as a policy has one rule for outgoing traffic, everything else is dropped, DNS too: the server then \
          finds neither the other servers by their names nor the address of its seal.",
    fix: "Add a rule to `server.networkPolicy.egress` that lets UDP and TCP out to port 53.",
    link: Some("https://kubernetes.io/docs/concepts/services-networking/network-policies/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    if Server::of(subject).is_none() {
        return Vec::new();
    }
    let mut policies = subject.objects.iter().filter(|object| object.template == "server/network-policy");
    let Some(policy) = policies.next().filter(|policy| has_rules(policy, "egress")) else { return Vec::new() };
    if lets_dns(policy) {
        return Vec::new();
    }
    vec![
        Fault::new("the network policy lets the server out, but not to DNS")
            .at(subject.label("server.networkPolicy.egress", "no rule has port 53"))
            .in_object(policy, "spec.egress")
            .help("add `{ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]}` to `server.networkPolicy.egress`"),
    ]
}

fn lets_dns(policy: &Object) -> bool {
    let Some(spec) = policy.tree.get("spec") else { return true };
    list(spec, "egress").iter().any(|rule| {
        let ports = list(rule, "ports");
        // The DNS of a cluster may listen on another port behind its service.
        let is_dns = |port: &serde_json::Value| match port.get("port") {
            Some(number) if number.is_u64() => text(port, "protocol") == Some("UDP"),
            _ => true,
        };
        ports.is_empty() || ports.iter().any(is_dns)
    })
}
