//! The order in which objects are installed: what others need comes first.

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

/// Sorts objects by kind, then by name; hooks come last. The sort is stable.
pub fn install_order(objects: &mut [Object]) {
    objects.sort_by_cached_key(|object| {
        let kind = object.kind();
        let rank = KINDS.iter().position(|known| *known == kind).unwrap_or(KINDS.len());
        // Kinds of one rank are the same kind, except those that are not listed.
        (object.is_hook(), rank, kind.to_owned(), object.name().to_owned())
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_others_need_comes_first_and_hooks_last() {
        let object = |kind: &str, name: &str, hook: Option<&str>| {
            let annotations = hook.map(|hook| json!({ "helm.sh/hook": hook }));
            let metadata = json!({ "name": name, "annotations": annotations });
            Object::new("t", "t", json!({ "apiVersion": "v1", "kind": kind, "metadata": metadata })).expect("an object")
        };
        let mut objects = vec![
            object("Zebra", "z", None),
            object("Pod", "test", Some("test")),
            object("StatefulSet", "s", None),
            object("Apple", "a", None),
            object("Service", "b", None),
            object("Service", "a", None),
            object("NetworkPolicy", "n", None),
        ];
        install_order(&mut objects);
        let names: Vec<_> = objects.iter().map(|object| format!("{}/{}", object.kind(), object.name())).collect();
        assert_eq!(
            names,
            ["NetworkPolicy/n", "Service/a", "Service/b", "StatefulSet/s", "Apple/a", "Zebra/z", "Pod/test"]
        );
    }
}
