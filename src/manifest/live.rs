//! Dumps of a cluster's own objects: what the API server adds to them and no manifest says.
//!
//! What only ever the server writes is taken away ([`without_server_fields`]). What a manifest may write too stays, for
//! whoever holds both sides: see `kubernetes::stored` for what the server always fills in, and [`super::is_filled_in`]
//! for what a cluster chooses.

use serde_json::{Map, Value};

use super::object::Object;

/// What the server, and the controllers behind it, keep in `metadata`.
const METADATA: &[&str] = &[
    "uid",
    "resourceVersion",
    "generation",
    "creationTimestamp",
    "managedFields",
    "selfLink",
    "deletionTimestamp",
    "deletionGracePeriodSeconds",
];

/// The annotations that a server, a controller or a tool that applies manifests writes.
const ANNOTATIONS: &[&str] = &[
    "argocd.argoproj.io/tracking-id",
    "batch.kubernetes.io/job-tracking",
    "deployment.kubernetes.io/revision",
    "deprecated.daemonset.template.generation",
    "kubectl.kubernetes.io/last-applied-configuration",
    "kubectl.kubernetes.io/restartedAt",
    "kubernetes.io/service-account.uid",
    "meta.helm.sh/release-name",
    "meta.helm.sh/release-namespace",
    "openshift.io/host.generated",
    "pv.kubernetes.io/bind-completed",
    "pv.kubernetes.io/bound-by-controller",
    "pv.kubernetes.io/provisioned-by",
    "volume.beta.kubernetes.io/storage-provisioner",
    "volume.kubernetes.io/storage-provisioner",
    "volume.kubernetes.io/selected-node",
];

/// The labels that a server, a controller or a tool that applies manifests writes.
const LABELS: &[&str] = &[
    "batch.kubernetes.io/controller-uid",
    "batch.kubernetes.io/job-name",
    "controller-uid",
    "helm.toolkit.fluxcd.io/name",
    "helm.toolkit.fluxcd.io/namespace",
    "job-name",
    "kubernetes.io/legacy-token-last-used",
    "kustomize.toolkit.fluxcd.io/name",
    "kustomize.toolkit.fluxcd.io/namespace",
];

/// The taints that a pod bears for a while, as admission writes it.
const BORNE: [&str; 2] = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

/// What the volume with a pod's token is called, as admission writes it.
const TOKEN_VOLUME: &str = "kube-api-access-";

/// The finalizers that a controller writes.
const FINALIZERS: &[&str] = &[
    "service.kubernetes.io/load-balancer-cleanup",
    "kubernetes.io/pvc-protection",
    "kubernetes.io/pv-protection",
    "foregroundDeletion",
];

/// Whether the object was read from a cluster: only there has it an identity of its own.
pub fn is_live(object: &Object) -> bool {
    let metadata = object.tree.get("metadata");
    ["uid", "resourceVersion", "managedFields"]
        .iter()
        .any(|field| metadata.is_some_and(|metadata| metadata.get(field).is_some()))
}

/// Takes away what only the API server, its controllers and the tools that talk to it write.
#[must_use]
pub fn without_server_fields(mut object: Object) -> Object {
    let kind = object.kind().to_owned();
    clean(&mut object.tree);
    match kind.as_str() {
        "Namespace" => clean_namespace(&mut object.tree),
        "Secret" => clean_token(&mut object.tree),
        "Pod" => clean_pod(&mut object.tree),
        _ => {}
    }
    let Some(Value::Object(spec)) = object.tree.get_mut("spec") else { return object };
    templates(spec).for_each(clean);
    let claims = spec.get_mut("volumeClaimTemplates").and_then(Value::as_array_mut);
    claims.into_iter().flatten().filter_map(Value::as_object_mut).for_each(clean);
    object
}

/// The templates of the objects that this one makes: of pods, or of jobs and theirs of pods.
fn templates(spec: &mut Map<String, Value>) -> impl Iterator<Item = &mut Map<String, Value>> {
    let is_job = spec.contains_key("jobTemplate");
    let outer = spec.get_mut(if is_job { "jobTemplate" } else { "template" }).and_then(Value::as_object_mut);
    outer.into_iter().flat_map(move |outer| {
        clean(outer);
        if is_job {
            outer.get_mut("spec").and_then(|spec| spec.get_mut("template")?.as_object_mut())
        } else {
            Some(outer)
        }
    })
}

