//! The floors of the program hold: no module uses one that stands above it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::harness::root;

/// The floors, the highest first. Modules in one row do not know each other.
const FLOORS: &[&[&str]] = &[
    &["cli"],
    &["pipeline"],
    &["type_faults"],
    &["comparison", "selection", "render", "output"],
    &["live"],
    &["check", "graph", "rollout"],
    &["ownership"],
    &["chart", "diff"],
    &["kubernetes", "references", "embedded"],
    &["values", "go_template", "manifest", "vault_config", "vault_version", "command"],
    &["secrets"],
    &["yaml"],
    &["diagnostic"],
    &["choice", "source"],
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

/// Files of one room that lead to each other by `super::`, and why they do.
const CIRCLES: &[(&str, &[&str], &str)] = &[
    (
        "chart",
        &[
            "catalog",
            "chart_release",
            "definition",
            "expand",
            "facts",
            "note",
            "release",
            "server_config",
            "server_facts",
            "template_error",
        ],
        "a release of the chart has notes whose conditions ask facts, and what is derived asks the release",
    ),
    ("check", &["finding", "rule"], "a finding names its rule, and a rule finds"),
    ("cli", &["arguments", "man"], "the manual is one of the commands that it is about"),
    ("diff", &["text", "tree"], "texts in trees may hold trees"),
    ("go_template", &["object", "value"], "a value may be an object, whose fields are values"),
    ("go_template", &["engine", "evaluate", "functions", "parser"], "functions evaluate templates"),
    (
        "go_template/yaml_text",
        &["layout", "meaning", "number", "order", "scalar", "style"],
        "how a scalar is written depends on what it would be read as",
    ),
    ("kubernetes", &["built_in", "served"], "what a cluster serves knows the types, and these since when"),
    (
        "kubernetes/content",
        &["metadata", "types", "walk", "workloads"],
        "the walk comes to types that lead on to others",
    ),
    (
        "output/changes",
        &["fleet", "html", "json", "markdown", "patch", "paths", "summary", "text", "view", "words"],
        "one view chooses among the forms, which share its words",
    ),
    ("output/folder", &["in_place", "index"], "the index is one of the files that it lists"),
    (
        "rollout",
        &["configuration", "seal", "server"],
        "the configuration, the seal and the servers are read for each other",
    ),
    ("secrets", &["text", "value"], "a value is read in the walk through the text that comes to it"),
    ("yaml", &["map", "node"], "a map holds nodes, and a node may be a map"),
];

#[test]
fn circles_inside_a_room_are_known() {
    let found = circles();
    let known = |(room, files): &(String, Vec<String>)| {
        CIRCLES
            .iter()
            .any(|(known, members, _)| known == room && files.iter().all(|file| members.contains(&file.as_str())))
    };
    let wrong: Vec<_> = found.iter().filter(|circle| !known(circle)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let gone = |(room, members, _): &&(&str, &[&str], &str)| {
        !found.iter().any(|(found, files)| found == room && files.iter().any(|file| members.contains(&file.as_str())))
    };
    let gone: Vec<_> = CIRCLES.iter().filter(gone).collect();
    assert!(gone.is_empty(), "no longer circles: {gone:?}");
}

/// The circles of files inside each room, by what they name behind `super::`.
fn circles() -> Vec<(String, Vec<String>)> {
    let sources = sources();
    let modules: BTreeSet<String> = sources.iter().map(|(path, _)| module(path)).collect();
    let mut rooms: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (path, text) in &sources {
        let own: Vec<String> = module(path).split('/').map(str::to_owned).collect();
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for (room, name) in used_beside(line, &own) {
                let here = own.get(room.len()).filter(|here| **here != name);
                let path = room.iter().chain([&name]).cloned().collect::<Vec<_>>().join("/");
                if let Some(here) = here.filter(|_| modules.contains(&path)) {
                    rooms.entry(room.join("/")).or_default().entry(here.clone()).or_default().insert(name);
                }
            }
        }
    }
    let in_room = |(room, uses): (&String, &BTreeMap<String, BTreeSet<String>>)| {
        let reach: BTreeMap<&String, BTreeSet<String>> = uses.keys().map(|file| (file, reached(file, uses))).collect();
        let leads = |from: &String, to: &String| reach.get(from).is_some_and(|all| all.contains(to));
        let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
        for file in uses.keys().filter(|file| leads(file, file)) {
            circles.insert(uses.keys().filter(|other| leads(file, other) && leads(other, file)).cloned().collect());
        }
        circles.into_iter().map(|circle| (room.clone(), circle)).collect::<Vec<_>>()
    };
    rooms.iter().flat_map(in_room).collect()
}

/// `chart/facts` for `chart/facts.rs`, `chart` for `chart/mod.rs`.
fn module(path: &str) -> String {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    path.strip_suffix("/mod").unwrap_or(path).to_owned()
}

/// The rooms that a line reaches into by `super::`, and the names that it uses there.
fn used_beside(line: &str, own: &[String]) -> Vec<(Vec<String>, String)> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find("super::") {
        let mut behind = &rest[start..];
        let mut ups = 0;
        while let Some(next) = behind.strip_prefix("super::") {
            (behind, ups) = (next, ups + 1);
        }
        let names: Vec<&str> = match behind.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default().split(',').map(str::trim).collect(),
            None => vec![behind],
        };
        let room = own[..own.len().saturating_sub(ups)].to_vec();
        found.extend(names.into_iter().map(|name| (room.clone(), first_name(name))));
        rest = behind;
    }
    found
}

/// Every file that one leads to, itself only if a circle leads back to it.
fn reached(file: &str, uses: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&String> = uses.get(file).into_iter().flatten().collect();
    while let Some(next) = open.pop() {
        if found.insert(next.clone()) {
            open.extend(uses.get(next).into_iter().flatten());
        }
    }
    found
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
