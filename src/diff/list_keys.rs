//! What tells the items of a list apart: Kubernetes' merge keys, the whole item, or the position.

use std::collections::HashSet;

use serde_json::Value;

use super::place::ValuePlace;

/// The values under the merge keys of an item.
pub(super) type ItemKeys = Vec<(String, String)>;

/// How the items of two lists find each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListRule {
    /// By the values under these keys.
    Keyed(&'static [&'static str]),
    /// By equality wherever they stand.
    Set,
    /// By equality in their order.
    Sequence,
}

/// The merge keys of lists by the last keys that lead there. Later rows with the same name are tried where the items
/// of an earlier one are not told apart by it.
const MERGE_KEYS: &[(&str, &[&str])] = &[
    ("containers", &["name"]),
    ("initContainers", &["name"]),
    ("ephemeralContainers", &["name"]),
    ("env", &["name"]),
    ("ports", &["containerPort", "protocol"]),
    ("ports", &["port", "protocol"]),
    ("ports", &["name"]),
    ("volumes", &["name"]),
    ("volumeMounts", &["mountPath"]),
    ("volumeDevices", &["devicePath"]),
    ("hostAliases", &["ip"]),
    ("imagePullSecrets", &["name"]),
    ("secrets", &["name"]),
    ("tolerations", &["key", "operator", "effect"]),
    ("tolerations", &["key", "operator", "value", "effect"]),
    ("topologySpreadConstraints", &["topologyKey", "whenUnsatisfiable"]),
    ("ownerReferences", &["uid"]),
    ("conditions", &["type"]),
    ("webhooks", &["name"]),
    ("matchConditions", &["name"]),
    ("volumeClaimTemplates", &["metadata.name"]),
    ("taints", &["key", "effect"]),
    ("readinessGates", &["conditionType"]),
    ("rules", &["host"]),
    ("paths", &["path", "pathType"]),
    ("tls", &["secretName"]),
    ("items", &["key"]),
    ("matchExpressions", &["key", "operator"]),
    ("groups", &["name"]),
    ("endpoints", &["port", "path"]),
    ("httpHeaders", &["name"]),
];

/// Lists in which only what is there counts, not where.
const SETS: &[&str] = &[
    "accessModes",
    "add",
    "apiGroups",
    "apiVersions",
    "drop",
    "externalIPs",
    "finalizers",
    "from",
    "hostnames",
    "hosts",
    "loadBalancerSourceRanges",
    "namespaces",
    "nonResourceURLs",
    "operations",
    "policyTypes",
    "resourceNames",
    "resources",
    "rules",
    "subjects",
    "supplementalGroups",
    "to",
    "values",
    "verbs",
];

/// Gives how the items of two lists at a place find each other.
pub(super) fn list_rule(place: &ValuePlace, old: &[Value], new: &[Value]) -> ListRule {
    let name = place.keys().last().copied().unwrap_or_default();
    // The subjects of a binding have names, which alone do not tell them apart.
    let candidates = MERGE_KEYS.iter().filter(|(list, _)| *list == name).map(|(_, keys)| *keys);
    let general: &[&[&str]] = if SETS.contains(&name) { &[] } else { &[&["name"]] };
    let fits = |keys: &&'static [&'static str]| tells_apart(keys, old) && tells_apart(keys, new);
    if let Some(keys) = candidates.chain(general.iter().copied()).find(fits) {
        return ListRule::Keyed(keys);
    }
    let all_maps = old.iter().chain(new).all(Value::is_object);
    if SETS.contains(&name) || all_maps { ListRule::Set } else { ListRule::Sequence }
}

/// Gives the values under the merge keys of an item; a key that is not there has an empty value.
pub(super) fn item_keys(keys: &[&str], item: &Value) -> ItemKeys {
    keys.iter().map(|key| ((*key).to_owned(), item_value(item, key).unwrap_or_default())).collect()
}

/// Finds the text of the value under a dotted key of an item. A port without protocol is one of TCP.
pub(super) fn item_value(item: &Value, key: &str) -> Option<String> {
    let found = item.get(key).or_else(|| key.split('.').try_fold(item, |value, key| value.get(key)));
    match found {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Null) | None if key == "protocol" => Some("TCP".to_owned()),
        Some(value @ (Value::Bool(_) | Value::Number(_))) => Some(value.to_string()),
        _ => None,
    }
}

/// Whether the keys tell all items of a list apart; the first key must be there.
fn tells_apart(keys: &[&str], items: &[Value]) -> bool {
    let mut seen = HashSet::new();
    items.iter().all(|item| {
        let first = keys.first().and_then(|key| item_value(item, key));
        let optional = keys.first() == Some(&"key") && keys.len() > 2;
        (first.is_some() || optional) && item.is_object() && seen.insert(item_keys(keys, item))
    })
}
