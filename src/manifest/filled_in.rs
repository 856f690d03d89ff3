//! What a cluster fills in of its own choice: addresses and ports that the server gives out, certificates that whoever
//! serves a webhook writes in, finalizers of controllers.
//!
//! No table tells such a value in advance, so it counts as filled in only where it was read from a cluster and the other
//! side has none. What the server always fills in is in `kubernetes::stored`.

use serde_json::{Map, Value};

use super::object::Object;

/// Fields by kind and path; `*` is any kind, `[]` any item of a list.
const FILLED_IN: &[(&str, &str)] = &[
    ("*", "metadata.finalizers"),
    ("*", "metadata.ownerReferences"),
    ("APIService", "spec.caBundle"),
    ("CustomResourceDefinition", "spec.conversion.webhook.clientConfig.caBundle"),
    ("Job", "spec.selector"),
    ("MutatingWebhookConfiguration", "webhooks[].clientConfig.caBundle"),
    ("PersistentVolume", "spec.claimRef"),
    ("PersistentVolumeClaim", "spec.storageClassName"),
    ("PersistentVolumeClaim", "spec.volumeName"),
    ("Pod", "spec.nodeName"),
    ("Pod", "spec.preemptionPolicy"),
    ("Pod", "spec.priority"),
    ("Route", "spec.host"),
    ("Service", "spec.clusterIP"),
    ("Service", "spec.clusterIPs"),
    ("Service", "spec.clusterIPs[]"),
    ("Service", "spec.healthCheckNodePort"),
    ("Service", "spec.ipFamilies"),
    ("Service", "spec.ipFamilies[]"),
    ("Service", "spec.ipFamilyPolicy"),
    ("Service", "spec.ports[].nodePort"),
    ("ServiceAccount", "secrets"),
    ("ValidatingWebhookConfiguration", "webhooks[].clientConfig.caBundle"),
];

/// Whether a cluster may have chosen this value by itself. The path counts from the object: keys with dots between them,
/// `[]` for any item of a list, such as `spec.ports[].nodePort`.
pub fn is_filled_in(kind: &str, path: &str, value: &Value) -> bool {
    // A service without an address of its own is what a manifest asks for.
    let is_chosen = kind != "Service" || value != "None";
    is_chosen && FILLED_IN.iter().any(|(of, at)| *at == path && (*of == "*" || *of == kind))
}

/// Takes away what somebody else fills in, so that applying the object leaves it alone: the empty `caBundle` of webhooks,
/// which the injector writes as long as no certificates are given to it. With the field, each client-side apply clears
/// it, and a second server-side apply is a conflict.
#[must_use]
pub fn without_filled_in(mut object: Object) -> Object {
    if matches!(object.kind(), "MutatingWebhookConfiguration" | "ValidatingWebhookConfiguration") {
        let webhooks = object.tree.get_mut("webhooks").and_then(Value::as_array_mut);
        for webhook in webhooks.into_iter().flatten() {
            if let Some(Value::Object(client)) = webhook.get_mut("clientConfig") {
                leave_out_empty(client, "caBundle");
            }
        }
    }
    object
}

fn leave_out_empty(map: &mut Map<String, Value>, key: &str) {
    if map.get(key).is_some_and(|value| value.is_null() || value == "") {
        map.shift_remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_chosen_value_is_one_at_its_own_place_only() {
        let table = [
            ("Service", "spec.clusterIP", json!("10.0.0.1"), true),
            ("Service", "spec.clusterIP", json!("None"), false),
            ("Service", "spec.clusterIPs", json!(["None"]), true),
            ("Service", "spec.ports[].nodePort", json!(30000), true),
            ("Service", "spec.ports[].port", json!(8200), false),
            ("Service", "spec.type", json!("LoadBalancer"), false),
            ("ConfigMap", "spec.clusterIP", json!("10.0.0.1"), false),
            ("ConfigMap", "metadata.finalizers", json!(["a/b"]), true),
            ("MutatingWebhookConfiguration", "webhooks[].clientConfig.caBundle", json!("LS0t"), true),
            ("MutatingWebhookConfiguration", "webhooks[].failurePolicy", json!("Ignore"), false),
        ];
        for (kind, path, value, expected) in table {
            assert_eq!(is_filled_in(kind, path, &value), expected, "{kind} {path} {value}");
        }
        assert!(FILLED_IN.is_sorted_by(|one, other| one < other));
    }

    #[test]
    fn only_an_empty_bundle_is_left_to_others() {
        let with = |kind: &str, bundle: Value| {
            let client = json!({"service": {"name": "s"}, "caBundle": bundle});
            let tree = json!({"apiVersion": "admissionregistration.k8s.io/v1", "kind": kind,
                "metadata": {"name": "a"}, "webhooks": [{"name": "w", "clientConfig": client}]});
            let object = without_filled_in(Object::new("", "", tree).expect("an object"));
            object.tree["webhooks"][0]["clientConfig"].get("caBundle").cloned()
        };
        for kind in ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"] {
            assert_eq!(with(kind, json!("")), None);
            assert_eq!(with(kind, json!(null)), None);
            assert_eq!(with(kind, json!("LS0t")), Some(json!("LS0t")));
        }
        assert_eq!(with("Other", json!("")), Some(json!("")));
    }
}
