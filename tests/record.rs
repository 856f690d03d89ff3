//! The record of reads holds with the render: what changes an object was read, and what was read changes one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::thread;

use serde_json::{Value, json};
use vaultchart::chart::ChartDefinition;
use vaultchart::manifest;
use vaultchart::pipeline::{self, Rendered, Request};
use vaultchart::source::Sources;
use vaultchart::values::{Extent, Path, Schema, SetKind};

use crate::harness::root;

/// Releases that read every key between them.
const RELEASES: [&str; 8] = [
    "",
    "everything.yaml",
    "openshift.yaml",
    "policies.yaml",
    "server: {dev: {enabled: true}}",
    "global: {externalVaultAddr: 'http://a'}",
    "server: {ha: {enabled: true}, service: {type: NodePort}}\nui: {enabled: true, serviceType: LoadBalancer}",
    "server: {ha: {enabled: true}, serviceCA: {enabled: true}, route: {enabled: true}}\n\
     global: {openshift: true}\ninjector: {certs: {secretName: a}, webhook: {failurePolicy: null, annotations: null, \
     namespaceSelector: null, objectSelector: null}}",
];

/// Keys that nothing of the chart reads, and why they are there all the same.
const UNREAD: [(&str, &str); 7] = [
    ("csi.daemonSet.kubeletRootDir", "vault-helm reads it up to 0.23.0, and documents it still"),
    ("global.image", "the form of v0.1: it sets the server's image, with a warning"),
    ("vaultchart", "what only this program reads"),
    ("vaultchart.chart-version", "`--each` reads it"),
    ("vaultchart.external", "the checks read it"),
    ("vaultchart.namespace", "`--each` reads it"),
    ("vaultchart.release", "`--each` reads it"),
];

/// Keys of which one of the two does not hold.
const INERT: [(&str, &str); 2] = [
    ("global.image", "an old name: it is read before the chart reads the values"),
    ("injector.leaderElector.enabled", "asked before the number of replicas, as Helm does"),
];

/// Renders values, with JSON set at a path if there is one.
fn render(values: &str, set: Option<(&str, &Value)>) -> Option<Rendered> {
    let text = match values.ends_with(".yaml") {
        true => fs::read_to_string(root().join("tests/values").join(values)).expect("a sample"),
        false => values.to_owned(),
    };
    let (chart, mut sources) = (ChartDefinition::newest(), Sources::default());
    let mut layers = chart.layers(&mut sources);
    layers.add_file(&mut sources, "values.yaml", &text);
    if let Some((path, value)) = set {
        layers.add_flag(&mut sources, SetKind::Json, &format!("{path}={value}"), &[]);
    }
    let request = Request { skip_schema_validation: true, ..Request::of_values(chart, layers) };
    pipeline::render(request, &mut sources).ok()
}

/// Every key under which the schema knows no further ones.
fn leaves(schema: &Schema, path: &Path, found: &mut BTreeMap<String, Schema>) {
    for (key, below) in schema.properties() {
        let path = path.key(key);
        if below.has_properties() {
            leaves(below, &path, found);
        } else {
            found.insert(path.to_string(), below.clone());
        }
    }
}

fn keys() -> BTreeMap<String, Schema> {
    let mut found = BTreeMap::new();
    leaves(ChartDefinition::newest().schema(), &Path::root(), &mut found);
    found
}

fn is_read(rendered: &Rendered, key: &str) -> bool {
    rendered.log.iter().any(|read| read.concerns(key))
}

#[test]
fn every_key_is_read_by_some_release() {
    let rendered = RELEASES.map(|values| render(values, None).unwrap_or_else(|| panic!("{values} is refused")));
    let unread: BTreeSet<String> =
        keys().into_keys().filter(|key| !rendered.iter().any(|rendered| is_read(rendered, key))).collect();
    let expected = UNREAD.iter().map(|(key, _)| (*key).to_owned()).filter(|key| keys().contains_key(key));
    assert_eq!(unread, expected.collect());
}

/// Values that differ from each other in what they say and in whether they say anything.
fn other_values(schema: &Schema) -> Vec<Value> {
    let types: BTreeSet<&str> = schema.types().iter().map(|kind| kind.name()).collect();
    let all: [(&str, &[Value]); 5] = [
        ("boolean", &[json!(true), json!(false)]),
        ("integer", &[json!(7), json!(0)]),
        ("string", &[json!("other"), json!("")]),
        ("array", &[json!([{"name": "other", "type": "secret"}]), json!([])]),
        ("object", &[json!({"other": "value"}), json!({})]),
    ];
    let fitting = all.iter().filter(|(kind, _)| types.is_empty() || types.contains(kind));
    fitting.flat_map(|(_, values)| values.iter().cloned()).collect()
}

/// What does not hold of a key in a release, if anything.
fn fault(values: &str, before: &Rendered, key: &str, schema: &Schema) -> Option<String> {
    let text = manifest::to_yaml(&before.objects);
    let is_inert = INERT.iter().any(|(inert, _)| *inert == key);
    for value in other_values(schema) {
        // A refusal is a change as well.
        let after = render(values, Some((key, &value)))?;
        if manifest::to_yaml(&after.objects) != text {
            let is_known = is_inert || is_read(before, key) || is_read(&after, key);
            return (!is_known).then(|| format!("{key}={value} changes an object, and was not read"));
        }
    }
    let is_whole = |read: &vaultchart::values::Read| read.extent == Extent::Whole && *read.path == *key;
    (!is_inert && before.log.iter().any(is_whole)).then(|| format!("{key} is read, and changes nothing"))
}

#[test]
fn what_changes_an_object_was_read_and_what_was_read_changes_one() {
    let keys = keys();
    let faults = |values: &'static str| {
        let before = render(values, None).expect("a release");
        let faults = keys.iter().filter_map(|(key, schema)| fault(values, &before, key, schema));
        faults.map(|fault| format!("{values}: {fault}")).collect::<Vec<_>>()
    };
    let found: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> =
            ["", "everything.yaml"].map(|values| scope.spawn(move || faults(values))).into_iter().collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("a thread")).collect()
    });
    assert!(found.is_empty(), "{found:#?}");
}

/// A field leads back to the value behind it, also through a macro, a fact or a loop.
#[test]
fn a_field_knows_what_it_was_made_of() {
    let rendered = render("everything.yaml", None).expect("a release");
    let made_of = |kind: &str, name: &str, pointer: &str| -> BTreeSet<String> {
        let object = rendered.objects.iter().find(|object| object.kind() == kind && object.name() == name);
        let fields = object.expect("an object").fields.iter().filter(|field| field.pointer == pointer);
        fields.flat_map(|field| &rendered.log[field.reads.clone()]).map(|read| read.path.to_string()).collect()
    };
    for (kind, name, pointer, path) in [
        ("StatefulSet", "vault", "/spec/replicas", "server.ha.replicas"),
        ("StatefulSet", "vault", "/spec/template/spec/priorityClassName", "server.priorityClassName"),
        ("Service", "vault", "/spec/ports/0/name", "global.tlsDisable"),
        ("Service", "vault", "/spec/ports/0/port", "server.service.port"),
        ("Deployment", "vault-agent-injector", "/spec/replicas", "injector.replicas"),
    ] {
        let paths = made_of(kind, name, pointer);
        assert!(paths.contains(path), "{kind}/{name}{pointer}: {paths:?}");
    }
}
