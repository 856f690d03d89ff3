//! How the pods of the server keep away from each other: their anti-affinity and their spread over topologies.

use serde_json::Value;

use super::server_pod::{ServerPod, list, text};

/// The label of a node by which each node is a topology of its own.
pub(super) const NODE: &str = "kubernetes.io/hostname";
/// The labels of the zones of nodes.
const ZONES: &[&str] = &["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"];

/// One rule that keeps pods apart.
pub(super) struct Spread<'s> {
    /// The label of nodes that tells topologies apart.
    pub(super) topology: &'s str,
    /// Whether a pod rather stays pending than breaks the rule.
    pub(super) is_required: bool,
    /// The value that holds it.
    pub(super) value: &'static str,
    /// Where it stands in the stateful set.
    pub(super) place: String,
}

impl Spread<'_> {
    /// Whether topologies are zones.
    pub(super) fn is_by_zone(&self) -> bool {
        ZONES.contains(&self.topology)
    }
}

/// The rules that keep the pods of the server apart.
pub(super) fn spreads<'s>(pod: &ServerPod<'s>) -> Vec<Spread<'s>> {
    let mut found = Vec::new();
    let anti = pod.field("affinity").and_then(|affinity| affinity.get("podAntiAffinity"));
    for (key, is_required) in [
        ("requiredDuringSchedulingIgnoredDuringExecution", true),
        ("preferredDuringSchedulingIgnoredDuringExecution", false),
    ] {
        for (index, term) in anti.map_or(&[][..], |anti| list(anti, key)).iter().enumerate() {
            let place = format!("spec.template.spec.affinity.podAntiAffinity.{key}[{index}]");
            let term = term.get("podAffinityTerm").unwrap_or(term);
            found.extend(spread(term, is_required, "server.affinity", place));
        }
    }
    let constraints = pod.field("topologySpreadConstraints").and_then(Value::as_array);
    for (index, constraint) in constraints.into_iter().flatten().enumerate() {
        let is_required = text(constraint, "whenUnsatisfiable") != Some("ScheduleAnyway");
        let place = format!("spec.template.spec.topologySpreadConstraints[{index}]");
        found.extend(spread(constraint, is_required, "server.topologySpreadConstraints", place));
    }
    found
}

fn spread<'s>(term: &'s Value, is_required: bool, value: &'static str, place: String) -> Option<Spread<'s>> {
    Some(Spread { topology: text(term, "topologyKey")?, is_required, value, place })
}
