//! The chart's own files agree with each other: templates, catalog, defaults, schema and the rules that read values.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use minijinja::Environment;
use serde_json::Value;

use crate::harness::{files, root, run};

/// The top-level keys of the values: what templates see under these names are values.
const TOP: [&str; 8] =
    ["csi", "extraObjects", "fullnameOverride", "global", "injector", "nameOverride", "server", "serverTelemetry"];

/// The names that templates see beside the values.
const NO_VALUES: [&str; 4] = ["facts", "given", "server_config", "server_config_checksum"];

/// A template's text by its path under `templates/`.
fn templates() -> BTreeMap<String, String> {
    let folder = root().join("templates");
    let text = |name: &String| fs::read_to_string(folder.join(name)).expect("a text");
    files(&folder).into_iter().map(|name| (name.clone(), text(&name))).collect()
}

fn is_macro_file(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|file| file.starts_with('_'))
}

fn defaults() -> Value {
    serde_yaml::from_str(&defaults_text()).expect("YAML")
}

fn defaults_text() -> String {
    fs::read_to_string(root().join("values/values.yaml")).expect("the defaults")
}

fn schema() -> Value {
    serde_json::from_str(&fs::read_to_string(root().join("values/schema.json")).expect("the schema")).expect("JSON")
}

/// Paths of all keys of the schema, with what it says of them; `below_free` tells whether to go where any key may stand.
fn schema_keys(below_free: bool) -> BTreeMap<String, Value> {
    fn walk(schema: &Value, path: &str, below_free: bool, found: &mut BTreeMap<String, Value>) {
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            let path = join(path, key);
            if below_free || property.get("x-free").is_none() {
                walk(property, &path, below_free, found);
            }
            found.insert(path, property.clone());
        }
    }
    let mut found = BTreeMap::new();
    walk(&schema(), "", below_free, &mut found);
    found
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Paths of all keys of the defaults, but for those below a key under which anything may stand.
fn default_keys() -> BTreeSet<String> {
    fn walk(value: &Value, path: &str, known: &BTreeMap<String, Value>, found: &mut BTreeSet<String>) {
        for (key, child) in value.as_object().into_iter().flatten() {
            let path = join(path, key);
            if known.get(&path).is_none_or(|schema| schema.get("x-free").is_none()) {
                walk(child, &path, known, found);
            }
            found.insert(path);
        }
    }
    let mut found = BTreeSet::new();
    walk(&defaults(), "", &schema_keys(false), &mut found);
    found
}

/// The paths that each template names of the values.
fn read_by_templates() -> BTreeMap<String, BTreeSet<String>> {
    let read = |text: &str| {
        let environment = Environment::new();
        let template = environment.template_from_str(text).expect("a template");
        let mut paths: BTreeSet<String> = template.undeclared_variables(true).into_iter().collect();
        paths.retain(|path| !NO_VALUES.contains(&first(path)) && path.contains('.'));
        paths
    };
    templates().into_iter().map(|(name, text)| (name, read(&text))).collect()
}

fn first(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}

fn is_value(path: &str) -> bool {
    path == "ui" || path.starts_with("ui.") || TOP.contains(&first(path))
}

#[test]
fn every_template_is_in_the_catalog() {
    let catalog = fs::read_to_string(root().join("src/chart/catalog.rs")).expect("the catalog");
    for name in templates().into_keys() {
        let stem = name.strip_suffix(".yaml.j2").unwrap_or_else(|| panic!("templates/{name} is no template"));
        let entry = if is_macro_file(&name) { format!("(\"{name}\", ") } else { format!("\"{stem}\": |") };
        assert!(catalog.contains(&entry), "templates/{name} is not in the catalog");
    }
}

#[test]
fn every_file_of_macros_is_imported() {
    let templates = templates();
    for name in templates.keys().filter(|name| is_macro_file(name)) {
        let import = format!("{{% from \"{name}\" import ");
        assert!(templates.values().any(|text| text.contains(&import)), "nothing imports templates/{name}");
    }
}

