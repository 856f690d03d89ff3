//! The page of values is made from the documented defaults and the schema: `UPDATE_CASES=1 cargo test values_page`
//! writes it.

use std::fs;

use serde_json::{Map, Value};

use crate::harness::{root, run};

const PAGE: &str = "docs/reference-values.md";

const OPENING: &str = "\
# Values

Every key, what it is for, its types and its default. This page is made from `values/values.yaml` and its schema.
`vaultchart values explain KEY` prints the same of one key, and with your files who set it.

*Templated* means that a string is evaluated as a Go template and read as YAML; *null* as a default means \"not set\".
";

#[test]
fn the_page_of_values_is_true() {
    let schema = run(&["values", "schema"]).stdout;
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let page = page(&schema);
    if std::env::var_os("UPDATE_CASES").is_some() {
        fs::write(root().join(PAGE), &page).expect("the page is written");
    }
    let written = fs::read_to_string(root().join(PAGE)).unwrap_or_default();
    assert!(written == page, "{PAGE} is out of date: UPDATE_CASES=1 cargo test values_page");
}

/// Every key of the schema, however deep, has its heading.
#[test]
fn no_key_is_forgotten() {
    let page = fs::read_to_string(root().join(PAGE)).expect("the page");
    for key in [
        "nameOverride",
        "server.ha.raft.redundancyZones.enabled",
        "csi.pod.tolerations",
        "injector.webhook.failurePolicy",
    ] {
        assert!(page.contains(&format!("\n### {key}\n")), "{key}");
    }
    assert!(page.matches("\n### ").count() > 250, "there are more keys");
}

fn page(schema: &Value) -> String {
    let mut page = OPENING.to_owned();
    let top = properties(schema);
    let sections = top.iter().filter(|(_, about)| !properties(about).is_empty());
    let (single, sections): (Vec<_>, Vec<_>) =
        (top.iter().filter(|(_, about)| properties(about).is_empty()).collect(), sections.collect());
    page.push_str("\n## Top level\n");
    for (key, about) in single {
        add(key, about, &mut page);
    }
    for (key, about) in sections {
        page.push_str(&format!("\n## {key}\n"));
        page.push_str(&paragraphs(about));
        for (below, about) in properties(about) {
            add(&format!("{key}.{below}"), &about, &mut page);
        }
    }
    page
}

fn add(key: &str, about: &Value, page: &mut String) {
    let below = properties(about);
    page.push_str(&format!("\n### {key}\n"));
    if below.is_empty() {
        page.push_str(&format!("\n{}\n", facts(about)));
    }
    page.push_str(&paragraphs(about));
    for (name, about) in &below {
        add(&format!("{key}.{name}"), about, page);
    }
}

fn properties(about: &Value) -> Map<String, Value> {
    about["properties"].as_object().cloned().unwrap_or_default()
}

/// `*integer, default* 3`
fn facts(about: &Value) -> String {
    let types = match &about["type"] {
        Value::String(one) => one.clone(),
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        _ => "any type".to_owned(),
    };
    let default = about.get("default").cloned().unwrap_or_default();
    let default = match default.as_str().filter(|text| text.contains('\n')) {
        Some(text) => format!("default:\n\n```text\n{}\n```", text.trim_end()),
        None => format!("default `{default}`"),
    };
    let choices = about["examples"].as_array().map_or_else(String::new, |choices| {
        let choices: Vec<String> = choices.iter().map(|choice| format!("`{choice}`")).collect();
        format!("one of {}; ", choices.join(", "))
    });
    format!("{types}; {choices}{default}")
}

/// The documentation: sentences as a paragraph, an example as code.
fn paragraphs(about: &Value) -> String {
    let Some(text) = about["description"].as_str() else { return String::new() };
    let (prose, example) = match text.split_once("Example:\n") {
        Some((prose, example)) => (prose, Some(example)),
        None => (text, None),
    };
    let mut out = String::new();
    if !prose.trim().is_empty() {
        out.push_str(&format!("\n{}\n", escaped(prose.trim())));
    }
    if let Some(example) = example {
        let lines: Vec<&str> = example.lines().map(|line| line.strip_prefix("  ").unwrap_or(line)).collect();
        out.push_str(&format!("\n```text\n{}\n```\n", lines.join("\n").trim_end()));
    }
    out
}

/// `<` and `*` are no markup; between backticks they need no escape.
fn escaped(prose: &str) -> String {
    let escape = |(position, part): (usize, &str)| match position % 2 {
        0 => part.replace('<', "\\<").replace('*', "\\*"),
        _ => part.to_owned(),
    };
    prose.split('`').enumerate().map(escape).collect::<Vec<_>>().join("`")
}
