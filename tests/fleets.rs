//! Many releases in one run, `--each`: each is what it is alone, and all of them give one answer.

mod check;
mod diff;
mod render;

use std::fs;

use crate::harness::Place;

/// The flags of a fleet.
const EACH: [&str; 5] = ["--no-project", "--each", "clusters/*.yaml", "-f", "base.yaml"];

/// What is typed for each file of the fleet alone, beside the common file.
const ALONE: [(&str, &[&str]); 3] = [
    ("clusters/eu.yaml", &["-f", "clusters/eu.yaml"]),
    ("clusters/lab@team.yaml", &["lab", "-n", "team", "-f", "clusters/lab@team.yaml"]),
    ("clusters/us.yaml", &["bank", "-n", "money", "-f", "clusters/us.yaml"]),
];

/// A fleet of three.
fn place() -> Place {
    Place::new()
        .with("base.yaml", "injector: {enabled: false}\n")
        .with("clusters/eu.yaml", "server: {ha: {enabled: true, replicas: 5}}\n")
        .with("clusters/us.yaml", "vaultchart: {release: bank, namespace: money}\n")
        .with("clusters/lab@team.yaml", "injector: {enabled: true}\n")
}

fn text(place: &Place, file: &str) -> String {
    fs::read_to_string(place.path().join(file)).expect("a file")
}