#[test]
fn every_template_says_what_it_is_for() {
    for (name, text) in templates() {
        let line = text.lines().next().unwrap_or_default();
        assert!(line.starts_with("{# ") && line.ends_with(". #}"), "templates/{name} begins with {line}");
    }
}

#[test]
fn block_tags_are_indented_as_what_they_govern() {
    let indent = |line: &str| line.len() - line.trim_start().len();
    for (name, text) in templates().into_iter().filter(|(name, _)| !is_macro_file(name)) {
        let mut open = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let Some(tag) = line.trim_start().strip_prefix("{% ") else { continue };
            let governed = text.lines().skip(number).find(|line| !line.trim_start().starts_with('{'));
            match tag.split(' ').next() {
                Some("if" | "for") => open.push(governed.map_or(0, indent)),
                Some("set" | "from") => continue,
                _ => {}
            }
            assert_eq!(open.last(), Some(&indent(line)), "templates/{name}:{}", number + 1);
            if tag.starts_with("end") {
                open.pop();
            }
        }
    }
}

#[test]
fn templates_know_only_values_and_facts() {
    for (name, text) in templates() {
        let environment = Environment::new();
        let template = environment.template_from_str(&text).expect("a template");
        for known in template.undeclared_variables(false) {
            assert!(is_value(&known) || NO_VALUES.contains(&known.as_str()), "templates/{name} reads {known}");
        }
    }
}

#[test]
fn every_key_that_a_template_reads_is_documented() {
    let (in_schema, in_defaults) = (schema_keys(true), default_keys());
    let mut count = 0;
    for (name, paths) in read_by_templates() {
        for path in paths {
            assert!(in_schema.contains_key(&path), "templates/{name} reads {path}, which the schema does not know");
            assert!(in_defaults.contains(&path), "templates/{name} reads {path}, which values.yaml does not have");
            count += 1;
        }
    }
    assert!(count > 200, "only {count} keys were found in the templates");
}

/// Whether the key ought to stand in the defaults: those below an empty map have a default only together.
fn has_default(defaults: &Value, path: &str) -> bool {
    let above = path.rsplit_once('.').map_or("", |(above, _)| above);
    default_of(defaults, above) != Some(&serde_json::json!({}))
}

fn default_of<'a>(defaults: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').filter(|key| !key.is_empty()).try_fold(defaults, |value, key| value.get(key))
}

#[test]
fn defaults_and_schema_have_the_same_keys() {
    let defaults = defaults();
    let in_schema: BTreeSet<String> =
        schema_keys(false).into_keys().filter(|path| has_default(&defaults, path)).collect();
    let in_defaults = default_keys();
    assert_eq!(in_schema.difference(&in_defaults).collect::<Vec<_>>(), [] as [&String; 0], "not in values.yaml");
    assert_eq!(in_defaults.difference(&in_schema).collect::<Vec<_>>(), [] as [&String; 0], "not in the schema");
}

/// The schema tells which keys have no default, because Helm's own schema knows nothing of them.
#[test]
fn keys_without_a_default_are_null() {
    let defaults = defaults();
    for (path, schema) in schema_keys(false).into_iter().filter(|(path, _)| has_default(&defaults, path)) {
        let default = default_of(&defaults, &path).unwrap_or_else(|| panic!("{path} has no default"));
        let has_none = schema.get("x-no-default").is_some();
        let takes_null =
            schema["type"] == "null" || schema["type"].as_array().is_some_and(|all| all.contains(&"null".into()));
        assert!(!has_none || default.is_null(), "{path} has the default {default}");
        assert!(!default.is_null() || has_none || takes_null, "{path} is null by default");
    }
}

