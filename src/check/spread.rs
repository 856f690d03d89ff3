//! How the pods of the server keep away from each other: their anti-affinity and their spread over topologies.

use serde_json::{Map, Value};

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
    /// Which pods it speaks of.
    selector: Option<&'s Value>,
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

    /// Whether it speaks of the pods of the server, as far as labels tell.
    pub(super) fn selects(&self, labels: &Map<String, Value>) -> bool {
        let Some(selector) = self.selector else { return false };
        let equal = selector.get("matchLabels").and_then(Value::as_object);
        let has_all = equal.is_none_or(|equal| equal.iter().all(|(key, value)| labels.get(key) == Some(value)));
        has_all && list(selector, "matchExpressions").iter().all(|expression| holds(expression, labels))
    }

    /// The labels that it asks for and the pods do not have: `app=vault`.
    pub(super) fn missing(&self, labels: &Map<String, Value>) -> Vec<String> {
        let equal = self.selector.and_then(|selector| selector.get("matchLabels")?.as_object());
        let missing = equal.into_iter().flatten().filter(|(key, value)| labels.get(*key) != Some(*value));
        missing.map(|(key, value)| format!("{key}={}", value.as_str().unwrap_or_default())).collect()
    }
}

fn holds(expression: &Value, labels: &Map<String, Value>) -> bool {
    let found = text(expression, "key").and_then(|key| labels.get(key));
    let is_among = || found.is_some_and(|found| list(expression, "values").contains(found));
    match text(expression, "operator") {
        Some("In") => is_among(),
        Some("NotIn") => !is_among(),
        Some("Exists") => found.is_some(),
        Some("DoesNotExist") => found.is_none(),
        _ => true,
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
    let selector = term.get("labelSelector");
    Some(Spread { topology: text(term, "topologyKey")?, is_required, selector, value, place })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn selectors_are_held_against_labels() {
        let labels = json!({"app": "vault", "part": "server"});
        let labels = labels.as_object().expect("a map");
        for (selector, expected) in [
            (json!({}), true),
            (json!({"matchLabels": {"app": "vault"}}), true),
            (json!({"matchLabels": {"app": "other"}}), false),
            (json!({"matchExpressions": [{"key": "app", "operator": "In", "values": ["vault"]}]}), true),
            (json!({"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["vault"]}]}), false),
            (json!({"matchExpressions": [{"key": "app", "operator": "Exists"}]}), true),
            (json!({"matchExpressions": [{"key": "app", "operator": "DoesNotExist"}]}), false),
        ] {
            let term = json!({"topologyKey": NODE, "labelSelector": selector});
            let spread = spread(&term, true, "server.affinity", String::new()).expect("a spread");
            assert_eq!(spread.selects(labels), expected, "{term}");
        }
    }
}
