//! Finds secrets in a tree, by its fields: in an object of Kubernetes, or in values on their way to one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::commands::{self, is_program};
use super::forms::is_reference;
use super::names::{Sense, sense};
use super::text::{Secret, secrets};
use crate::yaml::{Data, Node};

/// The annotation that holds a whole object as `kubectl apply` was given it.
const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";
/// What a mask begins with: one that somebody wrote himself is none.
const MASK: &str = "(hidden ";
/// Fields under the name of a secret that hold it.
const VALUES: &[&str] = &["content", "current", "default", "literal", "plain", "text", "value", "values"];

/// A tree of maps, lists and leaves.
pub(super) trait Tree: Sized {
    /// The entries of a map.
    fn entries(&self) -> Option<Vec<(&str, &Self)>>;
    /// The items of a list.
    fn items(&self) -> Option<&[Self]>;
    /// The text of a leaf that is a text.
    fn text(&self) -> Option<&str>;
    /// Whether a leaf is a number.
    fn is_number(&self) -> bool;
    /// The value under a key of a map.
    fn get(&self, key: &str) -> Option<&Self>;
}

impl Tree for Value {
    fn entries(&self) -> Option<Vec<(&str, &Self)>> {
        Some(self.as_object()?.iter().map(|(key, value)| (key.as_str(), value)).collect())
    }

    fn items(&self) -> Option<&[Self]> {
        self.as_array().map(Vec::as_slice)
    }

    fn text(&self) -> Option<&str> {
        self.as_str()
    }

    fn is_number(&self) -> bool {
        Value::is_number(self)
    }

    fn get(&self, key: &str) -> Option<&Self> {
        Value::get(self, key)
    }
}

impl Tree for Node {
    fn entries(&self) -> Option<Vec<(&str, &Self)>> {
        Some(self.as_map()?.iter().map(|(key, entry)| (key.as_str(), &entry.value)).collect())
    }

    fn items(&self) -> Option<&[Self]> {
        match &self.data {
            Data::List(items) => Some(items),
            _ => None,
        }
    }

    fn text(&self) -> Option<&str> {
        self.as_text()
    }

    fn is_number(&self) -> bool {
        matches!(self.data, Data::Number(_))
    }

    fn get(&self, key: &str) -> Option<&Self> {
        Node::get(self, key)
    }
}

/// A leaf that is a secret or holds some.
pub(super) struct SecretLeaf<'t, T> {
    /// The leaf.
    pub(super) leaf: &'t T,
    /// How many leaves stand before it.
    pub(super) number: usize,
    /// What of it is to be hidden.
    pub(super) hidden: Hidden,
}

/// What of a leaf is a secret.
pub(super) enum Hidden {
    /// All of it.
    Whole,
    /// All of it, which stands for this in base64.
    Content(Vec<u8>),
    /// Parts of the text.
    Parts(Vec<Secret>),
    /// Those of the object that the text holds.
    Object,
}

/// How a secret is written.
#[derive(Clone, Copy)]
enum Written {
    /// In base64.
    Encoded,
    /// As it is.
    Plain,
    /// As it is, or as what only points to it.
    Named,
}

/// Finds the secrets of a tree, in the order of its leaves.
pub(super) fn find<T: Tree>(tree: &T) -> Vec<SecretLeaf<'_, T>> {
    let mut search = Search { number: 0, found: Vec::new() };
    search.value("", tree, &[]);
    search.found
}

struct Search<'t, T> {
    number: usize,
    found: Vec<SecretLeaf<'t, T>>,
}

impl<'t, T: Tree> Search<'t, T> {
    /// What is not a text in a known place is looked at by its name: `name` is that of the field the value lies under.
    /// In front of the arguments of a command may stand the command.
    fn value(&mut self, name: &str, value: &'t T, command: &[&str]) {
        if let Some(entries) = value.entries() {
            self.map(name, value, entries);
        } else if let Some(items) = value.items() {
            self.list(name, items, command);
        } else {
            self.leaf(sense(name).is_some(), value);
        }
    }

    fn map(&mut self, name: &str, map: &'t T, entries: Vec<(&'t str, &'t T)>) {
        let kind = map.get("kind").and_then(T::text).unwrap_or_default();
        // A pair such as a variable or a header: the name lies beside the value.
        let pair = map.get("value").and_then(|_| map.get("name")).and_then(T::text);
        let is_named = pair.is_some_and(|name| sense(name).is_some());
        let is_holder = sense(name) == Some(Sense::Secret);
        let command: Vec<&str> =
            map.get("command").and_then(T::items).unwrap_or_default().iter().filter_map(T::text).collect();
        for (key, value) in entries {
            match key {
                "stringData" => self.data(value, Written::Plain),
                "data" if kind == "Secret" => self.data(value, Written::Encoded),
                "items" if kind == "SecretList" => self.secret_list(value),
                _ if value.text().is_some() && matches!(name, "annotations" | "labels") => self.annotation(key, value),
                "value" if is_named => self.data(value, Written::Named),
                _ if is_holder && VALUES.contains(&key) => self.data(value, Written::Named),
                // The texts of a config map are files: their names tell less than what is in them.
                _ if name == "data" && is_file(key, value) => self.leaf(false, value),
                "args" => self.value(key, value, &command),
                _ => self.value(key, value, &[]),
            }
        }
    }

