//! What Helm has applied last: it keeps each release in a Secret, packed, with the manifest that it has applied.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::gzip::unpack;
use super::hand::LAST_APPLIED;
use super::kubectl::Kubectl;
use crate::manifest::{Object, ObjectId};

/// Where Helm writes down the release of an object.
const RELEASE: &str = "meta.helm.sh/release-name";

impl Kubectl<'_> {
    /// The manifest that Helm has applied last, if it manages objects of the release of which nobody else says that, and
    /// its Secrets may be read.
    pub fn helm_manifest(&mut self, live: &[Object]) -> Option<String> {
        live.iter().find(|object| is_helms(object))?;
        let selector = format!("owner=helm,status=deployed,name={}", self.place.release);
        let get = self.place.within("get secrets").own("-l").word(selector).own("-o json");
        let list: Value = serde_json::from_str(&self.read(&get).ok()?.stdout).ok()?;
        let number = |secret: &&Value| {
            let number = secret.pointer("/metadata/labels/version").and_then(Value::as_str);
            number.and_then(|number| number.parse::<u64>().ok())
        };
        manifest(list.get("items")?.as_array()?.iter().max_by_key(number)?)
    }
}

/// Notes on each object that Helm manages what Helm has applied, where `kubectl apply` would have noted it.
pub fn note_applied(live: &mut [Object], applied: &[Object]) {
    for object in live.iter_mut().filter(|object| is_helms(object)) {
        let id = ObjectId::of(object);
        let Some(applied) = applied.iter().find(|applied| ObjectId::of(applied).may_be(&id)) else { continue };
        let text = Value::Object(applied.tree.clone()).to_string();
        if let Some(Value::Object(annotations)) =
            object.tree.get_mut("metadata").and_then(|it| it.get_mut("annotations"))
        {
            annotations.insert(LAST_APPLIED.to_owned(), text.into());
        }
    }
}

/// Whether Helm manages an object, and nobody says beside it what was applied last.
fn is_helms(object: &Object) -> bool {
    let annotations = object.tree.get("metadata").and_then(|metadata| metadata.get("annotations"));
    annotations.is_some_and(|annotations| annotations.get(RELEASE).is_some() && annotations.get(LAST_APPLIED).is_none())
}

/// The manifest in a Secret of Helm's: base64 of what Helm has written, which is base64 of packed JSON.
fn manifest(secret: &Value) -> Option<String> {
    let written = STANDARD.decode(secret.pointer("/data/release")?.as_str()?).ok()?;
    let release: Value = serde_json::from_slice(&unpack(&STANDARD.decode(written).ok()?)?).ok()?;
    Some(release.get("manifest")?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// `{"name": "vault", "version": 3, "manifest": "kind: Service\n"}`, as Helm packs it.
    const PACKED: &str =
        "H4sIAAAAAAAA/6tWykvMTVWyUlAqSyzNKVHSATJSi4oz8/OAYsZAXm5iXmZaanEJSEl2Zl6KlUJwalFZZnJqTJ5SLQDP0KCOPgAAAA==";

    #[test]
    fn a_release_of_helm_gives_its_manifest() {
        let secret = |release: &str| json!({ "data": { "release": STANDARD.encode(release) } });
        assert_eq!(manifest(&secret(PACKED)).as_deref(), Some("kind: Service\n"));
        for odd in ["", "AAAA", "%", "H4sIAAAAAAAA/w=="] {
            assert_eq!(manifest(&secret(odd)), None, "{odd}");
        }
        assert_eq!(manifest(&json!({ "data": 1 })), None);
    }

    #[test]
    fn only_what_helm_manages_is_noted() {
        let object = |name: &str, annotations: Value| {
            let metadata = json!({ "name": name, "namespace": "vault", "annotations": annotations });
            Object::new("", "", json!({ "apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata })).expect("one")
        };
        let mut live = vec![
            object("a", json!({ RELEASE: "vault" })),
            object("b", json!({ RELEASE: "vault" })),
            object("c", json!({ "mine": "1" })),
            object("d", json!({ RELEASE: "vault", LAST_APPLIED: "{}" })),
        ];
        let before = live.clone();
        let applied = ["a", "c", "d"].map(|name| object(name, json!({})));
        note_applied(&mut live, &applied);
        for (object, before) in live.iter().zip(&before).skip(1) {
            assert_eq!(object.tree, before.tree);
        }
        let noted = live[0].tree["metadata"]["annotations"][LAST_APPLIED].as_str().expect("a text");
        assert_eq!(serde_json::from_str::<Value>(noted).expect("JSON")["metadata"]["name"], "a");
    }
}
