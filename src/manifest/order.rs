//! The order in which objects are installed: what others need comes first. And the order in which they are deleted: what
//! stands in the way of others comes first.

use super::id::ObjectId;
use super::object::Object;

/// Helm's install order of kinds. Kinds that are not listed follow, by name of the kind.
const KINDS: &[&str] = &[
    "PriorityClass",
    "Namespace",
    "NetworkPolicy",
    "ResourceQuota",
    "LimitRange",
    "PodSecurityPolicy",
    "PodDisruptionBudget",
    "ServiceAccount",
    "Secret",
    "SecretList",
    "ConfigMap",
    "StorageClass",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "CustomResourceDefinition",
    "ClusterRole",
    "ClusterRoleList",
    "ClusterRoleBinding",
    "ClusterRoleBindingList",
    "Role",
    "RoleList",
    "RoleBinding",
    "RoleBindingList",
    "Service",
    "DaemonSet",
    "Pod",
    "ReplicationController",
    "ReplicaSet",
    "Deployment",
    "HorizontalPodAutoscaler",
    "StatefulSet",
    "Job",
    "CronJob",
    "IngressClass",
    "Ingress",
    "APIService",
    "MutatingWebhookConfiguration",
    "ValidatingWebhookConfiguration",
];

/// Sorts objects by kind, then by the path of their template, as Helm does (`pkg/release/v1/util/manifest_sorter.go`);
/// hooks come last. The sort is stable.
pub fn install_order(objects: &mut [Object]) {
    objects.sort_by_cached_key(|object| {
        let kind = object.kind();
        let rank = KINDS.iter().position(|known| *known == kind).unwrap_or(KINDS.len());
        // Kinds of one rank are the same kind, except those that are not listed.
        (object.is_hook(), rank, kind.to_owned(), object.source.clone())
    });
}

/// Kinds that judge what others ask of the API server: once what answers for them is gone, they block all of it.
const GATES: &[&str] = &["WebhookConfiguration", "AdmissionPolicyBinding", "AdmissionPolicy", "APIService"];

/// Sorts what is to be deleted so that nothing blocks what follows and nothing loses what it still needs: what judges
/// requests, then kinds that are not listed, which their controllers may have to tidy up after, then the others against
/// the order of installing. The sort is stable.
pub fn deletion_order<T>(items: &mut [T], id: impl Fn(&T) -> &ObjectId) {
    items.sort_by_cached_key(|item| {
        let ObjectId { kind, namespace, name, .. } = id(item);
        let gate = GATES.iter().position(|gate| kind.ends_with(gate)).unwrap_or(GATES.len());
        let rank = KINDS.iter().position(|known| known == kind).unwrap_or(KINDS.len());
        (gate, KINDS.len().abs_diff(rank), kind.clone(), namespace.clone(), name.clone())
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_others_need_comes_first_and_hooks_last() {
        let object = |kind: &str, name: &str, hook: Option<&str>| {
            // The path of the template sorts, and not the name.
            let source = format!("{}.yaml", name.trim_start_matches("after-"));
            let annotations = hook.map(|hook| json!({ "helm.sh/hook": hook }));
            let metadata = json!({ "name": name, "annotations": annotations });
            Object::new("t", source, json!({ "apiVersion": "v1", "kind": kind, "metadata": metadata }))
                .expect("an object")
        };
        let mut objects = vec![
            object("Zebra", "z", None),
            object("Pod", "test", Some("test")),
            object("StatefulSet", "s", None),
            object("Apple", "a", None),
            object("Service", "b", None),
            object("Service", "after-a", None),
            object("NetworkPolicy", "n", None),
        ];
        install_order(&mut objects);
        let names: Vec<_> = objects.iter().map(|object| format!("{}/{}", object.kind(), object.name())).collect();
        assert_eq!(
            names,
            ["NetworkPolicy/n", "Service/after-a", "Service/b", "StatefulSet/s", "Apple/a", "Zebra/z", "Pod/test"]
        );
    }

    #[test]
    fn what_is_deleted_blocks_nothing() {
        let id = |kind: &str, name: &str| ObjectId {
            group: String::new(),
            kind: kind.into(),
            namespace: None,
            name: name.into(),
        };
        let expected = [
            ("MutatingWebhookConfiguration", "hook"),
            ("ValidatingAdmissionPolicyBinding", "binding"),
            ("ValidatingAdmissionPolicy", "policy"),
            ("APIService", "api"),
            ("HTTPRoute", "route"),
            ("ServiceMonitor", "monitor"),
            ("Ingress", "way in"),
            ("StatefulSet", "set"),
            ("Deployment", "a"),
            ("Deployment", "b"),
            ("DaemonSet", "daemons"),
            ("Service", "service"),
            ("RoleBinding", "binding"),
            ("Role", "role"),
            ("ClusterRoleBinding", "binding"),
            ("ClusterRole", "role"),
            ("ConfigMap", "config"),
            ("Secret", "secret"),
            ("ServiceAccount", "account"),
            ("PodDisruptionBudget", "budget"),
            ("NetworkPolicy", "network"),
            ("PriorityClass", "class"),
        ]
        .map(|(kind, name)| id(kind, name));
        let mut ids = expected.clone();
        ids.reverse();
        deletion_order(&mut ids, |id| id);
        assert_eq!(ids, expected);
        ids.rotate_left(7);
        deletion_order(&mut ids, |id| id);
        assert_eq!(ids, expected);
    }
}
