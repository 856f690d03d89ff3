//! Names, keys and values that would like to be something else, in every view of every command that draws.

use std::process::{Command, Stdio};

use serde_json::{Value, json};
use vaultchart::output::{ChangesView, FindingsView, GraphView, PlanView};

use crate::harness::{Place, Run};
use crate::views::{assert_well_formed, outside_fences, without_code_spans};

const TEXTS: [&str; 4] = [
    "a\n::set-output name=x::y\r\n\u{1b}[31mRED\u{7}\u{9b}1m\u{202e}\u{2066}\u{200f}\u{fffe}\u{ffff}\n~~~\n```\n````\n@user \
     <img src=x> [a](http://x) | `b` %0a::error::c\n</details>]]>--> <script>x</script>",
    "::error::x",
    "`@user` <img src=x>|](http://x) ``",
    "~~~\n@user\n<img src=x>\n| a | b |\n",
];

/// A list of manifests.
fn manifests(objects: &[Value]) -> String {
    written(&json!({"apiVersion": "v1", "kind": "List", "items": objects}))
}

/// Data as JSON, where every character may be in a text that is written by its number.
fn written(data: &Value) -> String {
    let mut text = String::new();
    for character in data.to_string().chars() {
        match character {
            ' '..='~' => text.push(character),
            other => other.encode_utf16(&mut [0; 2]).iter().for_each(|unit| text.push_str(&format!("\\u{unit:04x}"))),
        }
    }
    text
}

/// Objects that hold a text at each place where one can stand, and a value beside it that changes.
fn objects(text: &str, value: &str) -> Vec<Vec<Value>> {
    let map = |kind: &str, metadata: Value, data: Value| json!({"apiVersion": "v1", "kind": kind, "metadata": metadata, "data": data});
    let container = json!({
        "name": text, "image": format!("{text}:{value}"), "args": [text, value],
        "env": [{"name": text, "value": value}], "volumeMounts": [{"name": text, "mountPath": value}],
    });
    let labels = json!({text: value, "app": text});
    let servers = json!({
        "apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "vault", "labels": labels, "annotations": labels},
        "spec": {
            "serviceName": text, "selector": {"matchLabels": labels}, "volumeClaimTemplates": [
                {"metadata": {"name": text}, "spec": {"resources": {"requests": {"storage": value}}}}],
            "template": {"metadata": {"labels": labels}, "spec": {"containers": [container], "serviceAccountName": text}},
        },
    });
    vec![
        vec![map("ConfigMap", json!({"name": text}), json!({"a": value}))],
        vec![map("ConfigMap", json!({"name": "a", "namespace": text}), json!({"a": value}))],
        vec![map(text, json!({"name": "a"}), json!({"a": value}))],
        vec![
            map("ConfigMap", json!({"name": "a"}), json!({text: value, "script": format!("a\n{text}\n{value}\n")})),
            servers,
        ],
    ]
}

/// Asserts that nothing leaves the place that it was given, on either of the streams.
fn assert_harmless(run: &Run, view: &str, what: &str) {
    assert!(matches!(run.code, Some(0..=3)) && !run.stderr.contains("panicked"), "{what}: {}", run.stderr);
    for text in [&run.stdout, &run.stderr] {
        let is_obeyed = |character: &char| {
            (character.is_control() && !matches!(character, '\n' | '\t'))
                || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                || matches!(character, '\u{fffe}' | '\u{ffff}')
        };
        assert_eq!(text.chars().find(is_obeyed), None, "{what}: {text}");
        // What GitHub takes for a command of a workflow, also behind blanks. A page and a patch are for no log.
        let is_own = |line: &str| match view {
            "github" => line.contains("title="),
            "html" | "patch" => true,
            _ => false,
        };
        // Three colons stand before a second file.
        let begins = |line: &str| line.trim_start().starts_with("::") && !line.trim_start().starts_with(":::");
        let command = text.lines().find(|line| begins(line) && !is_own(line));
        assert_eq!(command, None, "{what}: {text}");
    }
    if run.stdout.is_empty() {
        return assert!(matches!(run.code, Some(0 | 2 | 3)), "{what}: {}", run.stderr);
    }
    match view {
        "json" | "sarif" => drop(serde_json::from_str::<Value>(&run.stdout).expect(what)),
        "junit" | "svg" => drop(roxmltree::Document::parse(&run.stdout).expect(what)),
        "html" => assert_well_formed(&run.stdout),
        "markdown" => assert_prose(&run.stdout, what),
        "script" => assert_parses(&run.stdout, what),
        _ => {}
    }
}

