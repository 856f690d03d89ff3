//! The security of containers as objects ask for it: the container's own word counts, then its pod's.

use serde_json::Value;

use super::pods::{Container, Pod};

/// A field of the security context of a container, or of its pod.
pub(super) fn field<'a>(pod: &Pod<'a>, container: &Container<'a>, name: &str) -> Option<&'a Value> {
    let own = container.tree.get("securityContext").and_then(|context| context.get(name));
    own.or_else(|| pod.spec.get("securityContext")?.get(name))
}

/// Whether a container runs as root, or may.
pub(super) fn may_be_root(pod: &Pod<'_>, container: &Container<'_>) -> bool {
    let user = field(pod, container, "runAsUser").and_then(Value::as_i64);
    let is_refused = field(pod, container, "runAsNonRoot").and_then(Value::as_bool).unwrap_or(false);
    user == Some(0) || user.is_none() && !is_refused
}

/// Whether a container's own field is on.
pub(super) fn is_on(container: &Container<'_>, name: &str) -> bool {
    own(container, name).and_then(Value::as_bool).unwrap_or(false)
}

/// A field of the container's own security context.
pub(super) fn own<'a>(container: &Container<'a>, name: &str) -> Option<&'a Value> {
    container.tree.get("securityContext")?.get(name)
}

/// The capabilities that a container adds or drops.
pub(super) fn capabilities<'a>(container: &Container<'a>, what: &str) -> Vec<&'a str> {
    let list = own(container, "capabilities").and_then(|capabilities| capabilities.get(what)?.as_array());
    list.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Whether a context lets a container lock memory.
pub(super) fn adds_lock(context: &Value) -> bool {
    let is_privileged = context.get("privileged").and_then(Value::as_bool) == Some(true);
    let added = context.get("capabilities").and_then(|capabilities| capabilities.get("add")?.as_array());
    let mut names = added.into_iter().flatten().filter_map(Value::as_str);
    is_privileged || names.any(|name| matches!(name, "IPC_LOCK" | "CAP_IPC_LOCK" | "ALL"))
}
