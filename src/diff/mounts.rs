//! Which pods restart in the same diff, and which config maps and secrets they read.

use std::collections::HashSet;

use serde_json::Value;

use super::change::{Diff, ObjectDiff};
use super::path::DiffStep;

/// The sets of pods that restart in a diff.
#[derive(Debug, Default)]
pub(super) struct Restarts(Vec<Restart>);

#[derive(Debug)]
struct Restart {
    workload: String,
    namespace: Option<String>,
    checksum: bool,
    reads: HashSet<(&'static str, String)>,
}

/// The keys under which pods name what they read, and its kind.
const REFERENCES: &[(&str, &str, &str)] = &[
    ("configMap", "name", "ConfigMap"),
    ("configMapRef", "name", "ConfigMap"),
    ("configMapKeyRef", "name", "ConfigMap"),
    ("secret", "secretName", "Secret"),
    ("secret", "name", "Secret"),
    ("secretRef", "name", "Secret"),
    ("secretKeyRef", "name", "Secret"),
];

impl Restarts {
    /// Finds the sets of pods whose template changes.
    pub(super) fn of(diff: &Diff) -> Self {
        Self(diff.objects.iter().filter_map(restart).collect())
    }

    /// Names the pods that restart for the checksum of an object they read.
    pub(super) fn by_checksum(&self, object: &ObjectDiff) -> Option<&str> {
        self.readers(object).find(|restart| restart.checksum).map(|restart| restart.workload.as_str())
    }

    /// Names pods that read an object and restart.
    pub(super) fn by_any(&self, object: &ObjectDiff) -> Option<&str> {
        self.readers(object).next().map(|restart| restart.workload.as_str())
    }

    fn readers(&self, object: &ObjectDiff) -> impl Iterator<Item = &Restart> {
        let id = &object.id;
        let is_read =
            |restart: &&Restart| restart.reads.iter().any(|(kind, name)| *kind == id.kind && *name == id.name);
        self.0.iter().filter(|restart| restart.namespace == id.namespace).filter(is_read)
    }
}

fn restart(object: &ObjectDiff) -> Option<Restart> {
    let keys = |steps: &[DiffStep]| steps.iter().filter_map(key).map(str::to_owned).collect::<Vec<_>>();
    let changed: Vec<Vec<String>> = object.changes.iter().map(|change| keys(change.path.steps())).collect();
    let of_template = |keys: &&Vec<String>| keys.len() >= 2 && keys[0] == "spec" && keys[1] == "template";
    changed.iter().find(of_template)?;
    let checksum =
        changed.iter().filter(of_template).any(|keys| keys.last().is_some_and(|key| key.contains("checksum")));
    let template = object.new.as_ref()?.tree.get("spec")?.get("template")?;
    let mut reads = HashSet::new();
    gather(template, &mut reads);
    let workload = format!("`{}/{}`", object.id.kind, object.id.name);
    Some(Restart { workload, namespace: object.id.namespace.clone(), checksum, reads })
}

fn key(step: &DiffStep) -> Option<&str> {
    match step {
        DiffStep::Key(key) => Some(key),
        _ => None,
    }
}

fn gather(value: &Value, reads: &mut HashSet<(&'static str, String)>) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| gather(item, reads)),
        Value::Object(map) => {
            for (key, value) in map {
                for (_, name, kind) in REFERENCES.iter().filter(|(reference, ..)| reference == key) {
                    let name = value.get(name).and_then(Value::as_str);
                    reads.extend(name.map(|name| (*kind, name.to_owned())));
                }
                gather(value, reads);
            }
        }
        _ => {}
    }
}
