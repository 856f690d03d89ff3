//! How diffs look in every view, and that nothing in a manifest can break out of one.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};
use vaultchart::comparison::Comparison;
use vaultchart::diff::{Change, Detail, Diff, DiffStep, Verdict, meaning};
use vaultchart::manifest::{self, Object};
use vaultchart::output::{ChangesView, Drawing, draw_changes};
use vaultchart::source::Sources;

/// What a text of manifests holds.
fn objects(text: &str) -> Vec<Object> {
    manifest::read(text, Sources::default().add("test", text)).expect("manifests")
}

fn diff(old: &str, new: &str) -> Diff {
    Comparison::default().diff(objects(old), objects(new))
}

fn draw(diff: &Diff, view: ChangesView) -> String {
    draw_changes(diff, view, &Drawing::default())
}

/// A release before an upgrade, and after.
fn upgrade() -> Diff {
    diff(include_str!("views/upgrade/old.yaml"), include_str!("views/upgrade/new.yaml"))
}

/// Names and values that would like to be markup, commands of a terminal, or lines of their own.
fn hostile() -> Diff {
    let object = |name: &str, value: &str, key: &str| {
        json!({
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name},
            "data": {key: value, "script": format!("#!/bin/sh\necho one\n{value}\n")},
        })
    };
    let name = "<img src=x onerror=alert(1)>|`a`\n| b | \u{1b}[2J*x* @team [l](http://x) \u{202e}";
    let key = "</script><b>\"&'`|\u{9b}31m";
    let list =
        |value: &str| json!({"kind": "List", "apiVersion": "v1", "items": [object(name, value, key)]}).to_string();
    let fences = "```\n````\n</details>\n<script>alert(2)</script>\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n\u{7}\u{1b}]0;title\u{7}\u{2066}x\u{200f}";
    diff(&list("plain"), &list(fences))
}

#[test]
fn every_view_of_an_upgrade() {
    let diff = upgrade();
    for view in ChangesView::ALL {
        if view != ChangesView::Html {
            insta::assert_snapshot!(format!("upgrade_{view}"), draw(&diff, view));
        }
    }
}

#[test]
fn every_view_of_hostile_text() {
    let diff = hostile();
    for view in ChangesView::ALL {
        if view != ChangesView::Html {
            insta::assert_snapshot!(format!("hostile_{view}"), draw(&diff, view));
        }
    }
}

/// A width in a format has a limit, and a name has none.
#[test]
fn a_name_may_be_of_any_length() {
    let object = |name: &str| json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name}}).to_string();
    let diff = diff(&object("short"), &object(&"long".repeat(20_000)));
    for view in ChangesView::ALL {
        assert!(draw(&diff, view).contains("short"), "{view}");
    }
}

