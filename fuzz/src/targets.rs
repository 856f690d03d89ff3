//! What is fuzzed: one function for each kind of input, which takes any bytes and must come back.
//!
//! The shells in `fuzz_targets` give them to libFuzzer; `tests/fuzz.rs` of the program runs them over the seeds with a
//! plain compiler. A function that reads what it wrote asserts that it is the same.

use std::sync::Arc;

use serde_json::Value;
use vaultchart::chart::{self, ChartDefinition, Templates};
use vaultchart::comparison::Comparison;
use vaultchart::diagnostic::Diagnostic;
use vaultchart::go_template::{Capabilities, Engine, Release, Scope};
use vaultchart::manifest::{self, Object};
use vaultchart::output::{self, ChangesView, Drawing};
use vaultchart::pipeline::{self, Request};
use vaultchart::render::{Budget, Renderer};
use vaultchart::secrets::{Masks, Veil};
use vaultchart::source::Sources;
use vaultchart::values::{self, Layers, SetKind};
use vaultchart::{vault_config, yaml};

/// A target.
pub type Target = fn(&[u8]);

/// Every target under its name, which is also that of its seeds' folder.
pub const TARGETS: [(&str, Target); 8] = [
    ("values", values),
    ("set", set),
    ("go_template", go_template),
    ("holes", holes),
    ("vault_config", vault_config),
    ("manifest", manifest),
    ("diff", diff),
    ("render", render),
];

/// What stands between the parts of an input that needs two.
const SEPARATOR: &str = "\n=====\n";

/// Defaults that are quick to read, with every kind of value.
const DEFAULTS: &str = "server:\n  image: {repository: vault}\n  replicas: 3\n  tolerations: []\nui: true\n";

/// Reads a values file, lays it over defaults, and migrates it.
pub fn values(input: &[u8]) {
    let Some(text) = text(input) else { return };
    let mut sources = Sources::default();
    let mut layers = Layers::new(&mut sources, "values.yaml", DEFAULTS);
    layers.add_file(&mut sources, "a.yaml", text);
    match layers.merge() {
        Ok(merged) => {
            tell(merged.warnings, &sources);
            let _ = output::values_with_origins(&merged.values, &layers, &sources);
            comes_back(&merged.values.to_json());
        }
        Err(problems) => tell(problems, &sources),
    }
    let source = sources.add("old.yaml", text);
    if let Ok(migration) = values::migrate(text, source, |_, _| true) {
        // What was migrated must still be a values file.
        let again = sources.add("new.yaml", migration.text.as_str());
        assert!(yaml::read(&migration.text, again).is_ok(), "the migration broke the file:\n{}", migration.text);
    }
}

/// Reads flags, one a line; the first character of a line is the kind.
pub fn set(input: &[u8]) {
    let Some(text) = text(input) else { return };
    let mut sources = Sources::default();
    let mut layers = Layers::new(&mut sources, "values.yaml", DEFAULTS);
    for line in text.lines() {
        let mut characters = line.chars();
        let kind = match characters.next() {
            Some('j') => SetKind::Json,
            Some('s') => SetKind::Text,
            Some('f') => SetKind::File,
            Some('l') => SetKind::Literal,
            _ => SetKind::Typed,
        };
        let argument = characters.as_str();
        let files: Vec<String> = values::set_file_names(argument);
        layers.add_flag(&mut sources, kind, argument, &files);
    }
    match layers.merge() {
        Ok(merged) => {
            tell(merged.warnings, &sources);
            comes_back(&merged.values.to_json());
        }
        Err(problems) => tell(problems, &sources),
    }
}

/// Evaluates a Go template.
pub fn go_template(input: &[u8]) {
    let Some(text) = text(input) else { return };
    let definitions = r#"{{ define "vault.name" }}vault{{ end }}{{ define "vault.fullname" }}my-vault{{ end }}"#;
    let Ok(engine) = Engine::new(definitions) else { return };
    if let Err(error) = engine.evaluate(text, &scope()) {
        let _ = error.to_string();
    }
    let _ = chart::release_name(text);
}

/// Renders a template and, after the separator, the values that it sees; it may use the chart's own macros.
pub fn holes(input: &[u8]) {
    let Some(text) = text(input) else { return };
    let (template, values) =
        text.split_once(SEPARATOR).unwrap_or((text, "list: [a, {b: c}]\nmap: {x: 1, y: z}\nt: x\n"));
    let mut sources = Sources::default();
    let source = sources.add("values.yaml", values);
    let Ok(stream) = yaml::read(values, source) else { return };
    let Some(document) = stream.documents.first() else { return };
    let own = [("fuzz.yaml.j2".to_owned(), template.to_owned())];
    let templates = Templates::with(&ChartDefinition::newest(), own);
    let renderer = Renderer::new(move |file| templates.text(file));
    let context = to_jinja(&document.root.to_json());
    match renderer.render("fuzz.yaml.j2", &context, &Arc::default(), &Budget::default()) {
        Ok(filled) => filled.iter().for_each(|filled| comes_back(&filled.tree)),
        Err(error) => tell(vec![error.into_diagnostic(&mut sources)], &sources),
    }
}

/// Reads Vault's configuration, HCL or JSON.
pub fn vault_config(input: &[u8]) {
    let Some(text) = text(input) else { return };
    let mut sources = Sources::default();
    let source = sources.add("config", text);
    let _ = vault_config::is_vault_config("extraconfig-from-values.hcl", text);
    match vault_config::parse(text, source) {
        Ok(config) => drop(vault_config::to_json(&config.body)),
        Err(problems) => {
            assert!(!problems.is_empty());
            tell(problems.into_iter().map(Diagnostic::from).collect(), &sources);
        }
    }
}

