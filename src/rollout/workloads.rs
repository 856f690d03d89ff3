//! The pods that Kubernetes replaces by itself: those of deployments, daemon sets and rolling stateful sets.

use serde_json::Value;

use super::kubectl::kubectl_in;
use super::server::{Server, at};
use super::setting::Setting;
use super::step::Step;
use crate::diff::{Diff, ObjectDiff, ObjectOp, Verdict};

const WORKLOADS: [&str; 3] = ["Deployment", "DaemonSet", "StatefulSet"];

/// Waits for the pods of all workloads but the servers.
pub(super) fn follow(diff: &Diff, server: Option<&Server>, setting: &Setting) -> Vec<Step> {
    diff.objects
        .iter()
        .filter(|object| WORKLOADS.contains(&object.id.kind.as_str()) && object.new.is_some())
        .filter(|object| server.is_none_or(|server| server.name != object.id.name || object.id.kind != "StatefulSet"))
        .filter(|object| restarts(object))
        .map(|object| wait(object, setting))
        .collect()
}

fn restarts(object: &ObjectDiff) -> bool {
    object.op != ObjectOp::Changed || changes_pods(object)
}

/// Whether an object's pods change.
pub(super) fn changes_pods(object: &ObjectDiff) -> bool {
    object
        .changes
        .iter()
        .any(|change| change.path.to_string().starts_with("spec.template") && change.verdict >= Verdict::RestartsPods)
}

fn wait(object: &ObjectDiff, setting: &Setting) -> Step {
    let (kind, name) = (object.id.kind.to_lowercase(), &object.id.name);
    let namespace = object.id.namespace.as_ref().unwrap_or(&setting.namespace);
    let rollout = |verb| kubectl_in(setting, namespace, verb).object(&kind, name.clone());
    let strategy = object.new.as_ref().and_then(|new| at(new, "/spec/updateStrategy/type")).and_then(Value::as_str);
    if strategy == Some("OnDelete") {
        return Step::new(
            format!("Replace the pods of {} {name}", object.id.kind),
            "Its strategy is `OnDelete`: a pod is replaced when it is deleted.",
        )
        .say("Delete its pods one by one; each is recreated from the new template.");
    }
    Step::new(format!("Wait for the pods of {} {name}", object.id.kind), "Kubernetes replaces them by itself.")
        .run(rollout("rollout status").own("--timeout=5m"))
}