fn assert_prose(text: &str, what: &str) {
    let outside = without_code_spans(&outside_fences(text));
    for markup in ["<img", "<script", "@user", "](http:", "\n~~~"] {
        assert!(!outside.contains(markup), "{what}: {markup} in\n{outside}");
    }
}

/// A shell that is here reads the script to its end.
fn assert_parses(script: &str, what: &str) {
    let place = Place::new().with("script", script);
    let bash = Command::new("bash").args(["-n", "script"]).current_dir(place.path()).stderr(Stdio::null()).status();
    assert!(bash.is_ok_and(|ended| ended.success()), "{what}: {script}");
}

#[test]
fn nothing_in_a_manifest_leaves_its_place() {
    for text in TEXTS {
        for (row, (old, new)) in objects(text, "1").iter().zip(objects(text, "2")).enumerate() {
            let place = Place::new().with("old.json", manifests(old)).with("new.json", manifests(&new));
            let sides = ["--against", "old.json", "--to", "new.json"];
            let run = |command: &[&str], view: &str| {
                let run = place.run(&[command, &["-o", view]].concat());
                assert_harmless(&run, view, &format!("{command:?} -o {view}, place {row} of {text:?}"));
            };
            ChangesView::ALL.iter().for_each(|view| run(&[&["diff"], &sides[..]].concat(), view.word()));
            PlanView::ALL.iter().for_each(|view| run(&[&["plan"], &sides[..]].concat(), view.word()));
            FindingsView::ALL.iter().for_each(|view| run(&["check", "--manifests", "new.json"], view.word()));
        }
    }
}

#[test]
fn nothing_in_values_leaves_its_place() {
    for text in TEXTS {
        let extra: Vec<Value> = objects(text, "1").into_iter().flatten().collect();
        for values in [
            json!({"extraObjects": extra}),
            json!({"fullnameOverride": text}),
            json!({"server": {"extraContainers": [{"name": text, text: 1}], "extraLabels": {text: text}, text: 1}}),
            json!({text: text, "injector": {"webhook": {text: {text: text}}}}),
        ] {
            let place = Place::new().with("a.yaml", written(&values)).with("none.yaml", "");
            let run = |command: &[&str], view: &str| {
                let run = place.run(&[command, &["-f", "a.yaml", "-o", view]].concat());
                assert_harmless(&run, view, &format!("{command:?} -o {view} of {text:?}"));
            };
            let sides = ["--against-values", "none.yaml"];
            GraphView::ALL.iter().for_each(|view| run(&["graph"], view.word()));
            FindingsView::ALL.iter().for_each(|view| run(&["check"], view.word()));
            PlanView::ALL.iter().for_each(|view| run(&[&["plan"], &sides[..]].concat(), view.word()));
        }
    }
}

#[cfg(unix)]
#[test]
fn nothing_in_the_name_of_a_template_leaves_its_place() {
    // No name of a file holds a slash.
    for text in TEXTS.map(|text| text.replace('/', "")) {
        for content in ["apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: 1}\n", "{{ broken", "a: [\n"] {
            let place = Place::new().with(&format!("mine/{text}.yaml.j2"), content).with("a.yaml", "");
            let run = |command: &[&str], view: &str| {
                let run = place.run(&[command, &["--templates", "mine", "-o", view]].concat());
                assert_harmless(&run, view, &format!("{command:?} -o {view}, template {text:?}"));
            };
            let sides = ["--against-values", "a.yaml"];
            run(&["render"], "yaml");
            GraphView::ALL.iter().for_each(|view| run(&["graph"], view.word()));
            FindingsView::ALL.iter().for_each(|view| run(&["check"], view.word()));
            PlanView::ALL.iter().for_each(|view| run(&[&["plan"], &sides[..]].concat(), view.word()));
            ChangesView::ALL.iter().for_each(|view| run(&[&["diff"], &sides[..]].concat(), view.word()));
        }
    }
}