/// Reads manifests, hides their secrets, and writes them.
pub fn manifest(input: &[u8]) {
    let Some(text) = text(input) else { return };
    let mut sources = Sources::default();
    let Some(objects) = objects(text, &mut sources) else { return };
    same_objects(&objects, &manifest::to_yaml(&objects));
    same_objects(&objects, &manifest::to_json_list(&objects));
    let mut masks = Masks::default();
    for object in &objects {
        let _ = masks.hide(&object.tree);
        let _ = manifest::without_server_fields(object.clone());
    }
}

/// Compares two sets of manifests, and draws every view.
pub fn diff(input: &[u8]) {
    let Some(text) = text(input) else { return };
    let (old, new) = text.split_once(SEPARATOR).unwrap_or((text, ""));
    let mut sources = Sources::default();
    let (Some(old), Some(new)) = (objects(old, &mut sources), objects(new, &mut sources)) else { return };
    let diff = Comparison::default().diff(old, new);
    for view in ChangesView::ALL {
        let _ = output::draw_changes(&diff, view, &Drawing::default());
    }
}

/// Renders the whole chart with a values file.
pub fn render(input: &[u8]) {
    let Some(text) = text(input) else { return };
    let mut sources = Sources::default();
    let chart = ChartDefinition::newest();
    let mut layers = chart.layers(&mut sources);
    layers.add_file(&mut sources, "a.yaml", text);
    let request =
        Request { skip_schema_validation: text.starts_with("# any types"), ..Request::of_values(chart, layers) };
    match pipeline::render(request, &mut sources) {
        Ok(rendered) => {
            tell(rendered.warnings, &sources);
            same_objects(&rendered.objects, &manifest::to_yaml(&rendered.objects));
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            tell(problems, &sources);
        }
    }
}

/// Files are text, and one of 64 KiB shows whatever a larger one would.
fn text(input: &[u8]) -> Option<&str> {
    if input.len() > 1 << 16 { None } else { std::str::from_utf8(input).ok() }
}

/// Draws messages as people and as programs get them.
fn tell(mut diagnostics: Vec<Diagnostic>, sources: &Sources) {
    yaml::settle_places(&mut diagnostics, sources);
    let texts = Veil::over(sources, &mut diagnostics);
    for diagnostic in &diagnostics {
        let _ = output::draw(diagnostic, &texts, false);
        let _ = output::json_message(diagnostic, &texts);
    }
}

/// The longest text that is read again, in bytes: a template may write megabytes, which take a fuzzer too long.
const READ_AGAIN: usize = 1 << 20;

/// Writes a value and reads it again.
fn comes_back(value: &Value) {
    let mut text = String::new();
    yaml::write(value, &mut text);
    if text.len() > READ_AGAIN {
        return;
    }
    let source = Sources::default().add("", "");
    let stream = yaml::read(&text, source);
    let again = stream.map(|stream| stream.documents.first().map_or(Value::Null, |document| document.root.to_json()));
    assert_eq!(again.as_ref(), Ok(value), "written as:\n{text}");
}

fn objects(text: &str, sources: &mut Sources) -> Option<Vec<Object>> {
    let source = sources.add("a.yaml", text);
    match manifest::read(text, source) {
        Ok(objects) => Some(objects),
        Err(problem) => {
            tell(vec![problem.into()], sources);
            None
        }
    }
}

/// Reads objects again from the text that was made of them.
fn same_objects(objects: &[Object], text: &str) {
    let again = manifest::read(text, Sources::default().add("", "")).expect("what was written is a manifest");
    let trees = |objects: &[Object]| objects.iter().map(|object| object.tree.clone()).collect::<Vec<_>>();
    assert_eq!(trees(objects), trees(&again), "written as:\n{text}");
}

fn scope() -> Scope {
    let values = "a: {b: [1, two, 3.5, null, {c: d}], t: true}\nname: vault\nlist: [x, y]\nempty: {}\nzero: 0\n";
    let stream = yaml::read(values, Sources::default().add("", ""));
    let root = stream.expect("the values are YAML").documents.remove(0).root;
    let release = Release { name: "r".to_owned(), namespace: "n".to_owned(), revision: 1, is_upgrade: false };
    let kube_version = "v1.35.0".to_owned();
    let capabilities =
        Capabilities { kube_version, api_versions: vec!["v1".to_owned()], helm_version: "v4.1.4".to_owned() };
    let values = move || root.as_map().cloned().unwrap_or_default();
    Scope::new(values, &release, &serde_json::Map::new(), &capabilities)
}

/// A value as templates see it.
fn to_jinja(value: &Value) -> minijinja::Value {
    match value {
        Value::Null => minijinja::Value::from(()),
        Value::Bool(bool) => minijinja::Value::from(*bool),
        Value::Number(number) => {
            number.as_i64().map_or_else(|| number.as_f64().unwrap_or_default().into(), minijinja::Value::from)
        }
        Value::String(text) => minijinja::Value::from(text.as_str()),
        Value::Array(items) => items.iter().map(to_jinja).collect(),
        Value::Object(map) => {
            minijinja::Value::from_pairs(map.iter().map(|(key, value)| (key.as_str(), to_jinja(value))))
        }
    }
}
