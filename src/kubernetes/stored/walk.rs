//! The walk of an object and its type side by side, leaving the stored form behind.

use serde_json::{Map, Value};

use super::conditional::complete;
use super::defaults::defaults_of;
use super::zero::{is_struct, is_zero};
use crate::kubernetes::form::{Field, Form, Type};
use crate::kubernetes::kinds::type_in_any_version;

/// Gives what the API server keeps of an object; of a kind that is not known, the object as it is.
///
/// Items of lists stay where they are, so that a place in the one form is the same place in the other.
pub fn stored(object: &Map<String, Value>) -> Map<String, Value> {
    match type_in_any_version(object) {
        Some(known) => kept(object, known, false),
        None => object.clone(),
    }
}

/// What is kept of a map of a type. An open type is one of a custom resource, whose schema tells zero from nothing.
fn kept(map: &Map<String, Value>, of: &'static Type, open: bool) -> Map<String, Value> {
    let mut tree = Map::with_capacity(map.len() + 4);
    let has_status = of.field("status").is_some() && of.field("metadata").is_some();
    for (key, value) in map.iter().filter(|(key, value)| !(value.is_null() || has_status && *key == "status")) {
        let value = match of.field(key) {
            Some(field) => kept_in(field, of, value, open),
            None => Some(value.clone()),
        };
        tree.extend(value.map(|value| (key.clone(), value)));
    }
    for (key, default) in defaults_of(of.0) {
        if !tree.contains_key(*key) {
            let value = default.value();
            let kept = of.field(key).map_or_else(|| value.clone(), |field| kept_value(&field.1, &value));
            tree.insert((*key).to_owned(), kept);
        }
    }
    for field in of.1.iter().filter(|field| is_struct(of.0, field.0)) {
        if !tree.contains_key(field.0) {
            let empty = Value::Object(Map::new());
            tree.extend(kept_in(field, of, &empty, open).map(|value| (field.0.to_owned(), value)));
        }
    }
    complete(of.0, &mut tree);
    tree
}

/// What is kept of the value of a field, if anything.
fn kept_in(field: &Field, holder: &'static Type, value: &Value, open: bool) -> Option<Value> {
    let Field(name, form, ..) = field;
    match (form, value) {
        (Form::Object(_), Value::Object(_)) => {
            let kept = kept_value(form, value);
            let is_nothing = is_struct(holder.0, name) && is_empty(&kept);
            (!is_nothing).then_some(kept)
        }
        (Form::List(_) | Form::Map(_), _) if is_empty(value) && !open => None,
        (Form::List(_) | Form::Map(_) | Form::Open(_), _) => Some(kept_value(form, value)),
        _ if !open && is_zero(holder.0, name, form, value) => None,
        _ => Some(value.clone()),
    }
}

fn kept_value(form: &Form, value: &Value) -> Value {
    match (form, value) {
        (Form::Object(known), Value::Object(map)) => Value::Object(kept(map, known, false)),
        (Form::Open(known), Value::Object(map)) => Value::Object(kept(map, known, has_schema(known))),
        (Form::List(item), Value::Array(list)) => list.iter().map(|value| kept_value(item, value)).collect(),
        (Form::Map(item), Value::Object(map)) => {
            let entries = map.iter().filter(|(_, value)| !value.is_null());
            Value::Object(entries.map(|(key, value)| (key.clone(), kept_value(item, value))).collect())
        }
        _ => value.clone(),
    }
}

