//! Who wrote a field of an object in a cluster last: whoever applies the manifests, or somebody beside them.

use serde_json::{Map, Value};

use crate::diff::{Change, DiffStep as Step, Path};
use crate::manifest::Object;

/// Those who write what manifests say, by the names that they give themselves.
const APPLIERS: [&str; 9] = [
    "helm",
    "Helm",
    "kubectl-client-side-apply",
    "kubectl-create",
    "before-first-apply",
    "vaultchart",
    "argocd-controller",
    "helm-controller",
    "kustomize-controller",
];
/// Where `kubectl apply` keeps what it has applied.
pub(super) const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// Gives who has changed a field beside what was applied; nothing if that is not known or nobody has.
///
/// `live` is the object with all that the API server says of it.
pub fn changed_by(live: &Object, change: &Change) -> Option<String> {
    let writers = live.tree.get("metadata")?.get("managedFields").and_then(Value::as_array);
    let by_hand = writers.into_iter().flatten().find(|writer| {
        !applies(writer) && writer.get("fieldsV1").is_some_and(|fields| holds(fields, change.path.steps()))
    });
    if let Some(writer) = by_hand {
        let text = |key: &str| writer.get(key).and_then(Value::as_str).unwrap_or_default();
        return Some(match text("time") {
            "" => format!("by `{}`", text("manager")),
            time => format!("by `{}` at {time}", text("manager")),
        });
    }
    let applied = live.tree.get("metadata")?.get("annotations")?.get(LAST_APPLIED)?.as_str()?;
    let applied: Value = serde_json::from_str(applied).ok()?;
    // It was applied as it is wanted, and is another one.
    let is_wanted = change.new.is_some() && at(&applied, &change.path) == change.new.as_ref();
    (is_wanted && change.old != change.new).then(|| "since it was applied last".to_owned())
}

/// Whether a writer is one who applies manifests; `kubectl scale` calls itself as `kubectl apply` does.
fn applies(writer: &Value) -> bool {
    let text = |key: &str| writer.get(key).and_then(Value::as_str).unwrap_or_default();
    match text("subresource") {
        "" => text("operation") == "Apply" || APPLIERS.contains(&text("manager")),
        "scale" => false,
        // What controllers say of the state of an object is no change of it.
        _ => true,
    }
}

/// Whether a set of fields holds a path, or a part of it that is written as a whole.
fn holds(fields: &Value, steps: &[Step]) -> bool {
    let Some(fields) = fields.as_object() else { return false };
    match steps.split_first() {
        None => true,
        Some(_) if fields.is_empty() => true,
        Some((step, rest)) => below(fields, step).is_some_and(|fields| holds(fields, rest)),
    }
}

fn below<'f>(fields: &'f Map<String, Value>, step: &Step) -> Option<&'f Value> {
    match step {
        Step::Key(key) => fields.get(&format!("f:{key}")),
        Step::Index(index) => fields.get(&format!("i:{index}")),
        Step::Item(pairs) => fields.iter().find_map(|(key, below)| {
            let keys: Value = serde_json::from_str(key.strip_prefix("k:")?).ok()?;
            pairs.iter().all(|pair| is_same(&keys, pair)).then_some(below)
        }),
        Step::Block { .. } => None,
    }
}

/// The value at a path of keys and items.
fn at<'v>(value: &'v Value, path: &Path) -> Option<&'v Value> {
    path.steps().iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
        Step::Item(pairs) => value.as_array()?.iter().find(|item| pairs.iter().all(|pair| is_same(item, pair))),
        Step::Block { .. } => None,
    })
}

/// Whether a map has this text, or what is written so, under a key.
fn is_same(map: &Value, (key, text): &(String, String)) -> bool {
    map.get(key).is_some_and(|own| own.as_str().map_or_else(|| own.to_string(), str::to_owned) == *text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diff::{Settings, diff};

    fn object(metadata: Value, replicas: u64, image: &str) -> Object {
        let tree = json!({
            "apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": metadata,
            "spec": { "replicas": replicas, "template": { "spec": { "containers": [{ "name": "vault", "image": image }] } } },
        });
        Object::new("", "", tree).expect("an object")
    }

    /// Who has changed what, in an object of these managed fields and annotations.
    fn told(metadata: &Value) -> Vec<String> {
        let live = object(metadata.clone(), 5, "vault:1");
        let wanted = object(json!({ "name": "vault" }), 3, "vault:2");
        let bare = object(json!({ "name": "vault" }), 5, "vault:1");
        let diff = diff(vec![bare], vec![wanted], &Settings::default());
        let changes = diff.objects.iter().flat_map(|object| &object.changes);
        changes.filter_map(|change| Some(format!("{} {}", change.path, changed_by(&live, change)?))).collect()
    }

    #[test]
    fn who_writes_beside_the_manifests_is_named() {
        let image = json!({ "f:spec": { "f:template": { "f:spec": { "f:containers": { "k:{\"name\":\"vault\"}": { "f:image": {} } } } } } });
        let by = |manager: &str, operation: &str, subresource: &str, fields: &Value| json!({ "name": "vault", "managedFields": [{ "manager": manager, "operation": operation, "subresource": subresource, "time": "2026-11-29T10:00:00Z", "fieldsV1": fields }] });
        let image_path = "spec.template.spec.containers[name=vault].image by `kubectl-edit` at 2026-11-29T10:00:00Z";
        assert_eq!(told(&by("kubectl-edit", "Update", "", &image)), [image_path]);
        for applier in ["helm", "kubectl-client-side-apply", "vaultchart"] {
            assert!(told(&by(applier, "Update", "", &image)).is_empty(), "{applier}");
        }
        assert!(told(&by("somebody", "Apply", "", &image)).is_empty());
        assert!(told(&by("kube-controller-manager", "Update", "status", &image)).is_empty());
        let scaled = by("kubectl", "Update", "scale", &json!({ "f:spec": { "f:replicas": {} } }));
        assert_eq!(told(&scaled), ["spec.replicas by `kubectl` at 2026-11-29T10:00:00Z"]);
        let whole = by("kubectl-patch", "Update", "", &json!({ "f:spec": { "f:template": {} } }));
        assert_eq!(told(&whole).len(), 1);
        for odd in
            [json!(null), json!(1), json!({ "managedFields": 1 }), json!({ "managedFields": [1, { "fieldsV1": [] }] })]
        {
            let mut metadata = json!({ "name": "vault" });
            metadata["managedFields"] = odd["managedFields"].clone();
            assert!(told(&metadata).is_empty(), "{odd}");
        }
    }

    #[test]
    fn what_was_applied_as_it_is_wanted_was_changed_since() {
        let applied = json!({ "spec": { "replicas": 3, "template": { "spec": { "containers": [{ "name": "vault", "image": "vault:1" }] } } } });
        let metadata = json!({ "name": "vault", "annotations": { LAST_APPLIED: applied.to_string() } });
        assert_eq!(told(&metadata), ["spec.replicas since it was applied last"]);
        let broken = json!({ "name": "vault", "annotations": { LAST_APPLIED: "{" } });
        assert!(told(&broken).is_empty());
    }
}
