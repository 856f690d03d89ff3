//! Which lines of an object's YAML belong to which part of it.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use indexmap::IndexMap;
use serde_json::Value;

use crate::diff::{DiffStep, Path};
use crate::yaml;

/// The YAML of a tree, and where its parts lie in it.
pub(super) struct Outline {
    /// The lines, without their line breaks.
    pub(super) lines: Vec<String>,
    whole: OutlinePart,
}

/// The lines of one part, counted from 0, and of the parts in it.
struct OutlinePart {
    lines: Range<usize>,
    inner: Inner,
}

enum Inner {
    Nothing,
    Map(IndexMap<String, OutlinePart>),
    List(Vec<OutlinePart>, Positions),
}

impl Outline {
    /// Writes a tree.
    pub(super) fn new(tree: &Value) -> Self {
        let mut text = String::new();
        yaml::write(tree, &mut text);
        let lines = text.split_terminator('\n').map(str::to_owned).collect();
        Self { lines, whole: OutlinePart::new(tree, 0, 0) }
    }

    /// An outline without a line.
    pub(super) fn empty() -> Self {
        Self { lines: Vec::new(), whole: OutlinePart { lines: 0..0, inner: Inner::Nothing } }
    }

    /// Finds the lines of the value at a path of the tree that this is the outline of.
    pub(super) fn find(&self, tree: &Value, path: &Path) -> Option<Range<usize>> {
        let (mut part, mut value) = (&self.whole, tree);
        for step in path.steps() {
            (part, value) = match &part.inner {
                Inner::Map(parts) => {
                    let DiffStep::Key(key) = step else { return None };
                    (parts.get(key)?, value.get(key)?)
                }
                Inner::List(parts, positions) => {
                    let index = positions.of(value, step)?;
                    (parts.get(index)?, value.get(index)?)
                }
                Inner::Nothing => return None,
            };
        }
        Some(part.lines.clone())
    }
}

impl OutlinePart {
    /// `before` lines stand above the value, and `head` lines are its key's own.
    fn new(value: &Value, before: usize, head: usize) -> Self {
        let mut end = before + head;
        let inner = match value {
            Value::Object(entries) if !entries.is_empty() => {
                let part = |(key, value): (&String, &Value)| {
                    let part = Self::new(value, end, usize::from(!is_scalar(value)));
                    end = part.lines.end;
                    (key.clone(), part)
                };
                Inner::Map(entries.iter().map(part).collect())
            }
            Value::Array(items) if !items.is_empty() => {
                let part = |value: &Value| {
                    // The first line of an item stands behind its dash.
                    let part = Self::new(value, end, 0);
                    end = part.lines.end;
                    part
                };
                Inner::List(items.iter().map(part).collect(), Positions::default())
            }
            scalar => {
                end += scalar_lines(scalar);
                Inner::Nothing
            }
        };
        Self { lines: before..end, inner }
    }
}

fn is_scalar(value: &Value) -> bool {
    match value {
        Value::Object(entries) => entries.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => true,
    }
}

fn scalar_lines(value: &Value) -> usize {
    match value {
        Value::String(text) if text.contains('\n') => {
            let mut written = String::new();
            yaml::write(value, &mut written);
            written.matches('\n').count()
        }
        _ => 1,
    }
}

/// Which item of a list a step leads to: all steps to the items of one list have the same keys, so that these are
/// looked up for the first one, and none looks through the list.
#[derive(Default)]
struct Positions(OnceCell<HashMap<Vec<String>, usize>>);

impl Positions {
    fn of(&self, list: &Value, step: &DiffStep) -> Option<usize> {
        let keys = match step {
            DiffStep::Index(index) => return Some(*index),
            DiffStep::Item(keys) => keys,
            DiffStep::Key(_) | DiffStep::Block { .. } => return None,
        };
        let items = list.as_array()?;
        let texts = |item: &Value| keys.iter().map(|(key, _)| text_at(item, key)).collect::<Option<Vec<String>>>();
        let all = self.0.get_or_init(|| {
            // Of several items with the same texts the first one is meant.
            items.iter().enumerate().rev().filter_map(|(position, item)| Some((texts(item)?, position))).collect()
        });
        let wanted: Vec<String> = keys.iter().map(|(_, value)| value.clone()).collect();
        all.get(&wanted).copied()
    }
}

/// The value under a merge key, as a path prints it; what is left out counts as empty, and a port as one of TCP.
fn text_at(item: &Value, key: &str) -> Option<String> {
    match item.get(key).or_else(|| key.split('.').try_fold(item, |value, key| value.get(key))) {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Null) | None if key == "protocol" => Some("TCP".to_owned()),
        Some(Value::Null) | None => Some(String::new()),
        Some(value @ (Value::Bool(_) | Value::Number(_))) => Some(value.to_string()),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn key(text: &str) -> DiffStep {
        DiffStep::Key(text.to_owned())
    }

    #[test]
    fn every_part_knows_its_lines() {
        let tree = json!({
            "kind": "ConfigMap",
            "data": {"a.hcl": "ui = true\nx = 1\n", "empty": {}, "z": "one"},
            "list": [{"name": "x", "args": ["-c", "true"]}, [["b"], {"c": 1}], "last"],
        });
        let outline = Outline::new(&tree);
        let named = vec![("name".to_owned(), "x".to_owned())];
        let table = [
            (vec![], 0..16),
            (vec![key("kind")], 0..1),
            (vec![key("data")], 1..7),
            (vec![key("data"), key("a.hcl")], 2..5),
            (vec![key("data"), key("empty")], 5..6),
            (vec![key("list")], 7..14),
            (vec![key("list"), DiffStep::Item(named.clone()), key("args")], 9..12),
            (vec![key("list"), DiffStep::Item(named), key("args"), DiffStep::Index(1)], 11..12),
            (vec![key("list"), DiffStep::Index(1), DiffStep::Index(1), key("c")], 13..14),
            (vec![key("list"), DiffStep::Index(2)], 14..15),
        ];
        let text = outline.lines.join("\n");
        for (steps, lines) in table {
            let path: Path = steps.into_iter().collect();
            let lines = if path.is_root() || path.to_string() == "list" { lines.start..15 } else { lines };
            assert_eq!(outline.find(&tree, &path), Some(lines), "{path}\n{text}");
        }
        assert_eq!(outline.lines.len(), 15);
        for nowhere in [vec![key("nothing")], vec![key("kind"), key("a")], vec![key("list"), DiffStep::Index(9)]] {
            assert_eq!(outline.find(&tree, &nowhere.into_iter().collect()), None);
        }
    }
}
