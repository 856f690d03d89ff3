//! What the API server asks of an object that changes, beyond single fields: the conditions of its rows.
//!
//! They follow Kubernetes' own code: the functions `Validate…Update` in `pkg/apis/*/validation`, and what the registry of
//! services keeps of the old one (`patchAllocatedValues`, `dropTypeDependentFields`).

use serde_json::Value;

use super::change::ObjectDiff;
use crate::manifest::Object;

const NONE: &str = "None";

/// A value of the specification.
fn at<'o>(object: Option<&'o Object>, keys: &[&str]) -> Option<&'o Value> {
    keys.iter().try_fold(object?.tree.get("spec")?, |value, key| value.get(key)).filter(|value| !value.is_null())
}

fn text_at<'o>(object: Option<&'o Object>, keys: &[&str]) -> Option<&'o str> {
    at(object, keys)?.as_str().filter(|text| !text.is_empty())
}

fn service_type(object: Option<&Object>) -> &str {
    text_at(object, &["type"]).unwrap_or("ClusterIP")
}

/// Whether a manifest asks for a service without an address.
fn is_headless(object: Option<&Object>) -> bool {
    let first = at(object, &["clusterIPs"]).and_then(|all| all.get(0)).and_then(Value::as_str);
    text_at(object, &["clusterIP"]).or(first) == Some(NONE)
}

/// Whether the service is another name for a host, before or after: it has no address to keep.
pub(super) fn is_external_name(object: &ObjectDiff) -> bool {
    [&object.old, &object.new].into_iter().any(|side| service_type(side.as_ref()) == "ExternalName")
}

/// Whether the service had no address.
pub(super) fn was_headless(object: &ObjectDiff) -> bool {
    is_headless(object.old.as_ref())
}

/// Whether the new manifest asks for a service without an address.
pub(super) fn wants_headless(object: &ObjectDiff) -> bool {
    is_headless(object.new.as_ref())
}

/// Whether the families of the addresses may change: there are no addresses.
pub(super) fn has_free_families(object: &ObjectDiff) -> bool {
    let new_is_set = at(object.new.as_ref(), &["clusterIP"]).is_some_and(|address| address != "");
    is_external_name(object) || was_headless(object) && (wants_headless(object) || !new_is_set)
}

/// Whether a cloud's load balancer serves the service before and after.
pub(super) fn stays_load_balancer(object: &ObjectDiff) -> bool {
    [&object.old, &object.new].into_iter().all(|side| service_type(side.as_ref()) == "LoadBalancer")
}

/// Whether the service opened ports on the nodes before and does after, and did not say which.
pub(super) fn stays_open(object: &ObjectDiff) -> bool {
    let is_open = |side: &Option<Object>| matches!(service_type(side.as_ref()), "NodePort" | "LoadBalancer");
    is_open(&object.old) && is_open(&object.new)
}

/// Whether a job waited to be started.
pub(super) fn was_suspended(object: &ObjectDiff) -> bool {
    at(object.old.as_ref(), &["suspend"]) == Some(&Value::Bool(true))
}

/// Whether something keeps a pod from being scheduled.
pub(super) fn was_gated(object: &ObjectDiff) -> bool {
    at(object.old.as_ref(), &["schedulingGates"]).and_then(Value::as_array).is_some_and(|gates| !gates.is_empty())
}

/// Whether a job with an index for each pod gets as many pods at once as it has indexes.
pub(super) fn is_elastic(object: &ObjectDiff) -> bool {
    let new = object.new.as_ref();
    let completions = at(new, &["completions"]);
    text_at(new, &["completionMode"]) == Some("Indexed")
        && completions.is_some()
        && completions == at(new, &["parallelism"])
}

/// Whether another strategy meets the settings of a rolling update that the server filled in when none was named: no
/// manifest mentions them, so applying keeps them.
pub(super) fn leaves_rolling_update(object: &ObjectDiff, strategy: &str) -> bool {
    let (old, new) = (object.old.as_ref(), object.new.as_ref());
    let is_mentioned = |side: Option<&Object>| {
        let all = side.and_then(|object| object.tree.get("spec")?.get(strategy)?.as_object());
        all.is_some_and(|all| all.contains_key("rollingUpdate"))
    };
    let old_type = text_at(old, &[strategy, "type"]);
    // A stateful set that names the strategy gets no settings; a deployment gets them in any case.
    let was_filled_in = old_type.is_none() || strategy == "strategy" && old_type == Some("RollingUpdate");
    let leaves = text_at(new, &[strategy, "type"]).is_some_and(|new| new != "RollingUpdate");
    was_filled_in && leaves && !is_mentioned(old) && !is_mentioned(new)
}
