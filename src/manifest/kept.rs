//! The objects that nothing here ever deletes: with them goes what no manifest brings back.

use super::id::ObjectId;

/// Kinds by their groups, and what goes with one of their objects.
const KEPT: &[(&str, &str, &str)] = &[
    ("", "Namespace", "everything in it"),
    ("", "PersistentVolume", "the data on it, unless its reclaim policy is `Retain`"),
    ("", "PersistentVolumeClaim", "its data, unless the volume is retained"),
    ("apiextensions.k8s.io", "CustomResourceDefinition", "every object of the kind that it defines"),
];

/// Says that an object stays though the manifests no longer have it; nothing for one that may be deleted.
pub fn stays(id: &ObjectId) -> Option<String> {
    let (_, kind, what) = KEPT.iter().find(|(group, kind, _)| *group == id.group && *kind == id.kind)?;
    let place = id.namespace.as_ref().map(|namespace| format!(" in the namespace {namespace}")).unwrap_or_default();
    let name = &id.name;
    Some(format!("{kind} {name}{place} is no longer in the manifests, and stays: deleting it deletes {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_holds_other_things_is_kept() {
        for (group, kind, expected) in [
            ("", "Namespace", true),
            ("", "PersistentVolumeClaim", true),
            ("", "PersistentVolume", true),
            ("apiextensions.k8s.io", "CustomResourceDefinition", true),
            ("example.com", "Namespace", false),
            ("apps", "StatefulSet", false),
            ("", "Secret", false),
        ] {
            let id = ObjectId { group: group.into(), kind: kind.into(), namespace: None, name: "a".into() };
            assert_eq!(stays(&id).is_some(), expected, "{group} {kind}");
        }
        let claim = ObjectId {
            group: String::new(),
            kind: "PersistentVolumeClaim".into(),
            namespace: Some("prod".into()),
            name: "data".into(),
        };
        let expected = "PersistentVolumeClaim data in the namespace prod is no longer in the manifests, and stays: \
                        deleting it deletes its data, unless the volume is retained";
        assert_eq!(stays(&claim).as_deref(), Some(expected));
    }
}
