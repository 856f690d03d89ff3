//! Times the stages of the program one by one: `cargo bench --bench stages`.

use std::hint::black_box;

use divan::Bencher;
use vaultchart::chart::ChartDefinition;
use vaultchart::diff::{self, Settings};
use vaultchart::manifest::{self, Object};
use vaultchart::pipeline::{self, Rendered, Request};
use vaultchart::source::Sources;
use vaultchart::values::{Layers, SetKind};
use vaultchart::yaml;

/// Values of a production cluster.
const VALUES: &str = include_str!("../values/profiles/ha-raft-tls.yaml");
/// A change of the sort that a pull request makes.
const CHANGE: &str = "server.resources.limits.memory=1Gi,server.ha.replicas=5,injector.enabled=false";

fn main() {
    divan::main();
}

#[divan::bench]
fn read_the_values_file() {
    read(VALUES);
}

/// As messages and the documentation need it, with nearly as many comments as values.
#[divan::bench]
fn read_the_text_of_the_defaults() {
    let defaults = ChartDefinition::newest().defaults();
    read(&defaults);
}

#[divan::bench]
fn load_the_defaults() {
    black_box(ChartDefinition::newest().layers(&mut Sources::default()));
}

#[divan::bench]
fn merge_the_layers(bencher: Bencher) {
    let (layers, _) = layers(CHANGE);
    bencher.bench_local(|| layers.merge().expect("values"));
}

#[divan::bench]
fn render_the_release() {
    render("");
}

#[divan::bench]
fn write_the_manifests(bencher: Bencher) {
    let rendered = render("");
    bencher.bench_local(|| manifest::to_yaml(&rendered.objects));
}

#[divan::bench]
fn read_the_manifests_back(bencher: Bencher) {
    let text = manifest::to_yaml(&render("").objects);
    bencher.bench_local(|| objects(&text));
}

#[divan::bench]
fn diff_two_releases(bencher: Bencher) {
    let sets = || (render("").objects, render(CHANGE).objects);
    bencher.with_inputs(sets).bench_local_values(|(old, new)| diff::diff(old, new, &Settings::default()));
}

fn read(text: &str) {
    let source = Sources::default().add("values.yaml", text);
    black_box(yaml::read(text, source).expect("YAML"));
}

fn objects(text: &str) -> Vec<Object> {
    let source = Sources::default().add("manifests.yaml", text);
    manifest::read(text, source).expect("manifests")
}

fn layers(set: &str) -> (Layers, Sources) {
    let mut sources = Sources::default();
    let chart = ChartDefinition::newest();
    let mut layers = chart.layers(&mut sources);
    layers.add_file(&mut sources, "values.yaml", VALUES);
    if !set.is_empty() {
        layers.add_flag(&mut sources, SetKind::Typed, set, &[]);
    }
    (layers, sources)
}

fn render(set: &str) -> Rendered {
    let (layers, mut sources) = layers(set);
    let request = Request::of_values(ChartDefinition::newest(), layers);
    pipeline::render(request, &mut sources).expect("manifests")
}
