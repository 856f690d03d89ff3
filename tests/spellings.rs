//! The same objects written in other ways are no change: whatever is rendered is compared with itself, respelled.

use std::collections::HashSet;
use std::fs;

use serde_json::{Map, Value, json};
use vaultchart::comparison::Comparison;
use vaultchart::diff::Diff;
use vaultchart::manifest::{self, Object};
use vaultchart::output::{ChangesView, Drawing, draw_changes};
use vaultchart::source::Sources;

use crate::harness::{files, root, run};

/// What the cases and the profiles render, each under a name.
fn rendered() -> Vec<(String, String)> {
    let folder = root().join("tests/cases");
    let cases = files(&folder).into_iter().filter(|name| name.ends_with("/stdout.yaml"));
    let is_render = |name: &str| {
        let arguments = fs::read_to_string(folder.join(name).with_file_name("arguments")).expect("arguments");
        arguments.starts_with("render\n") || arguments.starts_with("template\n")
    };
    let read = |name: String| (name.clone(), fs::read_to_string(folder.join(&name)).expect("a text"));
    let mut found: Vec<(String, String)> = cases.filter(|name| is_render(name)).map(read).collect();
    for (profile, _) in vaultchart::chart::ChartDefinition::newest().profiles {
        let run = run(&["render", "--profile", profile]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        found.push((format!("profile {profile}"), run.stdout));
    }
    found
}

fn objects(text: &str) -> Vec<Object> {
    manifest::read(text, Sources::default().add("test", text)).expect("manifests")
}

fn compared(old: &str, new: &str) -> Diff {
    Comparison::default().diff(objects(old), objects(new))
}

/// The objects as one list of JSON, each changed on its way.
fn list(objects: &[Object], respell: impl Fn(&Value) -> Value) -> String {
    let items: Vec<Value> = objects.iter().map(|object| respell(&Value::Object(object.tree.clone()))).collect();
    json!({"apiVersion": "v1", "kind": "List", "items": items}).to_string()
}

#[test]
fn there_is_enough_to_compare() {
    let rendered = rendered();
    let objects: usize = rendered.iter().map(|(_, text)| objects(text).len()).sum();
    assert!(rendered.len() > 30 && objects > 150, "{} with {objects} objects", rendered.len());
}

#[test]
fn what_is_rendered_does_not_differ_from_itself_in_another_spelling() {
    let mut used = HashSet::new();
    for (name, text) in rendered() {
        let read = objects(&text);
        let mut backwards = read.clone();
        backwards.reverse();
        let spellings = [
            ("itself", text.clone()),
            ("a list of JSON", list(&read, Value::clone)),
            ("other orders of keys", list(&read, |tree| shuffled(tree, &|key| key.chars().rev().collect()))),
            ("keys in order", list(&read, |tree| shuffled(tree, &|key| key.to_owned()))),
            ("objects the other way round", list(&backwards, Value::clone)),
            ("other spellings of numbers", list(&read, |tree| respelled("", tree))),
            ("nulls and empty maps", list(&read, with_nothings)),
        ];
        let plain = &spellings[1].1;
        used.extend(spellings.iter().filter(|(_, spelling)| spelling != plain).map(|(how, _)| *how));
        for (how, spelling) in &spellings {
            for (old, new) in [(&text, spelling), (spelling, &text)] {
                let diff = compared(old, new);
                let told = draw_changes(&diff, ChangesView::Paths, &Drawing::default());
                assert!(diff.is_empty(), "{name}: {how}: {told}");
            }
        }
    }
    // Each of them writes something else than the plain list somewhere.
    assert_eq!(used.len(), 6, "{used:?}");
}

/// What the test above changes is seen where it means something.
#[test]
fn the_same_respellings_elsewhere_are_changes() {
    let map = |data: Value| json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": data});
    let table = [
        (json!({"targetPort": 8200}), json!({"targetPort": "8200"})),
        (json!({"cpu": "1000m"}), json!({"cpu": "1"})),
        (json!({"a": {}}), json!({})),
        (json!({"a": ["x", "y"]}), json!({"a": ["y", "x"]})),
    ];
    for (old, new) in table {
        let diff = compared(&map(old.clone()).to_string(), &map(new).to_string());
        assert!(!diff.is_empty(), "{old}");
    }
}

/// The tree with the keys of every map in the order of what is made of them.
fn shuffled(value: &Value, order: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<(&String, &Value)> = map.iter().collect();
            entries.sort_by_cached_key(|(key, _)| order(key));
            entries.into_iter().map(|(key, value)| (key.clone(), shuffled(value, order))).collect()
        }
        Value::Array(items) => items.iter().map(|item| shuffled(item, order)).collect(),
        scalar => scalar.clone(),
    }
}

/// The tree with amounts and numbers of ports written in another way.
fn respelled(key: &str, value: &Value) -> Value {
    match value {
        Value::Object(map) if matches!(key, "limits" | "requests") => {
            map.iter().map(|(key, amount)| (key.clone(), other_amount(amount))).collect()
        }
        // What a user names freely is text, and text stays.
        Value::Object(map) if matches!(key, "data" | "labels" | "annotations" | "matchLabels" | "nodeSelector") => {
            Value::Object(map.clone())
        }
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), respelled(key, value))).collect(),
        Value::Array(items) => items.iter().map(|item| respelled("", item)).collect(),
        Value::Number(number) if matches!(key, "targetPort" | "maxUnavailable" | "minAvailable") => {
            number.to_string().into()
        }
        Value::Number(number) if key == "replicas" => number.as_f64().map_or(Value::Null, Value::from),
        scalar => scalar.clone(),
    }
}

fn other_amount(amount: &Value) -> Value {
    let text = amount.as_str().map_or_else(|| amount.to_string(), str::to_owned);
    for (unit, smaller, factor) in [("Gi", "Mi", 1024), ("Mi", "Ki", 1024), ("", "m", 1000)] {
        if let Some(number) = text.strip_suffix(unit).and_then(|number| number.parse::<u64>().ok()) {
            return format!("{}{smaller}", number * factor).into();
        }
    }
    amount.clone()
}

/// The object with what means nothing: nulls, and empty maps where they mean the same as none.
fn with_nothings(tree: &Value) -> Value {
    let mut tree = tree.clone();
    let nothing = |map: &mut Map<String, Value>, key: &str, value: Value| {
        map.entry(key).or_insert(value);
    };
    if let Some(object) = tree.as_object_mut() {
        nothing(object, "status", Value::Null);
        if let Some(metadata) = object.get_mut("metadata").and_then(Value::as_object_mut) {
            nothing(metadata, "annotations", json!({}));
            nothing(metadata, "labels", json!({}));
            nothing(metadata, "creationTimestamp", Value::Null);
        }
        if let Some(spec) = object.get_mut("spec").and_then(Value::as_object_mut) {
            nothing(spec, "unset", Value::Null);
        }
    }
    tree
}