/// Whether a schema says what becomes of the fields; OpenShift's routes are types of Go, as Kubernetes' own.
fn has_schema(known: &Type) -> bool {
    !known.0.starts_with("Route")
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.values().all(Value::is_null),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::stored;

    fn of(api_version: &str, kind: &str, more: &Value) -> Value {
        let mut tree = json!({"apiVersion": api_version, "kind": kind, "metadata": {"name": "a"}});
        tree.as_object_mut().expect("a map").extend(more.as_object().expect("a map").clone());
        Value::Object(stored(tree.as_object().expect("a map")))
    }

    fn container(more: Value) -> Value {
        let mut container = json!({"name": "c", "image": "a:1"});
        container.as_object_mut().expect("a map").extend(more.as_object().expect("a map").clone());
        json!({"spec": {"template": {"spec": {"containers": [container]}}}})
    }

    fn spec(spec: Value) -> Value {
        json!({ "spec": spec })
    }

    #[test]
    fn a_default_and_a_zero_that_are_written_are_as_none() {
        let rows: [(&str, &str, Value, Value); 22] = [
            ("v1", "Secret", json!({"type": "Opaque"}), json!({})),
            ("v1", "Secret", json!({"data": {}, "stringData": null}), json!({})),
            ("v1", "Secret", json!({"stringData": {"a": "1"}}), json!({"data": {"a": "MQ=="}})),
            ("v1", "ConfigMap", json!({"data": {}, "metadata": {"name": "a", "labels": {}}}), json!({})),
            ("v1", "Service", spec(json!({"type": "ClusterIP", "publishNotReadyAddresses": false})), json!({})),
            (
                "v1",
                "Service",
                spec(json!({"ports": [{"port": 1, "protocol": "TCP", "targetPort": 1}]})),
                spec(json!({"ports": [{"port": 1}]})),
            ),
            ("v1", "Service", spec(json!({"clusterIP": "None"})), spec(json!({"clusterIPs": ["None"]}))),
            ("apps/v1", "StatefulSet", spec(json!({"podManagementPolicy": "OrderedReady"})), json!({})),
            ("apps/v1", "StatefulSet", spec(json!({"minReadySeconds": 0, "volumeClaimTemplates": []})), json!({})),
            (
                "apps/v1",
                "StatefulSet",
                spec(json!({"volumeClaimTemplates": [{"apiVersion": "v1", "kind": "PersistentVolumeClaim",
                    "spec": {"volumeMode": "Filesystem"}, "status": {"phase": "Pending"}}]})),
                spec(json!({"volumeClaimTemplates": [{}]})),
            ),
            ("apps/v1", "Deployment", spec(json!({"strategy": {"rollingUpdate": {"maxSurge": "25%"}}})), json!({})),
            (
                "apps/v1",
                "Deployment",
                spec(
                    json!({"template": {"spec": {"hostNetwork": false, "securityContext": {}, "serviceAccount": "s"}}}),
                ),
                spec(json!({"template": {"spec": {"dnsPolicy": "ClusterFirst", "serviceAccountName": "s"}}})),
            ),
            (
                "apps/v1",
                "DaemonSet",
                container(json!({"imagePullPolicy": "IfNotPresent", "env": [], "resources": {}})),
                container(json!({"env": null})),
            ),
            (
                "apps/v1",
                "DaemonSet",
                container(json!({"image": "a", "imagePullPolicy": "Always"})),
                container(json!({"image": "a"})),
            ),
            (
                "apps/v1",
                "DaemonSet",
                container(json!({"readinessProbe": {"exec": {}, "periodSeconds": 0, "timeoutSeconds": 1}})),
                container(json!({"readinessProbe": {"exec": {}}})),
            ),
            (
                "networking.k8s.io/v1",
                "NetworkPolicy",
                spec(json!({"podSelector": {}, "policyTypes": ["Ingress"]})),
                json!({}),
            ),
            (
                "networking.k8s.io/v1",
                "NetworkPolicy",
                spec(json!({"egress": [{}], "policyTypes": ["Ingress", "Egress"]})),
                spec(json!({"egress": [{}]})),
            ),
            (
                "rbac.authorization.k8s.io/v1",
                "RoleBinding",
                json!({"roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role"},
                    "subjects": [{"kind": "ServiceAccount", "apiGroup": ""}]}),
                json!({"roleRef": {"kind": "Role"}, "subjects": [{"kind": "ServiceAccount"}]}),
            ),
            (
                "admissionregistration.k8s.io/v1",
                "MutatingWebhookConfiguration",
                json!({"webhooks": [{"clientConfig": {"caBundle": "", "service": {"port": 443}}, "namespaceSelector": {}}]}),
                json!({"webhooks": [{"clientConfig": {"service": {}}, "failurePolicy": "Fail"}]}),
            ),
            // Another version of the same group has the same fields.
            ("batch/v1beta1", "CronJob", spec(json!({"suspend": false, "concurrencyPolicy": "Allow"})), json!({})),
            (
                "gateway.networking.k8s.io/v1",
                "HTTPRoute",
                spec(
                    json!({"parentRefs": [{"name": "g", "kind": "Gateway"}], "rules": [{"backendRefs": [{"weight": 1}]}]}),
                ),
                spec(json!({"parentRefs": [{"name": "g"}], "rules": [{"backendRefs": [{"kind": "Service"}]}]})),
            ),
            (
                "route.openshift.io/v1",
                "Route",
                spec(json!({"to": {"weight": 100}, "path": ""})),
                spec(json!({"to": {}})),
            ),
        ];
        for (api_version, kind, one, other) in rows {
            assert_eq!(of(api_version, kind, &one), of(api_version, kind, &other), "{kind} {one} {other}");
        }
    }

    #[test]
    fn what_the_server_can_tell_from_nothing_is_kept() {
        let rows: [(&str, &str, Value, Value); 12] = [
            ("v1", "Service", spec(json!({"type": "NodePort"})), json!({})),
            ("v1", "Service", spec(json!({"sessionAffinity": "ClientIP"})), json!({})),
            ("apps/v1", "Deployment", spec(json!({"replicas": 0})), json!({})),
            ("apps/v1", "Deployment", spec(json!({"revisionHistoryLimit": 0})), json!({})),
            ("apps/v1", "StatefulSet", spec(json!({"updateStrategy": {"type": "RollingUpdate"}})), json!({})),
            ("apps/v1", "Deployment", container(json!({"securityContext": {}})), container(json!({}))),
            (
                "apps/v1",
                "Deployment",
                container(json!({"image": "a"})),
                container(json!({"image": "a", "imagePullPolicy": "IfNotPresent"})),
            ),
            ("apps/v1", "Deployment", spec(json!({"template": {"spec": {"affinity": {}}}})), json!({})),
            ("apps/v1", "Deployment", spec(json!({"template": {"spec": {"shareProcessNamespace": false}}})), json!({})),
            ("v1", "PersistentVolumeClaim", spec(json!({"storageClassName": ""})), json!({})),
            (
                "networking.k8s.io/v1",
                "NetworkPolicy",
                spec(json!({"ingress": [{"from": [{"podSelector": {}}]}]})),
                spec(json!({"ingress": [{"from": [{}]}]})),
            ),
            // Of a kind that is not known nothing is left out.
            ("example.com/v1", "Vault", spec(json!({"tls": false})), json!({})),
        ];
        for (api_version, kind, one, other) in rows {
            assert_ne!(of(api_version, kind, &one), of(api_version, kind, &other), "{kind} {one} {other}");
        }
    }

    /// Whatever is kept of an object is what is kept of that.
    #[test]
    fn the_stored_form_stays_as_it_is() {
        for (api_version, kind) in
            [("apps/v1", "StatefulSet"), ("apps/v1", "Deployment"), ("v1", "Service"), ("batch/v1", "Job")]
        {
            let once = of(api_version, kind, &container(json!({"readinessProbe": {"httpGet": {"port": 1}}})));
            assert_eq!(Value::Object(stored(once.as_object().expect("a map"))), once, "{kind}");
        }
    }
}
