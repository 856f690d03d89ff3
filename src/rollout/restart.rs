//! Whether the servers must restart for a change to take effect.

use serde_json::Value;

use super::server::{Server, at};
use super::workloads::changes_pods;
use crate::diff::{Change, Detail, Diff, DiffStep, ObjectDiff, ObjectOp, Path};

/// Why servers are replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Restart {
    /// Whether the template of the pods changes, which Kubernetes makes a new revision of.
    pub(super) template: bool,
    /// The objects with another content that the servers read when they start.
    pub(super) reads: Vec<String>,
}

impl Restart {
    /// Finds out what a diff means for the servers.
    pub(super) fn of(diff: &Diff, before: &Server, after: &Server) -> Self {
        let is_set = |object: &&ObjectDiff| object.id.kind == "StatefulSet" && object.id.name == after.name;
        let set = diff.objects.iter().find(is_set);
        let read: Vec<&ObjectDiff> = diff.objects.iter().filter(|object| is_read(object, after)).collect();
        if read.iter().all(|object| joins_only(object)) && set.is_none_or(only_checksums) && before.raft() {
            return Self::default();
        }
        let resource = |object: &&ObjectDiff| format!("{}/{}", object.id.resource(), object.id.name);
        Self { template: set.is_some_and(changes_pods), reads: read.iter().map(resource).collect() }
    }

    /// Whether any server must restart.
    pub(super) fn is_needed(&self) -> bool {
        self.template || !self.reads.is_empty()
    }
}

/// Whether the object is one that the servers read when they start.
fn is_read(object: &ObjectDiff, server: &Server) -> bool {
    if !matches!(object.id.kind.as_str(), "ConfigMap" | "Secret") || object.op != ObjectOp::Changed {
        return false;
    }
    let has_data = object.changes.iter().any(|change| first_key(&change.path) != Some("metadata"));
    let named = |value: &Value| value.as_str() == Some(object.id.name.as_str());
    has_data && at(&server.set, "/spec/template/spec").is_some_and(|spec| holds(spec, &named))
}

fn holds(value: &Value, wanted: &impl Fn(&Value) -> bool) -> bool {
    match value {
        Value::Array(list) => list.iter().any(|item| holds(item, wanted)),
        Value::Object(map) => {
            let is_name = |key: &str| matches!(key, "name" | "secretName");
            map.iter().any(|(key, value)| (is_name(key) && wanted(value)) || holds(value, wanted))
        }
        _ => false,
    }
}

/// Whether only the way to join others changes: a server that is a member never reads that again.
fn joins_only(object: &ObjectDiff) -> bool {
    object.changes.iter().all(|change| match &change.detail {
        Some(Detail::VaultConfig(changes)) => !changes.is_empty() && changes.iter().all(is_of_joining),
        _ => first_key(&change.path) == Some("metadata"),
    })
}

fn is_of_joining(change: &Change) -> bool {
    change.path.steps().iter().any(|step| match step {
        DiffStep::Key(key) => key == "retry_join",
        DiffStep::Block { kind, .. } => kind == "retry_join",
        _ => false,
    })
}

/// Whether nothing in the template of the pods changes but an annotation with a checksum.
fn only_checksums(set: &ObjectDiff) -> bool {
    let of_template = |change: &&Change| change.path.to_string().starts_with("spec.template");
    set.op == ObjectOp::Changed
        && set.changes.iter().filter(of_template).all(|change| {
            let path = change.path.to_string();
            path.starts_with("spec.template.metadata.annotations") && path.contains("checksum")
        })
}

fn first_key(path: &Path) -> Option<&str> {
    match path.steps().first()? {
        DiffStep::Key(key) => Some(key),
        _ => None,
    }
}
