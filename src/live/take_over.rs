//! Fields that others manage: which of them are in the way, and how they are handed over.
//!
//! The API server keeps who has written each field. A field of another manager is a conflict for a server-side apply, and
//! one that is left out of the manifests stays as long as another manager has it. So what is taken over is the whole
//! entry of a manager: its fields are written into the entry of this program, as kubectl itself does with those of its
//! client-side apply (k8s.io/client-go/util/csaupgrade).

use std::fmt;

use serde_json::{Map, Value, json};

use super::kubectl::Kubectl;
use crate::manifest::{Object, ObjectId, is_of_the_cluster};

/// The field manager of this program.
const OWN: &str = "vaultchart";
/// How often a patch is tried, where the object has changed between.
const TRIES: u32 = 5;

/// A field that somebody else manages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    /// Who that is.
    pub(super) manager: String,
    /// The field, as the API server writes it.
    pub(super) field: String,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` of field manager `{}`", self.field, self.manager)
    }
}

/// Reads the conflicts out of what kubectl says: `conflict with "helm" using apps/v1: .spec.replicas`, or a list of fields
/// below `conflicts with "helm" using apps/v1:`.
pub(super) fn conflicts(says: &str) -> Vec<Conflict> {
    let mut found = Vec::new();
    let mut manager = String::new();
    for line in says.lines() {
        if let Some(field) = line.strip_prefix("- .").filter(|_| !manager.is_empty()) {
            found.push(Conflict { manager: manager.clone(), field: format!(".{field}") });
            continue;
        }
        manager.clear();
        let one = line.split_once("conflict with \"").map(|(_, rest)| (rest, true));
        let many = || line.split_once("conflicts with \"").map(|(_, rest)| (rest, false));
        let Some((rest, is_one)) = one.or_else(many) else { continue };
        let Some((name, behind)) = rest.split_once('"') else { continue };
        match behind.split_once(": .") {
            Some((_, field)) if is_one => {
                found.push(Conflict { manager: name.to_owned(), field: format!(".{field}") });
            }
            _ => name.clone_into(&mut manager),
        }
    }
    found
}

impl Kubectl<'_> {
    /// Hands over what some managers have of the objects of the release.
    ///
    /// # Errors
    /// What the cluster says to it.
    pub(super) fn take_over(&mut self, managers: &[String]) -> Result<(), String> {
        let found = self.gather(&[]).map_err(|blind| blind.to_string())?;
        let lists = found.texts.iter().filter_map(|text| serde_json::from_str::<Value>(text).ok());
        let objects = lists.flat_map(|list| list.get("items").and_then(Value::as_array).cloned().unwrap_or_default());
        for object in objects.filter(|object| handed_over(object, managers).is_some()) {
            self.hand_over(object, managers)?;
        }
        Ok(())
    }

    fn hand_over(&mut self, object: Value, managers: &[String]) -> Result<(), String> {
        let Some(id) = Object::new("", "", object.clone()).ok().map(|object| ObjectId::of(&object)) else {
            return Ok(());
        };
        let at = |words: &'static str| {
            let command = self.place.kubectl(words).object(&id.resource(), id.name.clone());
            match (is_of_the_cluster(&id.kind), &id.namespace) {
                (false, Some(namespace)) => command.own("-n").word(namespace.clone()),
                _ => command,
            }
        };
        let (get, patch) = (at("get").own("--show-managed-fields -o json"), at("patch"));
        let mut object = object;
        let mut says = String::new();
        for _ in 0..TRIES {
            let Some(change) = handed_over(&object, managers) else { return Ok(()) };
            match self.change(&patch.clone().own("--type json -p").word(change.to_string())) {
                Ok(()) => return Ok(()),
                Err(problem) => says = problem,
            }
            let answer = self.read(&get).map_err(|blind| blind.to_string())?;
            object = serde_json::from_str(&answer.stdout).map_err(|error| error.to_string())?;
        }
        Err(says)
    }
}

/// The patch that hands over what some managers have of an object; nothing if they have nothing of it. It is refused
/// where the object has changed meanwhile.
fn handed_over(object: &Value, managers: &[String]) -> Option<Value> {
    let entries = object.pointer("/metadata/managedFields")?.as_array()?;
    let text = |entry: &Value, key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let is_main = |entry: &Value| text(entry, "subresource").is_empty();
    let is_meant = |entry: &&Value| is_main(entry) && managers.contains(&text(entry, "manager"));
    let is_own = |entry: &Value| is_main(entry) && text(entry, "manager") == OWN && text(entry, "operation") == "Apply";
    let first = entries.iter().find(is_meant)?;
    let version = entries.iter().find(|entry| is_own(entry)).unwrap_or(first).get("apiVersion")?;
    let joins = |entry: &&Value| (is_own(entry) || is_meant(entry)) && entry.get("apiVersion") == Some(version);
    let mut fields = Map::new();
    for entry in entries.iter().filter(joins) {
        add(&mut fields, entry.get("fieldsV1")?.as_object()?);
    }
    let mut own = json!({
        "manager": OWN, "operation": "Apply", "apiVersion": version, "fieldsType": "FieldsV1", "fieldsV1": fields,
    });
    if let Some(time) = first.get("time") {
        own["time"] = time.clone();
    }
    let others = entries.iter().filter(|entry| !joins(entry)).cloned();
    let entries: Vec<Value> = std::iter::once(own).chain(others).collect();
    Some(json!([
        { "op": "replace", "path": "/metadata/managedFields", "value": entries },
        { "op": "replace", "path": "/metadata/resourceVersion", "value": object.pointer("/metadata/resourceVersion")? },
    ]))
}

/// Adds a set of fields to another one.
fn add(fields: &mut Map<String, Value>, more: &Map<String, Value>) {
    for (key, below) in more {
        match (fields.get_mut(key).and_then(Value::as_object_mut), below.as_object()) {
            (Some(own), Some(below)) => add(own, below),
            _ => {
                fields.insert(key.clone(), below.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflicts_are_read_with_their_managers() {
        let told = |says: &str| -> Vec<String> { conflicts(says).iter().map(ToString::to_string).collect() };
        let one = "error: Apply failed with 1 conflict: conflict with \"kubectl\" with subresource \"scale\" using apps/v1 at 2026-11-29T10:00:00Z: .spec.replicas\nPlease review the fields above--they currently have other managers.";
        assert_eq!(told(one), ["`.spec.replicas` of field manager `kubectl`"]);
        let many = "error: Apply failed with 3 conflicts: conflicts with \"helm\" using apps/v1:\n- .spec.replicas\n- .spec.template.spec.containers[name=\"vault\"].image\nconflicts with \"somebody\":\n- .metadata.labels.a\nPlease review the fields above\n* If you intend\n- .not.a.field\n";
        assert_eq!(
            told(many),
            [
                "`.spec.replicas` of field manager `helm`",
                "`.spec.template.spec.containers[name=\"vault\"].image` of field manager `helm`",
                "`.metadata.labels.a` of field manager `somebody`",
            ]
        );
        for odd in ["", "conflict with \"", "Error from server (Invalid): x", "conflicts with \"a\n- .x"] {
            assert!(told(odd).is_empty(), "{odd}");
        }
    }

    #[test]
    fn what_a_manager_has_is_handed_over_whole() {
        let entry = |manager: &str, operation: &str, subresource: &str, fields: Value| {
            json!({
                "manager": manager, "operation": operation, "subresource": subresource, "apiVersion": "apps/v1",
                "time": "2026-11-29T10:00:00Z", "fieldsType": "FieldsV1", "fieldsV1": fields,
            })
        };
        let object = |entries: Value| json!({ "metadata": { "resourceVersion": "7", "managedFields": entries } });
        let helm = entry("helm", "Update", "", json!({ "f:spec": { "f:replicas": {} }, "f:data": {} }));
        let own = entry("vaultchart", "Apply", "", json!({ "f:spec": { "f:template": {} } }));
        let status = entry("helm", "Update", "status", json!({ "f:status": {} }));
        let names = ["helm".to_owned()];
        let patch = handed_over(&object(json!([status, helm, own])), &names).expect("a patch");
        assert_eq!(
            patch[0]["value"],
            json!([
                {
                    "manager": "vaultchart", "operation": "Apply", "apiVersion": "apps/v1", "fieldsType": "FieldsV1",
                    "fieldsV1": { "f:spec": { "f:replicas": {}, "f:template": {} }, "f:data": {} },
                    "time": "2026-11-29T10:00:00Z",
                },
                status,
            ])
        );
        assert_eq!(patch[1], json!({ "op": "replace", "path": "/metadata/resourceVersion", "value": "7" }));
        for none in [object(json!([own, status])), object(json!(null)), object(json!([1, {}])), json!(1)] {
            assert_eq!(handed_over(&none, &names), None, "{none}");
        }
    }
}