fn clean(tree: &mut Map<String, Value>) {
    tree.shift_remove("status");
    let Some(Value::Object(metadata)) = tree.get_mut("metadata") else { return };
    metadata.retain(|field, _| !METADATA.contains(&field.as_str()));
    retain(metadata, "annotations", |key, _| !ANNOTATIONS.contains(&key));
    retain(metadata, "labels", |key, _| !LABELS.contains(&key));
    if let Some(Value::Array(finalizers)) = metadata.get_mut("finalizers") {
        finalizers.retain(|finalizer| !finalizer.as_str().is_some_and(|name| FINALIZERS.contains(&name)));
        if finalizers.is_empty() {
            metadata.shift_remove("finalizers");
        }
    }
}

/// A namespace carries its own name as a label, and the finalizer that empties it.
fn clean_namespace(tree: &mut Map<String, Value>) {
    if let Some(Value::Object(metadata)) = tree.get_mut("metadata") {
        retain(metadata, "labels", |key, _| key != "kubernetes.io/metadata.name");
    }
    retain(tree, "spec", |key, _| key != "finalizers");
}

/// A controller writes the token of a service account into the secret that asks for it.
fn clean_token(tree: &mut Map<String, Value>) {
    if tree.get("type").is_some_and(|kind| kind == "kubernetes.io/service-account-token") {
        tree.shift_remove("data");
    }
}

/// Admission gives a pod a volume with its token, and lets it bear nodes that do not answer for a while.
fn clean_pod(tree: &mut Map<String, Value>) {
    let Some(Value::Object(spec)) = tree.get_mut("spec") else { return };
    let is_text =
        |item: &Value, key: &str, test: &dyn Fn(&str) -> bool| item.get(key).and_then(Value::as_str).is_some_and(test);
    let of_token = |item: &Value| is_text(item, "name", &|name| name.starts_with(TOKEN_VOLUME));
    retain_items(spec, "volumes", |volume| !of_token(volume));
    retain_items(spec, "tolerations", |toleration| {
        let is_borne = is_text(toleration, "key", &|key| BORNE.contains(&key));
        !(is_borne && toleration.get("tolerationSeconds") == Some(&Value::from(300)))
    });
    for list in ["containers", "initContainers"] {
        let containers = spec.get_mut(list).and_then(Value::as_array_mut);
        for container in containers.into_iter().flatten().filter_map(Value::as_object_mut) {
            retain_items(container, "volumeMounts", |mount| !of_token(mount));
        }
    }
}

/// Keeps some items of the list under a key, and the list itself only if any are left.
fn retain_items(holder: &mut Map<String, Value>, key: &str, keep: impl Fn(&Value) -> bool) {
    let Some(Value::Array(list)) = holder.get_mut(key) else { return };
    let before = list.len();
    list.retain(keep);
    if list.is_empty() && before > 0 {
        holder.shift_remove(key);
    }
}

