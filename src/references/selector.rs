//! Label selectors, and what they select.

use serde_json::{Map, Value};

use super::tree::{items, text};

/// Labels of pods that a controller, the scheduler or Vault itself writes when they run.
const AT_RUN_TIME: [&str; 10] = [
    "apps.kubernetes.io/pod-index",
    "controller-revision-hash",
    "controller-uid",
    "job-name",
    "pod-template-hash",
    "vault-active",
    "vault-initialized",
    "vault-perf-standby",
    "vault-sealed",
    "vault-version",
];

/// Whether a label of pods is not known before they run.
fn is_set_at_run_time(label: &str) -> bool {
    AT_RUN_TIME.contains(&label)
        || ["statefulset.kubernetes.io/", "batch.kubernetes.io/", "topology.kubernetes.io/"]
            .iter()
            .any(|start| label.starts_with(start))
}

/// What selects by labels.
#[derive(Clone, Copy)]
pub(crate) enum Selector<'a> {
    /// A map of labels, as services have it.
    Labels(&'a Map<String, Value>),
    /// `matchLabels` and `matchExpressions`.
    Full(&'a Value),
}

impl Selector<'_> {
    /// Whether labels fit, apart from labels of pods that are not known before they run.
    pub(crate) fn selects(self, labels: Option<&Map<String, Value>>) -> bool {
        let has = |(key, value): (&String, &Value)| {
            is_set_at_run_time(key) || labels.and_then(|labels| labels.get(key)) == Some(value)
        };
        match self {
            Self::Labels(map) => map.iter().all(has),
            Self::Full(tree) => {
                let map = tree.get("matchLabels").and_then(Value::as_object);
                map.is_none_or(|map| map.iter().all(has))
                    && items(tree, "matchExpressions").iter().all(|expression| fits(expression, labels))
            }
        }
    }

    /// Whether it selects everything.
    pub(crate) fn is_empty(self) -> bool {
        match self {
            Self::Labels(map) => map.is_empty(),
            Self::Full(tree) => {
                tree.get("matchLabels").and_then(Value::as_object).is_none_or(Map::is_empty)
                    && items(tree, "matchExpressions").is_empty()
            }
        }
    }
}

fn fits(expression: &Value, labels: Option<&Map<String, Value>>) -> bool {
    let Some(key) = text(expression, "key").filter(|key| !is_set_at_run_time(key)) else { return true };
    let value = labels.and_then(|labels| labels.get(key));
    let is_listed = || value.is_some_and(|value| items(expression, "values").contains(value));
    match text(expression, "operator").unwrap_or_default() {
        "In" => is_listed(),
        "NotIn" => !is_listed(),
        "Exists" => value.is_some(),
        "DoesNotExist" => value.is_none(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::Selector;
    use serde_json::json;

    #[test]
    fn labels_and_expressions_select() {
        let labels = json!({"app": "vault", "tier": "one"});
        for (selector, expected) in [
            (json!({}), true),
            (json!({"matchLabels": {"app": "vault"}}), true),
            (json!({"matchLabels": {"app": "vault", "vault-active": "true"}}), true),
            (json!({"matchLabels": {"app": "other"}}), false),
            (json!({"matchLabels": {"none": "vault"}}), false),
            (json!({"matchExpressions": [{"key": "tier", "operator": "In", "values": ["one", "two"]}]}), true),
            (json!({"matchExpressions": [{"key": "tier", "operator": "NotIn", "values": ["one"]}]}), false),
            (json!({"matchExpressions": [{"key": "none", "operator": "NotIn", "values": ["one"]}]}), true),
            (json!({"matchExpressions": [{"key": "none", "operator": "Exists"}]}), false),
            (json!({"matchExpressions": [{"key": "none", "operator": "DoesNotExist"}]}), true),
            (json!({"matchExpressions": "rubbish"}), true),
        ] {
            assert_eq!(Selector::Full(&selector).selects(labels.as_object()), expected, "{selector}");
        }
        let map = json!({"app": "vault"});
        assert!(Selector::Labels(map.as_object().expect("a map")).selects(labels.as_object()));
        assert!(!Selector::Labels(map.as_object().expect("a map")).selects(None));
    }
}
