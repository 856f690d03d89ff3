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