/// The comment above a key is its documentation; there is no other copy.
#[test]
fn every_key_has_a_comment_above_it() {
    let documented = documented_keys(&defaults_text());
    for path in default_keys() {
        assert!(documented.contains(&path), "{path} has no comment directly above it in values.yaml");
    }
}

/// The paths of the keys in block style that stand under a comment of their own indentation.
fn documented_keys(text: &str) -> BTreeSet<String> {
    let (mut found, mut open, mut above): (BTreeSet<String>, Vec<(usize, String)>, _) = Default::default();
    for line in text.lines() {
        let indentation = line.len() - line.trim_start().len();
        let comment: Option<usize> = above;
        above = line.trim_start().starts_with("# ").then_some(indentation);
        let Some((key, _)) = line
            .trim_start()
            .split_once(':')
            .filter(|(key, _)| key.chars().all(|character| character.is_alphanumeric() || character == '-'))
        else {
            continue;
        };
        open.retain(|(outer, _)| *outer < indentation);
        let path = join(open.last().map_or("", |(_, path)| path), key);
        open.push((indentation, path.clone()));
        if comment == Some(indentation) {
            found.insert(path);
        }
    }
    found
}

#[test]
fn a_comment_that_calls_a_key_deprecated_agrees_with_the_schema() {
    let text = defaults_text();
    let in_comments = text.lines().filter(|line| line.trim_start().starts_with("# Deprecated: ")).count();
    let deprecated: Vec<_> =
        schema_keys(true).into_iter().filter(|(_, schema)| schema.get("x-deprecated").is_some()).collect();
    assert_eq!(in_comments, deprecated.len());
    for (path, schema) in deprecated {
        let advice = schema["x-deprecated"].as_str().expect("a text");
        assert!(text.contains(&format!("# Deprecated: {advice}.")), "{path}: {advice}");
    }
}

#[test]
fn every_profile_renders_without_a_word() {
    for (name, _) in vaultchart::chart::ChartDefinition::newest().profiles {
        let run = run(&["render", "--profile", name]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{name}");
        assert!(!run.stdout.is_empty(), "{name}");
    }
}

#[test]
fn every_profile_is_built_in_and_says_what_it_needs() {
    let folder = root().join("values/profiles");
    let built_in: BTreeSet<String> =
        vaultchart::chart::ChartDefinition::newest().profiles.iter().map(|(name, _)| format!("{name}.yaml")).collect();
    assert_eq!(files(&folder).into_iter().collect::<BTreeSet<_>>(), built_in);
    for (name, text) in vaultchart::chart::ChartDefinition::newest().profiles {
        assert!(text.starts_with("# ") && text.contains("Needs "), "{name} does not say what it needs");
    }
}

/// A mistyped key in a profile would be silent.
#[test]
fn profiles_set_only_known_keys() {
    fn leaves(value: &Value, path: &str, known: &BTreeMap<String, Value>, wrong: &mut Vec<String>) {
        for (key, child) in value.as_object().into_iter().flatten() {
            let path = join(path, key);
            match known.get(&path) {
                None => wrong.push(path),
                Some(schema) if schema.get("x-free").is_some() => {}
                Some(_) => leaves(child, &path, known, wrong),
            }
        }
    }
    let known = schema_keys(true);
    let samples = ["everything", "openshift", "policies"].map(|name| {
        let text = fs::read_to_string(root().join(format!("tests/values/{name}.yaml"))).expect("a sample");
        (name, text)
    });
    let profiles =
        vaultchart::chart::ChartDefinition::newest().profiles.iter().map(|(name, text)| (*name, (*text).to_owned()));
    for (name, text) in profiles.chain(samples) {
        let mut wrong = Vec::new();
        let mut values: serde_yaml::Value = serde_yaml::from_str(&text).expect("YAML");
        values.apply_merge().expect("merge keys");
        leaves(&serde_json::to_value(values).expect("JSON"), "", &known, &mut wrong);
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
    }
}