/// Keeps some entries of the map under a key, and the map itself only if any are left.
fn retain(holder: &mut Map<String, Value>, key: &str, keep: impl Fn(&str, &Value) -> bool) {
    let Some(Value::Object(map)) = holder.get_mut(key) else { return };
    let before = map.len();
    map.retain(|key, value| keep(key, value));
    if map.is_empty() && before > 0 {
        holder.shift_remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn object(tree: Value) -> Object {
        Object::new("", "", tree).expect("an object")
    }

    #[test]
    fn only_a_cluster_gives_an_identity() {
        let table = [
            (json!({"name": "a"}), false),
            (json!({"name": "a", "uid": "x"}), true),
            (json!({"name": "a", "resourceVersion": "7"}), true),
            (json!({"name": "a", "managedFields": []}), true),
            (json!({"name": "a", "creationTimestamp": null}), false),
        ];
        for (metadata, live) in table {
            let tree = json!({"apiVersion": "v1", "kind": "Service", "metadata": metadata});
            assert_eq!(is_live(&object(tree.clone())), live, "{tree}");
        }
    }

    #[test]
    fn what_the_server_writes_goes_and_all_else_stays() {
        let metadata = json!({
            "name": "vault", "namespace": "prod", "labels": {"app": "vault"},
            "uid": "1", "resourceVersion": "2", "generation": 3, "creationTimestamp": "2026-01-01T00:00:00Z",
            "managedFields": [{}], "selfLink": "/x",
            "annotations": {"mine": "1", "kubectl.kubernetes.io/last-applied-configuration": "{}"},
            "finalizers": ["mine", "foregroundDeletion"],
        });
        let kept = json!({
            "name": "vault", "namespace": "prod", "labels": {"app": "vault"},
            "annotations": {"mine": "1"}, "finalizers": ["mine"],
        });
        let bare = json!({"annotations": {"kubectl.kubernetes.io/restartedAt": "x"}, "creationTimestamp": null});
        let table = [
            (
                json!({"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": metadata, "status": {"replicas": 1},
                    "spec": {"template": {"metadata": bare, "spec": {}}, "volumeClaimTemplates": [
                        {"metadata": {"name": "data", "creationTimestamp": null}, "status": {"phase": "Pending"}}]}}),
                json!({"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": kept,
                    "spec": {"template": {"metadata": {}, "spec": {}}, "volumeClaimTemplates": [
                        {"metadata": {"name": "data"}}]}}),
            ),
            (
                json!({"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "a", "uid": "1"},
                    "spec": {"jobTemplate": {"metadata": bare, "spec": {"template": {"metadata": bare}}}}}),
                json!({"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "a"},
                    "spec": {"jobTemplate": {"metadata": {}, "spec": {"template": {"metadata": {}}}}}}),
            ),
            (
                json!({"apiVersion": "v1", "kind": "Namespace", "spec": {"finalizers": ["kubernetes"]},
                    "metadata": {"name": "a", "labels": {"kubernetes.io/metadata.name": "a"}}}),
                json!({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "a"}}),
            ),
            (
                json!({"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/service-account-token",
                    "metadata": {"name": "a", "annotations": {"kubernetes.io/service-account.name": "b",
                        "kubernetes.io/service-account.uid": "c"}}, "data": {"token": "eA=="}}),
                json!({"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/service-account-token",
                    "metadata": {"name": "a", "annotations": {"kubernetes.io/service-account.name": "b"}}}),
            ),
            (
                json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}, "data": {"token": "eA=="}}),
                json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}, "data": {"token": "eA=="}}),
            ),
            (
                json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a", "labels": {"job-name": "b"}},
                    "spec": {"volumes": [{"name": "kube-api-access-x2v"}], "containers": [{"name": "c", "volumeMounts": [
                        {"name": "data", "mountPath": "/d"}, {"name": "kube-api-access-x2v", "mountPath": "/t"}]}],
                        "tolerations": [{"key": "node.kubernetes.io/not-ready", "tolerationSeconds": 300},
                            {"key": "node.kubernetes.io/unreachable", "tolerationSeconds": 60}]}}),
                json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"},
                    "spec": {"containers": [{"name": "c", "volumeMounts": [{"name": "data", "mountPath": "/d"}]}],
                        "tolerations": [{"key": "node.kubernetes.io/unreachable", "tolerationSeconds": 60}]}}),
            ),
            (
                json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a", "annotations": {}},
                    "data": {"status": "x", "uid": "y"}}),
                json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a", "annotations": {}},
                    "data": {"status": "x", "uid": "y"}}),
            ),
        ];
        for (tree, expected) in table {
            assert_eq!(Value::Object(without_server_fields(object(tree)).tree), expected);
        }
    }

    #[test]
    fn odd_shapes_are_left_alone() {
        for odd in [json!(1), json!([1]), json!("x"), json!({"template": 1, "volumeClaimTemplates": {}}), json!(null)] {
            let tree = json!({"apiVersion": "v1", "kind": "Job", "metadata": {"name": "a", "annotations": odd, "finalizers": odd}, "spec": odd});
            assert_eq!(Value::Object(without_server_fields(object(tree.clone())).tree), tree);
        }
    }
}
