//! Fills the names of an object into the words of the table of verdicts.

use serde_json::Value;

use super::conditions::Scene;
use super::path::DiffStep;
use crate::manifest::Object;

/// How many pods are named one by one.
pub(super) const MOST_PODS: usize = 32;

/// Fills in the words of a row.
pub(super) fn fill(words: &str, scene: &Scene) -> String {
    if !words.contains('{') {
        return words.to_owned();
    }
    // What a name stands for is looked for only where it is used: many changes have the words of one row.
    let restarts = || scene.restarts.by_checksum(scene.object).or_else(|| scene.restarts.by_any(scene.object));
    let missing = || scene.may_be_missing().map(|missing| missing.to_string());
    let user = || scene.around.user_of(&scene.object.id);
    let names: [(&str, &dyn Fn() -> String); 6] = [
        ("{pods}", &|| pods(scene)),
        ("{restarts}", &|| restarts().unwrap_or("a workload").to_owned()),
        ("{user}", &|| user().unwrap_or("another object").to_owned()),
        ("{missing}", &|| missing().unwrap_or_else(|| "some".to_owned())),
        ("{from}", &|| amount(scene.old)),
        ("{to}", &|| amount(scene.new)),
    ];
    names.iter().fold(
        words.to_owned(),
        |words, (name, meant)| {
            if words.contains(name) { words.replace(name, &meant()) } else { words }
        },
    )
}

/// Names the pods that a change of their template replaces.
fn pods(scene: &Scene) -> String {
    if scene.object.id.kind != "StatefulSet" {
        return "its pods".to_owned();
    }
    let numbers = restarted(scene);
    let name = &scene.object.id.name;
    match numbers.end.saturating_sub(numbers.start) {
        0 => "no pod".to_owned(),
        1 => format!("{name}-{}", numbers.start),
        _ => format!("{name}-{}…{name}-{}", numbers.start, numbers.end - 1),
    }
}

/// The pods that run before and after, without those that a partition keeps back.
fn restarted(scene: &Scene) -> std::ops::Range<u64> {
    let all = ordinals(scene);
    let new = scene.object.new.as_ref();
    let on_delete = text_at(new, &["updateStrategy", "type"]).is_some_and(|kind| kind == "OnDelete");
    let partition = number_at(new, &["updateStrategy", "rollingUpdate", "partition"]).filter(|_| !on_delete);
    all.start.max(partition.unwrap_or(0)).min(all.end)..all.end
}

pub(super) fn ordinals(scene: &Scene) -> std::ops::Range<u64> {
    let (old, new) = (scene.object.old.as_ref(), scene.object.new.as_ref());
    let count = match (old, new) {
        (Some(_), Some(_)) => replicas(old).min(replicas(new)),
        (Some(_), None) => replicas(old),
        _ => replicas(new),
    };
    let start = number_at(new.or(old), &["ordinals", "start"]).unwrap_or(0);
    start..start.saturating_add(count)
}

/// How many pods an object asks for; 1 if it says nothing.
fn replicas(object: Option<&Object>) -> u64 {
    number_at(object, &["replicas"]).unwrap_or(1)
}

fn at<'o>(object: Option<&'o Object>, keys: &[&str]) -> Option<&'o Value> {
    keys.iter().try_fold(object?.tree.get("spec")?, |value, key| value.get(key))
}

fn number_at(object: Option<&Object>, keys: &[&str]) -> Option<u64> {
    at(object, keys)?.as_u64()
}

fn text_at<'o>(object: Option<&'o Object>, keys: &[&str]) -> Option<&'o str> {
    at(object, keys)?.as_str()
}

/// The name of the claim template that a path leads through.
pub(super) fn claim(scene: &Scene) -> String {
    let items = scene.path.iter().find_map(|step| if let DiffStep::Item(keys) = step { keys.first() } else { None });
    items.map(|(_, name)| name.clone()).unwrap_or_default()
}

/// A number or amount as it was written; nothing else is ever told.
pub(super) fn amount(value: Option<&Value>) -> String {
    match value {
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::String(text)) if text.len() < 24 => text.clone(),
        _ => "1".to_owned(),
    }
}
