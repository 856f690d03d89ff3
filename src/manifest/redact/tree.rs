//! Finds secrets in the tree of an object, by its fields.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use super::forms::is_reference;
use super::mask::Masks;
use super::names::{Sense, sense};
use super::text;

/// The annotation that holds a whole object as `kubectl apply` was given it.
const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// Hides every secret of a tree.
pub(super) fn redact(mut tree: Map<String, Value>, masks: &mut Masks) -> Map<String, Value> {
    fields("", &mut tree, masks);
    tree
}

/// What is not a text in a known place is looked at by its name: `name` is that of the field the value lies under.
fn field(name: &str, value: &mut Value, masks: &mut Masks) {
    match value {
        Value::Object(map) => fields(name, map, masks),
        Value::Array(items) => list(name, items, masks),
        _ => leaf(sense(name).is_some(), value, masks),
    }
}

fn fields(name: &str, map: &mut Map<String, Value>, masks: &mut Masks) {
    if is_secret(map) {
        hide_data(map, masks);
    }
    // A pair such as a variable or a header: the name lies beside the value.
    let is_pair = map.contains_key("value");
    let named = map.get("name").and_then(Value::as_str).filter(|_| is_pair).is_some_and(|name| sense(name).is_some());
    for (key, value) in map {
        match (key.as_str(), value) {
            (_, value @ Value::String(_)) if matches!(name, "annotations" | "labels") => annotation(key, value, masks),
            ("value", value) if named && !value.is_object() => leaf(true, value, masks),
            // The texts of a config map are files: their names tell less than what is in them.
            (key, value @ Value::String(_)) if name == "data" && is_file(key, value) => leaf(false, value, masks),
            (key, value) => field(key, value, masks),
        }
    }
}

/// In the arguments of a command a flag may be the name of the next argument.
fn list(name: &str, items: &mut [Value], masks: &mut Masks) {
    let is_secret = sense(name) == Some(Sense::Secret);
    let mut after_flag = false;
    for item in items {
        let is_flag = item.as_str().is_some_and(|item| item.starts_with('-'));
        match item {
            Value::String(_) => leaf(is_secret || after_flag && !is_flag, item, masks),
            Value::Object(map) => fields(name, map, masks),
            Value::Array(inner) => list(name, inner, masks),
            _ => leaf(is_secret, item, masks),
        }
        after_flag = is_flag && item.as_str().is_some_and(|flag| !flag.contains(['=', ' ']) && sense(flag).is_some());
    }
}

/// A text or a number: hidden as a whole if its name says so, else searched.
fn leaf(named_secret: bool, value: &mut Value, masks: &mut Masks) {
    match value {
        Value::String(text) if named_secret && !is_reference(text) => *text = masks.mask(text.as_bytes()),
        Value::String(text) => {
            if let Some(hidden) = changed(text::redact(text, masks)) {
                *text = hidden;
            }
        }
        Value::Number(number) if named_secret => *value = masks.mask(number.to_string().as_bytes()).into(),
        _ => {}
    }
}

fn changed(text: Cow<'_, str>) -> Option<String> {
    if let Cow::Owned(text) = text { Some(text) } else { None }
}

/// The name of an annotation that ends in `secret` is followed by the name of a `Secret`, not by its content.
fn annotation(key: &str, value: &mut Value, masks: &mut Masks) {
    if key == LAST_APPLIED {
        return last_applied(value, masks);
    }
    let name = key.rsplit('/').next().unwrap_or(key);
    leaf(sense(name) == Some(Sense::Secret), value, masks);
}

fn last_applied(value: &mut Value, masks: &mut Masks) {
    let Some(text) = value.as_str() else { return };
    *value = match serde_json::from_str::<Value>(text) {
        Ok(mut tree) => {
            field("", &mut tree, masks);
            format!("{tree}\n").into()
        }
        // It cannot be told what lies in it.
        Err(_) => masks.mask(text.as_bytes()).into(),
    };
}

