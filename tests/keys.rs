//! The paths of values in the sources are keys of the schema: a slip of the fingers would read nothing, in silence.

use std::fs;

use vaultchart::chart::ChartDefinition;
use vaultchart::values::{Path, Schema};

use crate::harness::{files, root};

/// The questions whose texts are paths, as they are asked of the values.
const DOORS: [&str; 8] = [".at(", ".truthy(", ".on(", ".toggle(", ".text(", ".given_text(", ".scalar(", ".integer("];

/// What is at the top of the values and a word of its own as well.
const WORDS: [&str; 6] = ["csi", "global", "injector", "server", "ui", "vaultchart"];

/// Paths of other trees, and of earlier versions of the chart.
const OTHERS: [&str; 0] = [];

/// A quoted string of a source, and what stands before it on its line.
fn quoted(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| {
        let parts: Vec<&str> = line.split('"').collect();
        let texts = (1..parts.len().saturating_sub(1)).step_by(2);
        texts.map(|index| (parts[index - 1], parts[index])).collect::<Vec<_>>()
    })
}

fn is_path(text: &str) -> bool {
    let is_key = |key: &str| {
        key.starts_with(|first: char| first.is_ascii_lowercase())
            && key.chars().all(|letter| letter.is_ascii_alphanumeric())
    };
    text.split('.').all(is_key)
}

/// Whether the path leads to a key, or into what the user's own keys may be.
fn is_known(schema: &Schema, path: &str) -> bool {
    let mut known = Some(schema);
    for step in Path::of_keys(path).steps() {
        let Some(schema) = known else { return true };
        if !schema.has_properties() {
            return true;
        }
        known = schema.step(step);
        if known.is_none() {
            return false;
        }
    }
    true
}

#[test]
fn every_path_in_the_sources_is_a_key() {
    let schema = ChartDefinition::newest().schema();
    let is_top = |path: &str| schema.property(path.split('.').next().unwrap_or_default()).is_some();
    let (mut found, mut wrong) = (0, Vec::new());
    for folder in ["chart", "check"] {
        let folder = root().join("src").join(folder);
        for name in files(&folder).into_iter().filter(|name| name.ends_with(".rs")) {
            let text = fs::read_to_string(folder.join(&name)).expect("a text");
            for (before, path) in quoted(text.split("#[cfg(test)]").next().unwrap_or_default()) {
                let is_asked = before.ends_with("values(")
                    || DOORS.iter().any(|door| {
                        before.ends_with(door)
                            && ["values", "values()", "reading"].iter().any(|word| before.contains(word))
                    });
                let is_meant = is_asked || path.contains('.') && is_top(path);
                if !is_path(path)
                    || before.ends_with("fact(")
                    || !is_meant
                    || OTHERS.contains(&path)
                    || WORDS.contains(&path)
                {
                    continue;
                }
                found += 1;
                if !is_top(path) || !is_known(schema, path) {
                    wrong.push(format!("{name}: {path}"));
                }
            }
        }
    }
    assert!(found > 400, "only {found} paths were found");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
