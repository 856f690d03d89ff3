//! The floors of the program hold: no module uses one that stands above it.

use std::fs;
use std::path::Path;

use crate::harness::root;

/// The floors, the highest first. Modules in one row do not know each other.
const FLOORS: &[&[&str]] = &[
    &["cli"],
    &["pipeline"],
    &["structure"],
    &["comparison", "selection", "render", "output"],
    &["check", "graph", "rollout"],
    &["ownership"],
    &["chart", "diff"],
    &["kubernetes", "references"],
    &["values", "go_template", "manifest", "vault_config", "vault_version", "command"],
    &["yaml"],
    &["diagnostic"],
    &["source"],
];

#[test]
fn arrows_go_down_only() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let module = path.split(['/', '.']).next().unwrap_or_default().to_owned();
        let Some(floor) = floor(&module) else { continue };
        for used in used_modules(&text) {
            let goes_down = floor_of_used(&used).is_some_and(|used_floor| used_floor > floor);
            if used != module && !goes_down {
                wrong.push(format!("src/{path} uses crate::{used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_has_a_floor() {
    for line in include_str!("../src/lib.rs").lines() {
        if let Some(module) =
            line.trim_start_matches("pub ").strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'))
        {
            assert!(floor(module).is_some(), "{module} stands on no floor");
        }
    }
}

/// Only the command line talks to the world outside.
#[test]
fn only_the_command_line_touches_streams_arguments_and_environment() {
    for (path, text) in sources() {
        for forbidden in ["std::env", "stdout()", "stderr()", "stdin()", "process::exit"] {
            assert!(path.starts_with("cli/") || !text.contains(forbidden), "src/{path} uses {forbidden}");
        }
    }
}

#[test]
fn every_file_says_what_it_owns() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "src/{path} has no opening comment");
    }
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

fn floor_of_used(module: &str) -> Option<usize> {
    floor(module)
}

/// The first names after `crate::`, also inside `use crate::{a, b::c}`.
fn used_modules(text: &str) -> Vec<String> {
    let mut used = Vec::new();
    for (start, _) in text.match_indices("crate::") {
        let rest = &text[start + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default().split(',').map(str::trim).collect(),
            None => vec![rest],
        };
        used.extend(names.into_iter().map(first_name).filter(|name| !name.is_empty()));
    }
    used
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
}

/// Every file under `src`, by its path there, without its own tests.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let top = root().join("src");
    let mut folders = vec![top.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else if entry.path().extension().is_some_and(|extension| extension == "rs") {
                found.push((relative(&entry.path(), &top), fs::read_to_string(entry.path()).expect("a text")));
            }
        }
    }
    assert!(found.len() > 20, "the sources were not found");
    found
}

fn relative(path: &Path, top: &Path) -> String {
    path.strip_prefix(top).expect("inside").to_str().expect("a name").to_owned()
}
