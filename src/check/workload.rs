//! The pods that the objects of a release make, of whatever kind the object is.

use serde_json::Value;

use super::server_pod::{list, text};
use crate::manifest::Object;

/// The specification of the pods that an object makes, and its path in the object.
pub(super) fn pod_spec(object: &Object) -> Option<(&Value, &'static str)> {
    let spec = object.tree.get("spec")?;
    match object.kind() {
        "Pod" => Some((spec, "spec")),
        "CronJob" => Some((spec.pointer("/jobTemplate/spec/template/spec")?, "spec.jobTemplate.spec.template.spec")),
        "StatefulSet" | "Deployment" | "DaemonSet" | "ReplicaSet" | "Job" => {
            Some((spec.pointer("/template/spec")?, "spec.template.spec"))
        }
        _ => None,
    }
}

/// The containers of a pod, those that run before the others included, each with its path in the specification.
pub(super) fn containers(spec: &Value) -> impl Iterator<Item = (&Value, String)> {
    ["initContainers", "containers"].into_iter().flat_map(move |key| {
        list(spec, key).iter().enumerate().map(move |(index, container)| (container, format!("{key}[{index}]")))
    })
}

/// The names of the volumes of a pod, the claims of a stateful set included.
pub(super) fn volume_names<'o>(object: &'o Object, spec: &'o Value) -> Vec<&'o str> {
    let claims = object.tree.get("spec").map_or(&[][..], |spec| list(spec, "volumeClaimTemplates"));
    let claims = claims.iter().filter_map(|claim| claim.pointer("/metadata/name")?.as_str());
    list(spec, "volumes").iter().filter_map(|volume| text(volume, "name")).chain(claims).collect()
}
