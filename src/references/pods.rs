//! The pods that the objects of a release make: their specifications, labels and containers.

use serde_json::{Map, Value};

use super::tree::{items, text};
use crate::manifest::Object;

/// A pod as an object describes it.
#[derive(Clone, Copy)]
pub(crate) struct Pod<'a> {
    /// The object that makes it, or is it.
    pub(crate) object: &'a Object,
    /// Its specification.
    pub(crate) spec: &'a Value,
    /// The path of the specification in the object.
    pub(crate) path: &'static str,
    /// Its labels.
    pub(crate) labels: Option<&'a Map<String, Value>>,
}

/// A container of a pod.
#[derive(Clone)]
pub(crate) struct Container<'a> {
    /// What the object says of it.
    pub(crate) tree: &'a Value,
    /// Its path in the object.
    pub(crate) path: String,
}

/// The pods of all objects, in the order of the objects.
pub(crate) fn pods(objects: &[Object]) -> impl Iterator<Item = Pod<'_>> {
    objects.iter().filter_map(pod)
}

/// The pod of an object, if it makes one.
pub(crate) fn pod(object: &Object) -> Option<Pod<'_>> {
    let (holder, path) = match object.kind() {
        "Pod" => ("", "spec"),
        "StatefulSet" | "Deployment" | "DaemonSet" | "ReplicaSet" | "Job" => ("/template", "spec.template.spec"),
        "CronJob" => ("/jobTemplate/spec/template", "spec.jobTemplate.spec.template.spec"),
        _ => return None,
    };
    let outer = object.tree.get("spec")?;
    let (spec, metadata) = match holder {
        "" => (outer, object.tree.get("metadata")),
        holder => {
            let template = outer.pointer(holder)?;
            (template.get("spec")?, template.get("metadata"))
        }
    };
    let labels = metadata.and_then(|metadata| metadata.get("labels")).and_then(Value::as_object);
    Some(Pod { object, spec, path, labels })
}

/// The pods of the server, if the release has them.
pub(crate) fn server_pod(objects: &[Object]) -> Option<Pod<'_>> {
    pods(objects).find(|pod| pod.object.template == "server/statefulset")
}

/// The pods of the injector, if the release has them.
pub(crate) fn injector_pod(objects: &[Object]) -> Option<Pod<'_>> {
    pods(objects).find(|pod| pod.object.template == "injector/deployment")
}

impl<'a> Pod<'a> {
    /// Its containers, those that run first included.
    pub(crate) fn containers(&self) -> Vec<Container<'a>> {
        let of_key = |key: &str| {
            let path = |at| format!("{}.{key}[{at}]", self.path);
            let all = items(self.spec, key).iter().enumerate();
            all.map(|(at, tree)| Container { tree, path: path(at) }).collect::<Vec<_>>()
        };
        [of_key("initContainers"), of_key("containers")].concat()
    }

    /// The container of a name.
    pub(crate) fn container(&self, name: &str) -> Option<Container<'a>> {
        self.containers().into_iter().find(|container| container.name() == name)
    }

    /// The names of the claims that a stateful set makes for it.
    pub(crate) fn claims(&self) -> Vec<&'a str> {
        let spec = self.object.tree.get("spec").unwrap_or(&Value::Null);
        let metadata = items(spec, "volumeClaimTemplates").iter().filter_map(|claim| claim.get("metadata"));
        metadata.filter_map(|metadata| text(metadata, "name")).collect()
    }
}

impl<'a> Container<'a> {
    /// Its name.
    pub(crate) fn name(&self) -> &'a str {
        text(self.tree, "name").unwrap_or_default()
    }

    /// The text of a variable that is set here; the last one counts where it is set more than once.
    pub(crate) fn variable(&self, name: &str) -> Option<&'a str> {
        let variables = items(self.tree, "env").iter().rev();
        variables.filter(|variable| text(variable, "name") == Some(name)).find_map(|variable| text(variable, "value"))
    }
}
