//! The README gives a reason for each direct dependency, and for nothing else.

use std::collections::BTreeSet;
use std::fs;

use crate::harness::root;

#[test]
fn the_readme_lists_the_direct_dependencies() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let readme = fs::read_to_string(root().join("README.md")).expect("the readme");
    let of_manifest = of_manifest(&manifest);
    assert!(of_manifest.contains("clap") && of_manifest.contains("insta"), "the manifest was not understood");
    assert_eq!(of_readme(&readme), of_manifest);
}

/// The names in every table of dependencies, whatever they are for.
fn of_manifest(text: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let mut is_inside = false;
    for line in text.lines() {
        if let Some(table) = line.strip_prefix('[') {
            is_inside = table.trim_end_matches(']').ends_with("dependencies");
        } else if let Some((name, _)) = line.split_once('=').filter(|_| is_inside) {
            names.insert(name.trim());
        }
    }
    names
}

/// The names in the first column of the table.
fn of_readme(text: &str) -> BTreeSet<&str> {
    let table = text.split_once("| crate | for |\n").expect("the table").1;
    let rows = table.lines().skip(1).take_while(|line| line.starts_with('|'));
    rows.map(|row| row.split('`').nth(1).expect("a name")).collect()
}
