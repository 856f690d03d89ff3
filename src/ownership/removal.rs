//! What becomes of an object that the new side does not have.

use super::owner::of_cluster;
use crate::diff::{ObjectDiff, ObjectOp};
use crate::manifest::{self, Object};

/// What becomes of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Removal {
    /// It is the release's to delete.
    Delete,
    /// It stays, and this says why.
    Sentence(String),
    /// Nothing is done: it does not go, or it is not the release's.
    LeftAlone,
}

/// Gives what becomes of an object of a diff, or of the one that it was renamed from.
pub fn removal(object: &ObjectDiff) -> Removal {
    let id = match &object.op {
        ObjectOp::Removed => &object.id,
        ObjectOp::Renamed { from } => from,
        ObjectOp::Added | ObjectOp::Changed => return Removal::LeftAlone,
    };
    if object.old.as_ref().is_some_and(Object::is_hook) {
        // Helm makes and removes its hooks itself.
        return Removal::LeftAlone;
    }
    let is_of_cluster = |old: &Object| manifest::is_live(old) && of_cluster(old).is_some();
    match manifest::stays(id) {
        Some(sentence) => Removal::Sentence(sentence),
        None if object.old.as_ref().is_some_and(is_of_cluster) => Removal::LeftAlone,
        None => Removal::Delete,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::diff::{self, Settings};

    fn removals(old: &[Value], new: &[Value]) -> Vec<Removal> {
        let objects = |trees: &[Value]| -> Vec<Object> {
            trees.iter().map(|tree| Object::new("", "", tree.clone()).expect("an object")).collect()
        };
        diff::diff(objects(old), objects(new), &Settings::default()).objects.iter().map(removal).collect()
    }

    #[test]
    fn what_holds_other_things_is_never_deleted() {
        let object =
            |version: &str, kind: &str| json!({"apiVersion": version, "kind": kind, "metadata": {"name": "a"}});
        for (version, kind) in [
            ("v1", "Namespace"),
            ("v1", "PersistentVolume"),
            ("v1", "PersistentVolumeClaim"),
            ("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
        ] {
            let [Removal::Sentence(sentence)] = &removals(&[object(version, kind)], &[])[..] else { panic!("{kind}") };
            assert!(
                sentence.starts_with(&format!("{kind} a is no longer in the manifests, and stays: ")),
                "{sentence}"
            );
        }
        for (version, kind) in [("v1", "Service"), ("v1", "Pod"), ("apps/v1", "StatefulSet"), ("x/v1", "Namespace")] {
            assert_eq!(removals(&[object(version, kind)], &[]), [Removal::Delete], "{kind}");
        }
    }

    #[test]
    fn what_stays_or_is_not_ours_is_left_alone() {
        let config = |name: &str, data: Value| {
            let metadata = json!({"name": name});
            json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": data})
        };
        assert_eq!(removals(&[config("a", json!({"x": "1"}))], &[config("a", json!({}))]), [Removal::LeftAlone]);
        assert_eq!(removals(&[], &[config("a", json!({}))]), [Removal::LeftAlone]);
        let data = json!({"a": "1", "b": "2", "c": "3", "d": "4", "e": "5"});
        assert_eq!(removals(&[config("a", data.clone())], &[config("b", data)]), [Removal::Delete]);
        let annotations = json!({"helm.sh/hook": "test"});
        let hook = json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "t", "annotations": annotations}});
        assert_eq!(removals(&[hook], &[]), [Removal::LeftAlone]);
        let live = |kind: &str| json!({"apiVersion": "v1", "kind": kind, "metadata": {"name": "a", "uid": "1"}});
        assert_eq!(removals(&[live("Pod")], &[]), [Removal::LeftAlone]);
        assert_eq!(removals(&[live("Service")], &[]), [Removal::Delete]);
    }
}
