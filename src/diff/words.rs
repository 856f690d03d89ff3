//! Fills the names of an object into the words and commands of the table of verdicts.

use serde_json::Value;

use super::conditions::Scene;
use super::instruction::Instruction;
use super::path::Step;
use crate::manifest::Object;

/// How many pods are named one by one.
const MOST_PODS: u64 = 32;

/// Fills in the words of a row.
pub(super) fn fill(words: &str, scene: &Scene) -> String {
    if !words.contains('{') {
        return words.to_owned();
    }
    let workload = scene.restarts.by_checksum(scene.object).or_else(|| scene.restarts.by_any(scene.object));
    let words = words.replace("{pods}", &pods(scene)).replace("{restarts}", workload.unwrap_or("a workload"));
    words.replace("{from}", &number(scene.old)).replace("{to}", &number(scene.new))
}

/// Fills in what to do; a step for each pod is repeated for each.
pub(super) fn fill_steps(steps: &[Instruction<&str>], scene: &Scene) -> Vec<Instruction> {
    let filled = |step: &Instruction<&str>| -> Vec<Instruction> {
        fill_step(step.text(), scene).into_iter().map(|text| step.with(text)).collect()
    };
    steps.iter().flat_map(filled).collect()
}

fn fill_step(step: &str, scene: &Scene) -> Vec<String> {
    let id = &scene.object.id;
    let namespace = id.namespace.as_ref().map(|namespace| format!(" -n {}", shell(namespace))).unwrap_or_default();
    let step = step.replace("{n}", &namespace).replace("{resource}", &resource(&id.group, &id.kind));
    let step = step.replace("{name}", &shell(&id.name)).replace("{claim}", &shell(&claim(scene)));
    let step = step.replace("{to}", &in_quotes(&number(scene.new)));
    if step.contains("{ordinal}") {
        return repeat(&step, "{ordinal}", ordinals(scene));
    }
    if step.contains("{gone}") {
        return repeat(&step, "{gone}", replicas(scene.object.new.as_ref())..replicas(scene.object.old.as_ref()));
    }
    vec![step]
}

fn repeat(step: &str, mark: &str, numbers: std::ops::Range<u64>) -> Vec<String> {
    numbers.take(MOST_PODS as usize).map(|number| step.replace(mark, &number.to_string())).collect()
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

fn ordinals(scene: &Scene) -> std::ops::Range<u64> {
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
fn claim(scene: &Scene) -> String {
    let items = scene.path.iter().find_map(|step| if let Step::Item(keys) = step { keys.first() } else { None });
    items.map(|(_, name)| name.clone()).unwrap_or_default()
}

/// What kubectl calls a kind, with its group where it has one of its own.
fn resource(group: &str, kind: &str) -> String {
    let kind = kind.to_ascii_lowercase();
    shell(&if group.contains('.') { format!("{kind}.{group}") } else { kind })
}

/// A number or amount as it was written; nothing else is ever told.
fn number(value: Option<&Value>) -> String {
    match value {
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::String(text)) if text.len() < 24 => text.clone(),
        _ => "1".to_owned(),
    }
}

/// A text that a shell takes as it is.
fn shell(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

/// An amount inside of quotes; whatever is none does not leave them.
fn in_quotes(text: &str) -> String {
    text.chars().filter(|character| character.is_ascii_alphanumeric() || ".+-".contains(*character)).collect()
}

fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character.is_ascii_alphanumeric() || "-._/:".contains(character))
}
