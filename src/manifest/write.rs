//! Objects as text: YAML documents, or one list in JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::object::Object;
use crate::yaml;

/// YAML documents, each after a line that names where it came from by Helm's name of the template, if that is known.
pub fn to_yaml<'a>(objects: impl IntoIterator<Item = &'a Object>) -> String {
    let mut text = String::new();
    for object in objects {
        text.push_str("---\n");
        if !object.source.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "# Source: {}", object.source);
        }
        yaml::write_map(&object.tree, &mut text);
    }
    text
}

/// A `v1` List in JSON, as `kubectl` prints several objects.
pub fn to_json_list<'a>(objects: impl IntoIterator<Item = &'a Object>) -> String {
    let items: Vec<Value> = objects.into_iter().map(|object| Value::Object(object.tree.clone())).collect();
    let list = json!({ "apiVersion": "v1", "kind": "List", "items": items });
    format!("{list:#}\n")
}
