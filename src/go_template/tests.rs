//! Tables of templates and what they give, read from `cases`: rows of a template and its text, or its error.
//!
//! What stands in `language`, `functions`, `versions` and `edges` is what Helm 4.1 gives; `differences` holds what is meant to
//! be otherwise. An error is the message and what it points at.

use serde_json::{Value as Json, json};

use super::{Capabilities, Engine, Release, Scope};
use crate::source::Sources;
use crate::yaml;

const DEFINITIONS: &str = r#"
{{- define "vault.fullname" -}}{{ .Release.Name }}-vault{{- end -}}
{{- define "vault.labels" }}
app: {{ include "vault.fullname" . }}
ver: {{ .Chart.AppVersion | quote }}
{{- end }}
{{- define "loop" }}{{ include "loop" . }}{{ end }}
{{- define "show" }}[{{ . }}]{{ end }}
"#;

fn values() -> Json {
    json!({
        "port": 8200, "big": 10000000, "ratio": 0.5, "s": "hello", "empty": "", "t": true, "f": false, "nul": null,
        "list": ["a", "b", "c"], "nums": [3, 1, 2], "m": {"a": 1, "b": "two", "c": {"d": [1, 2], "e": null}},
        "el": [], "em": {}, "inner": "{{ .Release.Name }}-inner", "long": "a\nb\nc",
        "server": {
            "ha": {"enabled": true, "replicas": 3},
            "image": {"repository": "hashicorp/vault", "tag": "2.0.4"},
            "logLevel": "",
        },
        "yes": "é€x", "ages": [{"n": "x", "v": 1}, {"n": "y", "v": 2}],
    })
}

fn scope() -> Scope {
    let chart = json!({"Name": "vault", "Version": "0.34.1", "AppVersion": "2.0.4"});
    let release = Release { name: "rel".into(), namespace: "ns".into(), revision: 1, is_upgrade: false };
    let capabilities = Capabilities {
        kube_version: "v1.35.0".into(),
        api_versions: vec!["v1".into(), "apps/v1".into()],
        helm_version: "v4.1.4".into(),
    };
    let chart = chart.as_object().expect("an object");
    let source = Sources::default().add("values.json", "");
    let stream = yaml::read(&values().to_string(), source).expect("JSON is YAML");
    let values = move || stream.documents[0].root.as_map().cloned().unwrap_or_default();
    Scope::new(values, &release, chart, &capabilities).with_template_name("vault/templates/t.yaml")
}

fn result(source: &str) -> Json {
    let engine = Engine::new(DEFINITIONS).expect("the definitions are valid");
    match engine.evaluate(source, &scope()) {
        Ok(text) => json!(text),
        Err(error) => {
            let at = error.span.clone().and_then(|span| source.get(span));
            json!({"error": error.to_string(), "at": at})
        }
    }
}

fn check(table: &str) {
    let rows: Vec<(String, Json)> = serde_json::from_str(table).expect("rows of a template and a result");
    let wrong: Vec<String> = rows
        .iter()
        .map(|(source, expected)| (source, expected, result(source)))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(source, expected, found)| format!("{source}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn the_language_is_that_of_go() {
    check(include_str!("cases/language.json"));
}

#[test]
fn the_functions_are_those_of_helm() {
    check(include_str!("cases/functions.json"));
}

/// Each function with edge arguments: negative, empty, none, of another type, beyond ASCII. Null stands for a refusal.
#[test]
fn edge_arguments_give_what_they_give_in_helm() {
    let rows: Vec<(String, Option<String>)> = serde_json::from_str(include_str!("cases/edges.json")).expect("rows");
    let engine = Engine::new(DEFINITIONS).expect("the definitions are valid");
    let scope = scope();
    let wrong: Vec<String> = rows
        .iter()
        .map(|(source, expected)| (source, expected, engine.evaluate(source, &scope).ok()))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(source, expected, found)| format!("{source}\n  expected {expected:?}\n  found    {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn version_constraints_are_those_of_helm() {
    check(include_str!("cases/versions.json"));
}

#[test]
fn differences_to_helm_are_the_ones_that_are_meant() {
    check(include_str!("cases/differences.json"));
}

#[test]
fn broken_texts_end_in_an_error_and_never_in_a_panic() {
    let tables = [include_str!("cases/language.json"), include_str!("cases/functions.json")];
    let rows = tables.map(|table| serde_json::from_str::<Vec<(String, Json)>>(table).expect("rows")).concat();
    let engine = Engine::new(DEFINITIONS).expect("the definitions are valid");
    let scope = scope();
    for (source, _) in rows.iter().filter(|(source, _)| !source.contains("loop")) {
        for (at, _) in source.char_indices() {
            let (before, after) = source.split_at(at);
            let _ = engine.evaluate(before, &scope);
            let _ = engine.evaluate(after, &scope);
            let _ = engine.evaluate(&format!("{before}{}", after.chars().skip(1).collect::<String>()), &scope);
        }
    }
}