fn is_secret(map: &Map<String, Value>) -> bool {
    map.get("kind").is_some_and(|kind| kind == "Secret") && map.get("apiVersion").is_some_and(|version| version == "v1")
}

fn is_file(key: &str, value: &Value) -> bool {
    key.contains('.') || value.as_str().is_some_and(|text| text.contains('\n'))
}

/// Everything under `data` and `stringData`; the same content looks the same in both.
fn hide_data(map: &mut Map<String, Value>, masks: &mut Masks) {
    for (field, is_encoded) in [("data", true), ("stringData", false)] {
        match map.get_mut(field) {
            Some(Value::Object(entries)) => entries.values_mut().for_each(|value| hide(value, is_encoded, masks)),
            Some(value) => hide(value, false, masks),
            None => {}
        }
    }
}

fn hide(value: &mut Value, is_encoded: bool, masks: &mut Masks) {
    let content = match &*value {
        Value::Null => return,
        Value::String(text) if text.is_empty() => return,
        Value::String(text) if is_encoded => STANDARD.decode(text.trim()).unwrap_or_else(|_| text.as_bytes().to_vec()),
        Value::String(text) => text.as_bytes().to_vec(),
        other => (*other).to_string().into_bytes(),
    };
    *value = masks.mask(&content).into();
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The tree with each mask written as `***`.
    fn hidden(mut tree: Value) -> Value {
        field("", &mut tree, &mut Masks::fixed());
        let text = tree.to_string();
        let mut parts = text.split("(hidden ");
        let mut starred = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            starred.push_str("***");
            starred.push_str(&part[7..]);
        }
        serde_json::from_str(&starred).expect("still JSON")
    }

    #[test]
    fn secrets_are_hidden_where_they_lie() {
        let table = [
            (
                json!({"apiVersion": "v1", "kind": "Secret", "type": "Opaque", "data": {"a": "eA==", "b": "", "c": 1, "d": null}, "stringData": {"e": "x"}}),
                json!({"apiVersion": "v1", "kind": "Secret", "type": "Opaque", "data": {"a": "***", "b": "", "c": "***", "d": null}, "stringData": {"e": "***"}}),
            ),
            (
                json!({"apiVersion": "v1", "kind": "Secret", "data": "odd"}),
                json!({"apiVersion": "v1", "kind": "Secret", "data": "***"}),
            ),
            (
                json!({"metadata": {"annotations": {LAST_APPLIED: "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":{\"a\":\"eA==\"}}"}}}),
                json!({"metadata": {"annotations": {LAST_APPLIED: "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":{\"a\":\"***\"}}\n"}}}),
            ),
            (json!({"annotations": {LAST_APPLIED: "{broken"}}), json!({"annotations": {LAST_APPLIED: "***"}})),
            (
                json!({"env": [{"name": "VAULT_TOKEN", "value": "root"}]}),
                json!({"env": [{"name": "VAULT_TOKEN", "value": "***"}]}),
            ),
            (
                json!({"env": [{"value": 1234, "name": "DB_PASSWORD"}]}),
                json!({"env": [{"value": "***", "name": "DB_PASSWORD"}]}),
            ),
            (
                json!({"env": [{"name": "URL", "value": "postgres://u:p@h/d"}, {"name": "X", "value": "AKIAIOSFODNN7EXAMPLE"}]}),
                json!({"env": [{"name": "URL", "value": "postgres://u:***@h/d"}, {"name": "X", "value": "***"}]}),
            ),
            (
                json!({"args": ["--token=abc", "-password", "abc", "--token", "--other", "x", "sh -c 'login --password abc'"]}),
                json!({"args": ["--token=***", "-password", "***", "--token", "--other", "x", "sh -c 'login --password ***'"]}),
            ),
            (
                json!({"httpHeaders": [{"name": "X-Vault-Token", "value": "abc"}]}),
                json!({"httpHeaders": [{"name": "X-Vault-Token", "value": "***"}]}),
            ),
            (
                json!({"annotations": {"example.com/api-token": "abc", "a": "Bearer 0123456789abcdef0123"}}),
                json!({"annotations": {"example.com/api-token": "***", "a": "Bearer ***"}}),
            ),
            (
                json!({"kind": "ConfigMap", "data": {"password": "abc", "vault.hcl": "seal \"x\" {\n  secret_key = \"abc\"\n}"}}),
                json!({"kind": "ConfigMap", "data": {"password": "***", "vault.hcl": "seal \"x\" {\n  secret_key = \"***\"\n}"}}),
            ),
            (
                json!({"spec": {"tokens": ["a", 1], "password": 1}}),
                json!({"spec": {"tokens": ["***", "***"], "password": "***"}}),
            ),
        ];
        for (tree, expected) in table {
            assert_eq!(hidden(tree), expected);
        }
    }

    #[test]
    fn what_only_points_to_a_secret_stays() {
        let table = [
            json!({"volumes": [{"name": "tls", "secret": {"secretName": "vault-tls", "items": [{"key": "tls.key", "path": "tls.key"}]}}]}),
            json!({"env": [{"name": "TOKEN", "valueFrom": {"secretKeyRef": {"name": "a-secret", "key": "token"}}}]}),
            json!({"env": [{"name": "VAULT_TOKEN_FILE", "value": "/vault/token"}, {"name": "VAULT_TOKEN", "value": "$(OTHER)"}]}),
            json!({"env": [{"name": "PASSWORD", "value": ""}, {"name": "GOOGLE_APPLICATION_CREDENTIALS", "value": "/vault/gcp/credentials.json"}]}),
            json!({"sources": [{"serviceAccountToken": {"path": "token", "audience": "vault", "expirationSeconds": 3600}}]}),
            json!({"automountServiceAccountToken": false, "imagePullSecrets": [{"name": "registry-secret"}], "secrets": [{"name": "x"}]}),
            json!({"rules": [{"apiGroups": ["authentication.k8s.io"], "resources": ["secrets", "tokenreviews", "serviceaccounts/token"], "verbs": ["get"]}]}),
            json!({"annotations": {"nginx.ingress.kubernetes.io/auth-secret": "basic-auth", "vault.hashicorp.com/agent-inject-secret-db": "database/creds/app"}}),
            json!({"annotations": {"vault.hashicorp.com/agent-inject-token": "true", "vault.hashicorp.com/tls-secret": "tls", "vault.hashicorp.com/role": "app"}}),
            json!({"volumeMounts": [{"mountPath": "/var/run/secrets/kubernetes.io/serviceaccount", "name": "token", "subPath": "tls.key"}]}),
            json!({"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "metadata": {"name": "tokenReview"}}),
            json!({"tls": [{"hosts": ["vault.example.com"], "secretName": "vault-tls"}], "tokenExpirationSeconds": 600}),
            json!({"dataFrom": [{"secretRef": {"name": "x"}}], "data": [{"secretKey": "password", "remoteRef": {"key": "secret/data/x"}}]}),
            json!({"args": ["--token-path", "/x", "-config=/vault/config", "--secret-name", "x", "--tls-key-file=/a/tls.key"]}),
            json!({"caBundle": "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUI=", "topologyKey": "kubernetes.io/hostname"}),
            json!({"tolerations": [{"key": "token", "operator": "Equal", "value": "x", "effect": "NoSchedule"}]}),
        ];
        for tree in table {
            assert_eq!(hidden(tree.clone()), tree);
        }
    }

    #[test]
    fn the_same_content_looks_the_same_encoded_or_not() {
        let mut tree = json!({"apiVersion": "v1", "kind": "Secret", "data": {"a": "eA=="}, "stringData": {"b": "x"}});
        field("", &mut tree, &mut Masks::fixed());
        assert_eq!(tree["data"]["a"], tree["stringData"]["b"]);
    }
}
