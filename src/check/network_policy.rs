//! What the network policies of the release let through, port by port.

use serde_json::Value;

use super::server_pod::{list, text};
use crate::manifest::Object;

/// Whether a direction of a policy (`ingress`, `egress`) lets TCP through at a port, to or from anybody at all.
pub(super) fn lets_through(policy: &Object, direction: &str, port: u16) -> bool {
    let Some(spec) = policy.tree.get("spec") else { return true };
    list(spec, direction).iter().any(|rule| {
        let ports = list(rule, "ports");
        ports.is_empty() || ports.iter().any(|one| holds(one, port))
    })
}

/// Whether the servers may reach each other at a port: by a rule that leads to pods, to all, or to a network so wide that
/// pods are in it.
pub(super) fn lets_to_pods(policy: &Object, port: u16) -> bool {
    let Some(spec) = policy.tree.get("spec") else { return true };
    list(spec, "egress").iter().any(|rule| {
        let (ports, peers) = (list(rule, "ports"), list(rule, "to"));
        let leads = |peer: &Value| match peer.get("ipBlock").and_then(|block| text(block, "cidr")) {
            Some(network) => {
                let width = if network.contains(':') { 128 } else { 32 };
                network.rsplit_once('/').is_none_or(|(_, bits)| bits.parse().is_ok_and(|bits: u32| bits + 4 < width))
            }
            None => true,
        };
        (ports.is_empty() || ports.iter().any(|one| holds(one, port))) && (peers.is_empty() || peers.iter().any(leads))
    })
}

/// Whether a direction of a policy has rules, so that what no rule names is refused.
pub(super) fn has_rules(policy: &Object, direction: &str) -> bool {
    policy.tree.get("spec").is_some_and(|spec| !list(spec, direction).is_empty())
}

fn holds(rule: &Value, port: u16) -> bool {
    if text(rule, "protocol").is_some_and(|protocol| protocol != "TCP") {
        return false;
    }
    let Some(first) = rule.get("port").filter(|first| !first.is_null()) else { return true };
    // What a named port is, the pods decide.
    let Some(first) = first.as_u64() else { return true };
    let last = rule.get("endPort").and_then(Value::as_u64).unwrap_or(first);
    (first..=last).contains(&u64::from(port))
}