/// What is hidden stays so in every view, and equal and different values can still be told apart.
#[test]
fn the_data_of_a_secret_is_in_no_view() {
    let set = |value: &str, other: &str| {
        let (data, text) = (json!({"a": value, "b": other, "same": value}), json!({"c": value}));
        let metadata = json!({"name": "s"});
        json!({"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "data": data, "stringData": text})
            .to_string()
    };
    let (old, new) = ("cGxhbnRlZC1vbmU=", "cGxhbnRlZC10d28=");
    for (before, after) in
        [(set(old, old), set(new, old)), (String::new(), set(new, old)), (set(old, new), String::new())]
    {
        let diff = diff(&before, &after);
        for view in ChangesView::ALL {
            let text = draw(&diff, view);
            assert!(!text.contains("cGxhbnRlZC"), "{view}: {text}");
            assert!(
                text.contains("(hidden ") || matches!(view, ChangesView::Summary | ChangesView::Paths),
                "{view}: {text}"
            );
        }
    }
    let paths = draw(&diff(&set(old, old), &set(new, old)), ChangesView::Paths);
    assert_eq!(paths.lines().count(), 3, "{paths}");
    assert!(!paths.contains("data.b "), "{paths}");
    let shown = Comparison { shows_secrets: true, ..Comparison::default() }
        .diff(objects(&set(old, old)), objects(&set(new, old)));
    assert!(draw(&shown, ChangesView::Text).contains(new));
}

#[test]
fn the_page_without_its_style_and_script() {
    let page = draw(&upgrade(), ChangesView::Html);
    let (_, body) = page.split_once("<body>").expect("a body");
    let (body, _) = body.split_once("<script>").expect("a script");
    insta::assert_snapshot!("upgrade_html_body", body);
}

/// What changes inside of a text that is understood is told by its own path, in place of lines alone.
#[test]
fn blocks_of_a_configuration_have_lines_of_their_own() {
    let mut diff = upgrade();
    let changes = diff.objects.iter_mut().flat_map(|object| &mut object.changes);
    let change = changes.into_iter().find(|change| change.path.to_string().contains("hcl")).expect("a configuration");
    let listener = DiffStep::Block { kind: "listener".to_owned(), labels: vec!["tcp".to_owned()], index: 0 };
    let inner = Change {
        path: [listener, DiffStep::Key("tls_disable".to_owned())].into_iter().collect(),
        old: Some(json!(0)),
        new: Some(json!("<1>")),
        verdict: Verdict::Exposes,
        why: "the listener speaks plain HTTP".to_owned(),
        detail: None,
        ..change.clone()
    };
    change.detail = Some(Detail::VaultConfig(vec![inner]));
    for (view, expected) in [
        (
            ChangesView::Text,
            "@  listener \"tcp\".tls_disable: 0 -> \"<1>\" (exposes: the listener speaks plain HTTP)\n",
        ),
        (
            ChangesView::Paths,
            "ConfigMap/vault-config data[\"extraconfig-from-values.hcl\"]>listener \"tcp\".tls_disable replaced 0 -> \"<1>\" exposes\n",
        ),
        (
            ChangesView::Markdown,
            "# listener \"tcp\".tls_disable: 0 -> \"<1>\" (exposes: the listener speaks plain HTTP)\n",
        ),
        (ChangesView::Json, "\"kind\": \"vault-config\""),
        (
            ChangesView::Html,
            "<code>listener &quot;tcp&quot;.tls_disable</code> <code>0 -&gt; &quot;&lt;1&gt;&quot;</code>",
        ),
    ] {
        let text = draw(&diff, view);
        assert!(text.contains(expected), "{view}: {text}");
    }
    assert_well_formed(&draw(&diff, ChangesView::Html));
}

#[test]
fn no_view_obeys_what_it_shows() {
    let diff = hostile();
    for view in ChangesView::ALL {
        let text = draw(&diff, view);
        let is_hidden = |character: char| {
            character.is_control() && !matches!(character, '\n' | '\t')
                || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        let found = text.chars().find(|character| is_hidden(*character));
        assert_eq!(found, None, "{view}: {text}");
    }
    let markdown = draw(&diff, ChangesView::Markdown);
    let outside = outside_fences(&markdown);
    for markup in ["<img", "<script", "</details>\n</details>", "@team", "[l]("] {
        assert!(!without_code_spans(&outside).contains(markup), "{markup}: {outside}");
    }
}

/// The lines of markdown that are not inside of a fence.
pub(crate) fn outside_fences(text: &str) -> String {
    let mut fence: Option<&str> = None;
    let mut outside = String::new();
    // A fence may be indented, in a list too.
    for line in text.lines().map(str::trim_start) {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            Some(open) if ticks.len() >= open.len() && line == ticks => fence = None,
            Some(_) => {}
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => outside.extend([line, "\n"]),
        }
    }
    assert_eq!(fence, None, "a fence stays open");
    outside
}

pub(crate) fn without_code_spans(text: &str) -> String {
    let mut rest = text;
    let mut outside = String::new();
    while let Some(start) = rest.find('`') {
        let length = rest[start..].len() - rest[start..].trim_start_matches('`').len();
        let (ticks, after) = rest[start..].split_at(length);
        outside.push_str(&rest[..start]);
        // A span ends with a run of just as many ticks.
        let close = after
            .match_indices(ticks)
            .map(|(at, _)| at)
            .find(|at| !after[..*at].ends_with('`') && !after[at + length..].starts_with('`'));
        rest = close.map_or("", |at| &after[at + length..]);
    }
    outside + rest
}

#[test]
fn the_page_is_well_formed_and_loads_nothing() {
    for diff in [upgrade(), hostile(), Diff::default()] {
        let page = draw(&diff, ChangesView::Html);
        assert_well_formed(&page);
        for word in ["src=", "url(", "@import", "http://www", "<link", "<iframe", "onclick"] {
            let own = page.replace("&lt;img src=x", "");
            assert!(!own.contains(word), "{word}");
        }
        assert_eq!(page.matches("<script>").count(), 1);
        assert!(page.contains("default-src 'none'"));
    }
}

/// Every tag is closed in its order, every attribute quoted, and every `&` starts an entity.
pub(crate) fn assert_well_formed(page: &str) {
    let page = page.strip_prefix("<!DOCTYPE html>\n").expect("a doctype");
    let mut open: Vec<&str> = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        assert_text(&rest[..start]);
        let (tag, after) = rest[start + 1..].split_once('>').expect("an end of the tag");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "…</{name}>{}", &after[..after.len().min(80)]);
            continue;
        }
        let name = tag.split([' ', '/']).next().expect("a name");
        assert!(name.chars().all(|character| character.is_ascii_lowercase() || character.is_ascii_digit()), "<{tag}>");
        assert_eq!(tag.matches('"').count() % 2, 0, "<{tag}>");
        assert_eq!(
            tag.split('"').step_by(2).filter(|part| part.contains('=')).count(),
            tag.matches("=\"").count(),
            "<{tag}>"
        );
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

fn assert_text(text: &str) {
    for (at, _) in text.match_indices('&') {
        let entity = text[at + 1..].split(';').next().unwrap_or_default();
        assert!(["amp", "lt", "gt", "quot", "#39"].contains(&entity), "&{entity}");
    }
}

#[test]
fn json_is_json_and_says_its_version() {
    let document: Value = serde_json::from_str(&draw(&upgrade(), ChangesView::Json)).expect("JSON");
    assert_eq!(document["schemaVersion"], 1);
    assert_eq!(document["objects"].as_array().map(Vec::len), Some(upgrade().objects.len()));
    let empty: Value = serde_json::from_str(&draw(&Diff::default(), ChangesView::Json)).expect("JSON");
    assert_eq!(empty["verdict"], Value::Null);
}

#[test]
fn an_empty_diff_is_told_in_a_line_or_not_at_all() {
    let texts = ChangesView::ALL.map(|view| draw(&Diff::default(), view));
    assert_eq!(texts[..3], ["No changes.\n", "No changes.\n", ""]);
    assert_eq!(texts[4], "**No changes.**\n");
    assert_eq!(texts[6], "");
}

#[test]
fn a_comment_fits_whatever_changes() {
    let set = |count: usize, lines: usize, line: &str| {
        let map = |index: usize| {
            let data: serde_json::Map<String, Value> =
                (0..lines).map(|key| (format!("k{key}"), json!(format!("{line}{key}")))).collect();
            json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": format!("map-{index}")}, "data": data})
        };
        json!({"kind": "List", "apiVersion": "v1", "items": (0..count).map(map).collect::<Vec<_>>()}).to_string()
    };
    let tables = [
        (1, 3, "x"),
        (3, 4000, "many lines "),
        (2000, 3, "many objects "),
        (40, 200, "ü`<"),
        (2, 2, &"wide ".repeat(90_000)),
    ];
    for (count, lines, line) in tables {
        let text = draw(&diff("", &set(count, lines, line)), ChangesView::Markdown);
        assert!(text.len() <= 65_536, "{count} objects of {lines} lines: {}", text.len());
        outside_fences(&text);
        assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
        assert_eq!(text.contains("are not shown"), lines * count > 1000, "{}", text.len());
    }
}

#[test]
fn the_largest_object_is_folded_first() {
    let long: String = (0..400).map(|line| format!("  key-{line}: \"{line}\"\n")).collect();
    let map = |name: &str, data: &str| {
        format!("---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\ndata:\n{data}")
    };
    let text = draw(&diff("", &(map("long", &long) + &map("short", "  a: b\n"))), ChangesView::Markdown);
    assert!(text.contains("<details><summary><code>long, ConfigMap (v1)</code>"), "{text}");
    assert!(text.contains("<p><code>short, ConfigMap (v1)</code>"), "{text}");
}

/// Puts the old objects into files as the patch names them, applies it, and reads the objects back.
#[test]
fn patch_makes_the_new_objects_of_the_old_ones() {
    if Command::new("patch").arg("--version").output().is_err() {
        return;
    }
    for (name, diff) in [("upgrade", upgrade()), ("hostile", hostile())] {
        let folder = tempfile::tempdir().expect("a folder");
        let patch = draw(&diff, ChangesView::Patch);
        let names = |start: &str| {
            let lines = patch.lines().filter_map(move |line| line.strip_prefix(start));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        let old: Vec<&Object> = diff.objects.iter().filter_map(|object| object.old.as_ref()).collect();
        let files: Vec<String> = names("--- a/").into_iter().filter(|name| name.ends_with(".yaml")).collect();
        assert_eq!(old.len(), files.len(), "{patch}");
        for (object, file) in old.iter().zip(&files) {
            let text = manifest::to_yaml([*object]);
            let lines = text.lines().filter(|line| *line != "---" && !line.starts_with("# Source: "));
            let text: String = lines.map(|line| format!("{line}\n")).collect();
            fs::write(folder.path().join(file), text).expect("a file");
        }
        fs::write(folder.path().join("patch"), &patch).expect("a file");
        let run =
            Command::new("patch").args(["-p1", "-i", "patch"]).current_dir(folder.path()).output().expect("patch");
        assert!(run.status.success(), "{name}: {}", String::from_utf8_lossy(&run.stdout));
        let mut found = Vec::new();
        for file in names("+++ b/").iter().filter(|name| name.ends_with(".yaml")) {
            found.extend(objects(&fs::read_to_string(folder.path().join(file)).expect("a file")));
        }
        let new = diff.objects.iter().filter_map(|object| object.new.as_ref());
        // What is written in another way but means the same is no change, and in no patch.
        let expected: Vec<Value> = new.map(meaning).collect();
        assert_eq!(found.iter().map(meaning).collect::<Vec<_>>(), expected, "{name}");
        let gone = diff.objects.iter().filter(|object| object.new.is_none()).count();
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), expected.len() + 1, "{gone} should be gone");
    }
}
