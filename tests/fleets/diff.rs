//! `diff --each`: what changes in all files, in one answer.

use std::fs;

use serde_json::Value;
use vaultchart::output::ChangesView;

use super::{ALONE, EACH, place, text};
use crate::diff_command::git;
use crate::harness::{Place, Run};

const AGAINST: [&str; 2] = ["--against", "out"];

/// A fleet whose manifests were written, before one file changes, one comes and one goes.
fn changed() -> Place {
    let place = written();
    fs::remove_file(place.path().join("clusters/us.yaml")).expect("a file");
    place
        .with("clusters/eu.yaml", "server: {ha: {enabled: true, replicas: 3}, logLevel: debug}\n")
        .with("clusters/new.yaml", "ui: {enabled: true}\n")
}

fn written() -> Place {
    let place = place();
    let run = place.run(&[&["render", "--output-dir", "out"], &EACH[..]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    place
}

fn diff(place: &Place, more: &[&str]) -> Run {
    place.run(&[&["diff"], &EACH[..], more].concat())
}

fn in_view(place: &Place, view: ChangesView) -> String {
    let run = diff(place, &[&AGAINST[..], &["-o", view.word()]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{view}");
    run.stdout
}

#[test]
fn what_was_just_written_does_not_change() {
    let place = written();
    for (view, expected) in [
        (ChangesView::Text, "3 files: no changes.\n"),
        (ChangesView::Summary, "3 files: no changes.\n"),
        (ChangesView::Markdown, "**3 files: no changes.**\n"),
        (ChangesView::Paths, ""),
        (ChangesView::Patch, ""),
    ] {
        assert_eq!(in_view(&place, view), expected, "{view}");
    }
    let run = diff(&place, &[&AGAINST[..], &["--exit-code"]].concat());
    assert_eq!(run.code, Some(0));
    let document: Value = serde_json::from_str(&in_view(&place, ChangesView::Json)).expect("JSON");
    assert_eq!((&document["files"], &document["verdict"]), (&Value::Array(Vec::new()), &Value::Null));
}

/// A file's part is what its diff alone would be, whatever the old side.
#[test]
fn each_file_changes_as_it_does_alone() {
    let place = written().with("old.yaml", "injector: {enabled: false}\nserver: {logLevel: trace}\n");
    let place = place.with("base.yaml", "injector: {enabled: false}\nui: {enabled: true}\n");
    let all = diff(&place, &AGAINST);
    let over_old = diff(&place, &["--against-values", "old.yaml"]);
    for (name, arguments) in ALONE {
        let folder = format!("out/{}", name.trim_start_matches("clusters/").trim_end_matches(".yaml"));
        let (_, file) = arguments.split_at(arguments.len() - 1);
        let values = format!("old.yaml,{}", file[0]);
        for (fleet, old) in [(&all, ["--against", &folder]), (&over_old, ["--against-values", &values])] {
            let common = ["diff", "--no-project", "-f", "base.yaml"];
            let alone = place.run(&[&common, arguments, &old[..]].concat());
            let (objects, plan) = alone.stdout.rsplit_once("Plan: ").expect("a plan");
            let headline = format!("== {name}: ");
            let (_, own) = fleet.stdout.split_once(&headline).unwrap_or_else(|| panic!("{name}: {}", fleet.stdout));
            let (_, own) = own.split_once(" ==\n").expect("a headline");
            assert!(own.starts_with(objects), "{name}\n{own}\n--- alone\n{objects}");
            let numbers =
                |text: &str| text.split_whitespace().filter_map(|word| word.parse().ok()).collect::<Vec<u32>>();
            let line = fleet.stdout.lines().find(|line| line.starts_with(&format!("~ {name} "))).expect("a line");
            assert_eq!(numbers(line), numbers(plan), "{line}");
        }
    }
}

#[test]
fn what_is_not_asked_for_is_left_out_of_both_sides() {
    let place = written();
    let changes = |more: &[&str]| diff(&place, &[&AGAINST, &["-o", "paths"], more].concat()).stdout;
    let values = ["--set", "server.logLevel=debug,server.service.type=NodePort"];
    let all = changes(&values);
    let of_sets: Vec<_> = all.lines().filter(|line| line.contains("StatefulSet/")).collect();
    assert!(of_sets.len() > 2 && of_sets.len() < all.lines().count(), "{all}");
    assert_eq!(changes(&[&values[..], &["-s", "server/statefulset"]].concat()).lines().collect::<Vec<_>>(), of_sets);
}

/// What one file has nothing of may be another's.
#[test]
fn a_template_that_no_file_has_is_refused() {
    let place = written();
    let disruption = ["-s", "server/disruptionbudget", "--set", "server.ha.disruptionBudget.maxUnavailable=1"];
    let run = diff(&place, &[&AGAINST[..], &["-o", "paths"], &disruption].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.starts_with("clusters/eu.yaml PodDisruptionBudget/"), "{}", run.stdout);
    let nowhere = |template: &str| diff(&place, &[&AGAINST[..], &["-s", template]].concat());
    nowhere("server/ingress").assert_refused(&["`server/ingress` gives no object with these values and flags"]);
    nowhere("nope").assert_refused(&["no template is named `nope`"]);
}

#[test]
fn a_file_may_come_and_go() {
    let text = in_view(&changed(), ChangesView::Text);
    for words in [
        "== clusters/eu.yaml: vault in default ==\n",
        "== clusters/new.yaml: vault in default, new ==\n",
        "== out/us, gone ==\n",
        "money, bank-vault, StatefulSet (apps) has been removed:",
        "vault-server-test, Pod (v1) has been added:",
        "\n3 files: 1 changes, 1 is new, 1 is gone. Plan: ",
        "Highest impact: downtime.\n",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains("lab@team"), "{text}");
}

/// Without an index, as where it was not committed, every folder with manifests was written.
#[test]
fn a_folder_of_manifests_needs_no_index() {
    let place = changed().with("out/notes/readme.md", "no manifest").with("out/.git/x.yaml", "[");
    let with_index = in_view(&place, ChangesView::Text);
    fs::remove_file(place.path().join("out/.vaultchart-index")).expect("an index");
    assert_eq!(in_view(&place, ChangesView::Text), with_index);
}

#[test]
fn every_view_is_one_document() {
    let place = changed();
    let document: Value = serde_json::from_str(&in_view(&place, ChangesView::Json)).expect("JSON");
    assert_eq!(document["schemaVersion"], 1);
    assert_eq!(document["fileCounts"], serde_json::json!({"all": 3, "added": 1, "changed": 1, "removed": 1}));
    let files = document["files"].as_array().expect("a list");
    let ops: Vec<_> = files.iter().map(|file| (file["folder"].as_str(), file["op"].as_str())).collect();
    let expected = [("eu", "changed"), ("new", "added"), ("us", "removed")];
    assert_eq!(ops, expected.map(|(folder, op)| (Some(folder), Some(op))));
    let sum = |key: &str| files.iter().map(|file| file["plan"][key].as_u64().expect("a number")).sum::<u64>();
    for key in ["add", "change", "destroy"] {
        assert_eq!(document["plan"][key].as_u64(), Some(sum(key)));
    }
    let objects: usize = files.iter().map(|file| file["objects"].as_array().expect("a list").len()).sum();

    let summary = in_view(&place, ChangesView::Summary);
    let is_object = |line: &&str| ["+ ", "- ", "~ ", "> "].iter().any(|mark| line.starts_with(mark));
    assert_eq!(summary.lines().filter(is_object).count(), objects, "{summary}");
    let paths = in_view(&place, ChangesView::Paths);
    assert!(paths.lines().all(|line| line.starts_with("clusters/") || line.starts_with("out/us ")), "{paths}");

    let html = in_view(&place, ChangesView::Html);
    let page = roxmltree::Document::parse(html.trim_start_matches("<!DOCTYPE html>\n")).expect("XML");
    let with_class = |class: &str| page.descendants().filter(|node| node.attribute("class") == Some(class)).count();
    // A row of the table and a headline each.
    assert_eq!((with_class("object"), with_class("file")), (objects, 2 * objects));
    let mut anchors: Vec<_> = page.descendants().filter_map(|node| node.attribute("id")).collect();
    let all = anchors.len();
    anchors.sort_unstable();
    anchors.dedup();
    assert_eq!(anchors.len(), all);
    let targets = page.descendants().filter_map(|node| node.attribute("href")?.strip_prefix('#'));
    assert!(targets.into_iter().all(|target| anchors.contains(&target)));

    let markdown = in_view(&place, ChangesView::Markdown);
    assert!(markdown.starts_with("**3 files: 1 changes, 1 is new, 1 is gone. Plan: "), "{markdown}");
    assert!(markdown.contains("\n| `~` | `clusters/eu.yaml` | "), "{markdown}");
}

/// In the folder of a file the patch is the one of that file alone.
#[test]
fn a_patch_has_a_folder_for_each_file() {
    let place = changed();
    let all = in_view(&place, ChangesView::Patch);
    let arguments = ["diff", "--no-project", "-f", "base.yaml", "-f", "clusters/eu.yaml", "--against", "out/eu"];
    let alone = place.run(&[&arguments[..], &["-o", "patch"]].concat()).stdout;
    let moved = alone.replace("--- a/", "--- a/eu/").replace("+++ b/", "+++ b/eu/");
    assert!(moved.contains("+++ b/eu/apps.v1.StatefulSet.default.vault.yaml\n") && all.starts_with(&moved), "{all}");
    assert!(all.contains("+++ b/new/v1.Service.default.vault.yaml\n") && all.contains("--- a/us/v1.Service.money."));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let mut place = changed();
    for number in 0..25 {
        let values = format!("server: {{ha: {{enabled: true, replicas: {number}}}}}\nx: 1\n");
        place = place.with(&format!("clusters/c{number}.yaml"), values);
    }
    for view in ChangesView::ALL {
        let run = |jobs| diff(&place, &[&AGAINST[..], &["-o", view.word(), "--jobs", jobs]].concat());
        let (one, many) = (run("1"), run("4"));
        assert_eq!((one.code, &one.stdout, &one.stderr), (many.code, &many.stdout, &many.stderr), "{view}");
    }
}

#[test]
fn a_comment_is_never_too_long() {
    let mut place = changed();
    for number in 0..120 {
        place = place.with(&format!("clusters/c{number}.yaml"), "csi: {enabled: true}\n");
    }
    let page = in_view(&place, ChangesView::Markdown);
    assert!(page.len() > 40_000 && page.len() < 65_536, "{}", page.len());
    assert!(page.contains(" more objects |") && page.contains("more objects are not shown"), "{page}");
}

#[test]
fn changes_decide_the_exit_code_where_they_are_asked_for() {
    let place = changed();
    let code = |more: &[&str]| diff(&place, &[&AGAINST[..], more].concat()).code;
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--exit-code"]), Some(1));
    assert_eq!(code(&["--detailed-exitcode"]), Some(2));
    assert_eq!(code(&["--detailed-exitcode", "--set", "server=1"]), Some(3));
    assert_eq!(code(&["--exit-code", "--kind", "ServiceAccount", "--name", "*-internal"]), Some(0));
}

#[test]
fn the_data_of_a_secret_is_in_no_view() {
    let secret = |data: &str| {
        let object = "apiVersion: v1, kind: Secret, metadata: {name: s}";
        format!("extraObjects: [{{{object}, data: {{a: {data}}}}}]\n")
    };
    let place = place().with("base.yaml", secret("cGxhbnRlZC1vbmU="));
    assert_eq!(place.run(&[&["render", "--output-dir", "out"], &EACH[..]].concat()).code, Some(0));
    let place = place.with("base.yaml", secret("cGxhbnRlZC10d28="));
    for view in ChangesView::ALL {
        let said = in_view(&place, view);
        assert!(!said.contains("cGxhbnRlZC"), "{view}: {said}");
    }
    let paths = in_view(&place, ChangesView::Paths);
    assert_eq!(paths.matches("Secret/s data.a replaced").count(), 3, "{paths}");
    let shown = diff(&place, &[&AGAINST[..], &["--show-secrets"]].concat()).stdout;
    assert_eq!(shown.matches("cGxhbnRlZC10d28=").count(), 3, "{shown}");
}

#[test]
fn no_name_of_a_file_breaks_out() {
    let name = "clusters/a\n::error::x\u{1b}[2J<b>\"|`.yaml";
    let place = written().with(name, "ui: {enabled: true}\n");
    for view in ChangesView::ALL {
        let said = in_view(&place, view);
        assert!(!said.contains('\u{1b}') && !said.contains("\n::error"), "{view}\n{said}");
    }
    roxmltree::Document::parse(in_view(&place, ChangesView::Html).trim_start_matches("<!DOCTYPE html>\n"))
        .expect("XML");
}

/// Every file as it was: one may have been made since, one removed, and one moved.
#[test]
fn files_are_compared_with_what_they_were_in_a_revision() {
    let place = place().with("clusters/old.yaml", "ui: {enabled: true}\n");
    if !(git(&place, &["init", "-q"]) && git(&place, &["add", "."]) && git(&place, &["commit", "-qm", "one"])) {
        return;
    }
    let path = std::env::var("PATH").expect("a path");
    let run = |glob: &str| {
        let arguments = ["diff", "--each", glob, "-f", "base.yaml", "--against-rev", "HEAD", "-o", "summary"];
        place.run_in(&[("PATH", &path)], &arguments, b"")
    };
    assert_eq!(run("clusters/*.yaml").stdout, "4 files: no changes.\n");
    fs::remove_file(place.path().join("clusters/old.yaml")).expect("a file");
    fs::rename(place.path().join("clusters/us.yaml"), place.path().join("clusters/us.yml")).expect("a file");
    fs::write(place.path().join("clusters/new.yaml"), "{}\n").expect("a file");
    for glob in ["clusters/*.y*ml", "./clusters/*", "**/[elnou]*.y*"] {
        let run = run(glob);
        assert_eq!(run.code, Some(0), "{glob}: {}", run.stderr);
        let headlines: Vec<_> = run.stdout.lines().filter(|line| line.starts_with("== ")).collect();
        let expected =
            ["== clusters/new.yaml: vault in default, new ==", "== clusters/old.yaml: vault in default, gone =="];
        assert_eq!(headlines, expected, "{glob}: {}", run.stdout);
    }
    let run = place.run_in(&[("PATH", &path)], &["diff", "--each", "clusters/*", "--against-rev", "nope"], b"");
    run.assert_refused(&["there is no revision `nope`", "1 error"]);
}

#[test]
fn what_makes_no_sense_is_refused_with_what_to_type() {
    let place = changed().with("clusters/a.yaml", b"\xff\xfe\x00\x01").with("clusters/b.yaml", "server: [");
    let refused = |arguments: &[&str], words: &[&str]| diff(&place, arguments).assert_refused(words);
    refused(&AGAINST, &["cannot read `clusters/a.yaml`: line 1 is not UTF-8", "clusters/b.yaml:1:", "2 errors"]);
    refused(&["--against-values", "base.yaml"], &["cannot read `clusters/a.yaml`", "clusters/b.yaml:1:", "2 errors"]);
    let help = "`vaultchart render --each … --output-dir DIR` wrote: `--against DIR`";
    refused(&["--against", "-"], &["`--against -` is one set of manifests, and `--each` makes many sets", help]);
    refused(&["--against", "base.yaml"], &["`--against base.yaml` is one file", help]);
    refused(&["--against", "nowhere"], &["`--against nowhere` is not a folder", help]);
    refused(&["--against", "clusters"], &["`--against clusters` holds no folder of manifests", help]);
    refused(&["--against", "out", "--to", "out"], &["cannot be used with"]);
    refused(&[], &["--against-rev <REV>"]);
    refused(&["--against", "out", "--ignore", "a["], &["`a[` is not a path in a manifest"]);
    let broken = changed().with("out/eu/server/statefulset.yaml", "a: [").with("out/us/x.yaml", "kind: 1");
    diff(&broken, &AGAINST).assert_refused(&["out/eu/server/statefulset.yaml:1:", "said of `clusters/eu.yaml`"]);
    let nothing = place.run(&["diff", "--each", "none/*", "--against", "out"]);
    nothing.assert_refused(&["no file matches `none/*`"]);
    assert!(text(&place, "out/.vaultchart-index").contains("us/"));
}