    /// In the arguments of a command a flag may be the name of the next argument, and the command itself say what one is.
    fn list(&mut self, name: &str, items: &'t [T], command: &[&str]) {
        let is_secret = sense(name) == Some(Sense::Secret);
        let given = given(items, command);
        let mut after_flag = false;
        for (index, item) in items.iter().enumerate() {
            let text = item.text();
            let is_flag = text.is_some_and(|item| item.starts_with('-'));
            let parts: Vec<Secret> =
                given.iter().filter(|(at, _)| *at == index).map(|(_, part)| part.clone()).collect();
            match text {
                Some(_) if !parts.is_empty() => self.add(item, Hidden::Parts(parts)),
                Some(_) => self.leaf(is_secret || after_flag && !is_flag, item),
                None if item.entries().is_some() || item.items().is_some() => self.value(name, item, &[]),
                None => self.leaf(is_secret, item),
            }
            after_flag = is_flag && text.is_some_and(|flag| !flag.contains(['=', ' ']) && sense(flag).is_some());
        }
    }

    /// A text or a number: hidden as a whole if its name says so, else searched.
    fn leaf(&mut self, named_secret: bool, leaf: &'t T) {
        match leaf.text() {
            Some(text) if named_secret && !is_reference(text) || text.contains(MASK) => self.add(leaf, Hidden::Whole),
            Some(text) => match secrets(text) {
                parts if parts.is_empty() => self.number += 1,
                parts => self.add(leaf, Hidden::Parts(parts)),
            },
            None if named_secret && leaf.is_number() => self.add(leaf, Hidden::Whole),
            None => self.number += 1,
        }
    }

    /// Every leaf under `data`, `stringData` or the value of a pair; the same content is the same in all.
    fn data(&mut self, value: &'t T, written: Written) {
        if let Some(entries) = value.entries() {
            return entries.into_iter().for_each(|(_, value)| self.data(value, written));
        }
        if let Some(items) = value.items() {
            return items.iter().for_each(|item| self.data(item, written));
        }
        match (value.text(), written) {
            (Some(""), _) => self.number += 1,
            (Some(text), Written::Encoded) => {
                let content = STANDARD.decode(text.trim()).unwrap_or_else(|_| text.as_bytes().to_vec());
                self.add(value, Hidden::Content(content));
            }
            (Some(text), Written::Named) if is_reference(text) => self.number += 1,
            (Some(_), _) => self.add(value, Hidden::Whole),
            (None, _) if value.is_number() => self.add(value, Hidden::Whole),
            (None, _) => self.number += 1,
        }
    }

    fn secret_list(&mut self, items: &'t T) {
        for item in items.items().unwrap_or_default() {
            for (key, value) in item.entries().unwrap_or_default() {
                match key {
                    "data" => self.data(value, Written::Encoded),
                    "stringData" => self.data(value, Written::Plain),
                    _ => self.value(key, value, &[]),
                }
            }
        }
    }

    /// The name of an annotation that ends in `secret` is followed by the name of a `Secret`, not by its content.
    fn annotation(&mut self, key: &str, value: &'t T) {
        if key == LAST_APPLIED {
            return self.add(value, Hidden::Object);
        }
        let name = key.rsplit('/').next().unwrap_or(key);
        self.leaf(sense(name) == Some(Sense::Secret), value);
    }

    fn add(&mut self, leaf: &'t T, hidden: Hidden) {
        self.found.push(SecretLeaf { leaf, number: self.number, hidden });
        self.number += 1;
    }
}

/// The parts of items that a command among them takes as secrets, whatever their names.
fn given<T: Tree>(items: &[T], command: &[&str]) -> Vec<(usize, Secret)> {
    let words: Vec<&str> =
        command.iter().copied().chain(items.iter().map(|item| item.text().unwrap_or_default())).collect();
    let Some(program) = words.iter().position(|word| is_program(word)) else { return Vec::new() };
    let behind = words.get(program + 1..).unwrap_or_default();
    let part = |(index, range): commands::WordPart| {
        let index = (program + 1 + index).checked_sub(command.len())?;
        Some((index, Secret { range, may_be_reference: false, quote: None }))
    };
    commands::secrets(words[program], behind).into_iter().filter_map(part).collect()
}

fn is_file<T: Tree>(key: &str, value: &T) -> bool {
    value.text().is_some_and(|text| key.contains('.') || text.contains('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::Masks;
    use serde_json::json;

    /// The tree with each mask written as `***`.
    fn hidden(tree: Value) -> Value {
        let whole = Masks::default().hide(tree.as_object().expect("a map"));
        let text = whole.map_or(tree, Value::Object).to_string();
        let mut parts = text.split("(hidden ");
        let mut starred = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            starred.push_str("***");
            starred.push_str(part.split_once(')').map_or(part, |(_, rest)| rest));
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
            (
                json!({"kind": "SecretList", "items": [{"data": {"a": "eA=="}}]}),
                json!({"kind": "SecretList", "items": [{"data": {"a": "***"}}]}),
            ),
            (
                json!({"command": ["vault"], "args": ["login", "abc"], "lifecycle": ["curl", "-u", "a:abc", "url"]}),
                json!({"command": ["vault"], "args": ["login", "***"], "lifecycle": ["curl", "-u", "a:***", "url"]}),
            ),
            (
                json!({"auth": {"password": {"value": "abc", "ttl": "1h"}}, "stringData": {"a": ["x"]}}),
                json!({"auth": {"password": {"value": "***", "ttl": "1h"}}, "stringData": {"a": ["***"]}}),
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
}
