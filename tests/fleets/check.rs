//! `check --each`: the findings of all files in one document.

use std::process::{Command, Stdio};

use serde_json::Value;
use vaultchart::output::FindingsView;

use super::{ALONE, EACH, place, text};
use crate::findings_views::sarif_schema;
use crate::harness::{Place, Run};

/// A fleet with findings in the common file and in each of two others.
fn faulty() -> Place {
    place()
        .with("base.yaml", "injectr: 1\nserver: {ha: {enabled: true, replicas: 4, raft: {enabled: true}}}\n")
        .with("clusters/eu.yaml", "server: {logLevle: info, extraArgs: 5}\n")
        .with("clusters/us.yaml", "vaultchart: {release: bank, namespace: money}\nserver: {ha: {replicas: 2}}\n")
}

const ONLY: &str = "--only=quorum-even,values-unknown-key,values-type,ignore-comment,tls-off";

fn check(place: &Place, more: &[&str]) -> Run {
    place.run(&[&["check"], &EACH[..], more].concat())
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// What a finding says, without where else it was found, and without the object of one release that shows it.
fn essence(finding: &Value) -> Value {
    let mut finding = finding.clone();
    for key in ["foundIn", "object", "path"] {
        finding.as_object_mut().expect("a finding").shift_remove(key);
    }
    let notes = finding["notes"].as_array_mut().expect("notes");
    notes.retain(|note| !note.as_str().is_some_and(|note| note.starts_with("found with `")));
    let labels = list(&finding["labels"]);
    let is_unset = |label: &Value| label["text"].as_str().is_some_and(|text| text.ends_with(" is not set"));
    if !labels.is_empty() && labels.iter().all(is_unset) {
        // What nobody set has a place for want of a better one.
        let texts = labels.iter().map(|label| label["text"].clone()).collect();
        finding["labels"] = texts;
        for key in ["file", "line", "column", "end"] {
            finding[key] = Value::Null;
        }
    }
    finding
}

#[test]
fn every_file_has_the_findings_that_it_has_alone() {
    let place = faulty();
    let document = json(&check(&place, &["-o", "json"]));
    let all: Vec<Value> = list(&document["findings"]).iter().map(essence).collect();
    let mut alone_all = Vec::new();
    for (file, (name, arguments)) in list(&document["files"]).iter().zip(ALONE) {
        let common = ["check", "--no-project", "-o", "json", "-f", "base.yaml"];
        let alone = json(&place.run(&[&common, arguments].concat()));
        assert_eq!((&file["file"], &file["counts"]), (&name.into(), &alone["counts"]));
        alone_all.extend(list(&alone["findings"]).iter().map(essence));
    }
    let times = |finding: &Value| alone_all.iter().filter(|alone| *alone == finding).count() as u64;
    for (finding, told) in all.iter().zip(list(&document["findings"])) {
        assert_eq!(told["foundIn"]["files"].as_u64(), Some(times(finding)), "{told:#}");
        assert_eq!(all.iter().filter(|other| *other == finding).count(), 1, "{told:#}");
    }
    assert!(alone_all.iter().all(|alone| all.contains(alone)));
    assert_eq!(document["files"][2]["release"], "bank");
    assert_eq!(document["files"][1]["namespace"], "team");
}

#[test]
fn what_the_common_file_holds_is_told_once() {
    let run = check(&faulty(), &[ONLY]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    let found = |words: &str| run.stdout.matches(words).count();
    assert_eq!(found("unknown key `injectr`"), 1, "{}", run.stdout);
    assert_eq!(found("= note: found with `clusters/eu.yaml` and 2 other files"), 2, "{}", run.stdout);
    assert_eq!(found("= note: found with `clusters/eu.yaml` and 1 other file\n"), 1, "{}", run.stdout);
    assert_eq!((found("base.yaml:2:40"), found("--> clusters/eu.yaml:1:")), (1, 2), "{}", run.stdout);
    assert!(run.stdout.ends_with("\n3 files: 1 error, 4 warnings\n"), "{}", run.stdout);
}

/// What nobody set is mended in one place; what one file sets is told of the others.
#[test]
fn what_is_set_in_no_file_is_told_once() {
    let place = place();
    let found = |place: &Place| {
        let run = check(place, &["--for", "any", "--only", "resources-server"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        (run.stdout.matches("advice[resources-server]").count(), run.stdout)
    };
    let (count, told) = found(&place);
    assert_eq!(count, 1, "{told}");
    assert!(told.contains("= note: found with `clusters/eu.yaml` and 2 other files\n"), "{told}");
    assert!(told.ends_with("\n3 files: 1 advice\n"), "{told}");
    let place = place.with("clusters/eu.yaml", "server: {resources: {requests: {memory: 1Gi, cpu: 1}}}\n");
    let (count, told) = found(&place);
    assert_eq!(count, 1, "{told}");
    assert!(told.contains("= note: found with `clusters/lab@team.yaml` and 1 other file\n"), "{told}");
}

/// A finding that no text of the file shows names the release.
#[test]
fn a_finding_without_a_place_in_the_file_names_the_release() {
    let place = place();
    let flags = ["--set", "server.ha.replicas=4,server.ha.raft.enabled=true", "--only", "quorum-even"];
    let run = check(&place, &flags);
    assert!(run.stdout.contains(" --> --set #1:1:20"), "{}", run.stdout);
    assert!(run.stdout.contains("found with `clusters/eu.yaml`, release `vault` in `default`"), "{}", run.stdout);
}

#[test]
fn every_view_is_one_document() {
    let place = faulty();
    let run = |view: FindingsView| check(&place, &[ONLY, "-o", view.word()]);
    for view in FindingsView::ALL {
        let said = run(view);
        assert_eq!((said.code, said.stderr.as_str()), (Some(1), ""), "{view}");
        assert!(said.stdout.ends_with('\n') && !said.stdout.ends_with("\n\n"), "{view}");
    }
    let data = json(&run(FindingsView::Json));
    let findings = list(&data["findings"]);
    assert_eq!(findings.len(), 5);

    let sarif = json(&run(FindingsView::Sarif));
    let errors: Vec<String> = sarif_schema().iter_errors(&sarif).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(list(&sarif["runs"]).len(), 1);
    let results = list(&sarif["runs"][0]["results"]);
    for (result, finding) in results.iter().zip(findings) {
        let location = &result["locations"][0]["physicalLocation"];
        assert_eq!(location["artifactLocation"]["uri"], finding["file"]);
        assert_eq!(location["region"]["startLine"], finding["line"]);
    }
    assert_eq!(results.len(), findings.len());

    let github = run(FindingsView::Github).stdout;
    assert_eq!(github.lines().filter(|line| line.starts_with("::")).count(), findings.len(), "{github}");
    assert_eq!(github.lines().last(), run(FindingsView::Text).stdout.lines().last());

    let markdown = run(FindingsView::Markdown).stdout;
    assert!(markdown.starts_with("**vaultchart check: 3 files: 1 error, 4 warnings**\n"), "{markdown}");
    assert!(markdown.contains("| `clusters/eu.yaml` | 1 | 4 |  |\n"), "{markdown}");
    assert_suites(&run(FindingsView::Junit).stdout);
}

fn assert_suites(text: &str) {
    let document = roxmltree::Document::parse(text).expect("XML");
    let suites: Vec<_> = document.descendants().filter(|node| node.has_tag_name("testsuite")).collect();
    let names: Vec<_> = suites.iter().filter_map(|suite| suite.attribute("name")).collect();
    assert_eq!(names, ["vaultchart check", "clusters/eu.yaml", "clusters/lab@team.yaml", "clusters/us.yaml"]);
    let number = |node: &roxmltree::Node, name: &str| -> usize {
        node.attribute(name).expect("a count").parse().expect("a number")
    };
    for (count, tag) in [("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")] {
        let inside = |node: &roxmltree::Node| node.descendants().filter(|inner| inner.has_tag_name(tag)).count();
        assert!(suites.iter().all(|suite| number(suite, count) == inside(suite)), "{text}");
        assert_eq!(number(&document.root_element(), count), inside(&document.root_element()), "{text}");
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let mut place = faulty();
    for number in 0..25 {
        let values = format!("server: {{ha: {{replicas: {number}}}}}\nx{}: 1\n", number % 3);
        place = place.with(&format!("clusters/c{number}.yaml"), values);
    }
    for view in FindingsView::ALL {
        let run = |jobs| check(&place, &["-o", view.word(), "--jobs", jobs]);
        let (one, many) = (run("1"), run("4"));
        assert_eq!((one.code, &one.stdout, &one.stderr), (many.code, &many.stdout, &many.stderr), "{view}");
    }
}

#[test]
fn the_worst_finding_of_all_files_decides() {
    let place = place().with("clusters/eu.yaml", "server: {ha: {enabled: true, replicas: 4, raft: {enabled: true}}}\n");
    let code = |more: &[&str]| check(&place, &[&["--only", "quorum-even"], more].concat()).code;
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--strict"]), Some(1));
    assert_eq!(code(&["--fail-on", "warning"]), Some(1));
    assert_eq!(code(&["--fail-on", "never"]), Some(0));
    let run = check(&place, &["--only", "values-unknown-key"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "3 files: nothing found by 1 rule\n"));
}

/// A comment in the common file is of use if one release needs it.
#[test]
fn a_comment_that_one_release_needs_is_no_finding_of_another() {
    let base = "server:\n  ha:\n    enabled: true\n    raft: {enabled: true}\n    replicas: 4  # vaultchart: ignore[quorum-even] because of it\n";
    let five = "server: {ha: {replicas: 5}}\n";
    let place = place().with("base.yaml", base).with("clusters/eu.yaml", five).with("clusters/us.yaml", five);
    let run = check(&place, &["--only", "quorum-even,ignore-comment"]);
    assert_eq!(run.stdout, "3 files: nothing found by 2 rules (1 ignored)\n");
    let place = place.with("clusters/lab@team.yaml", five);
    let run = check(&place, &["--only", "quorum-even,ignore-comment"]);
    assert!(run.stdout.contains("nothing here is reported by `quorum-even`"), "{}", run.stdout);
    assert!(run.stdout.contains("found with `clusters/eu.yaml` and 2 other files"), "{}", run.stdout);
}

#[test]
fn what_is_hidden_is_in_no_view() {
    let values = "server: {dev: {enabled: true, devRootToken: [s3cret-one]}}\n";
    let place = place().with("clusters/eu.yaml", values).with("base.yaml", values);
    for view in FindingsView::ALL {
        let run = check(&place, &["-o", view.word()]);
        assert!(!run.stdout.contains("s3cret") && run.stdout.contains("devRootToken"), "{view}:\n{}", run.stdout);
    }
}

/// A pattern finds whatever names there are, such as those that somebody else's branch holds.
#[test]
fn no_name_of_a_file_breaks_out() {
    let name = "clusters/a\n::error::x\u{1b}[2J<b>\"|`.yaml";
    let place = faulty().with(name, "server: {logLevle: info}\n");
    for view in FindingsView::ALL {
        let run = check(&place, &[ONLY, "-o", view.word()]);
        assert!(!run.stdout.lines().any(|line| line.starts_with("::error::x")), "{view}\n{}", run.stdout);
        let is_property = view == FindingsView::Github;
        assert!(is_property || !run.stdout.contains('\u{1b}'), "{view}\n{}", run.stdout);
    }
    roxmltree::Document::parse(&check(&place, &[ONLY, "-o", "junit"]).stdout).expect("XML");
    let markdown = check(&place, &[ONLY, "-o", "markdown"]).stdout;
    assert!(markdown.contains("| ``clusters/a\\u{a}::error::x\\u{1b}[2J<b>\"\\|`.yaml`` | "), "{markdown}");
}

#[test]
fn one_file_that_cannot_be_checked_leaves_the_answer_out() {
    let place = faulty().with("clusters/a.yaml", b"\xff\xfe\x00\x01").with("clusters/b.yaml", "server: [");
    let run = check(&place, &["-o", "json"]);
    run.assert_refused(&["cannot read `clusters/a.yaml`: line 1 is not UTF-8", "clusters/b.yaml:1:", "2 errors"]);
    check(&faulty(), &["--only", "quorum-evn"]).assert_refused(&["did you mean `quorum-even`?"]);
    let run = faulty().run(&["check", "--each", "clusters/*.yml"]);
    run.assert_refused(&["no file matches `clusters/*.yml`"]);
    check(&faulty(), &["-f", "gone.yaml"]).assert_refused(&["cannot read `gone.yaml`", "and 2 other files", "1 error"]);
    faulty().run(&["check", "--jobs", "2"]).assert_refused(&["--each <GLOB>"]);
    check(&faulty(), &["--jobs", "0"]).assert_refused(&["invalid value '0'"]);
}

#[test]
fn a_reader_that_goes_away_is_told_nothing_and_was_not_answered() {
    let mut place = faulty();
    for number in 0..40 {
        place = place.with(&format!("clusters/c{number}.yaml"), "server: {logLevle: 1, x: 1, y: 2, z: 3}\n");
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_vaultchart"))
        .args([&["check", "-o", "sarif", "--fail-on", "never"], &EACH[..]].concat())
        .current_dir(place.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(2), &b""[..]));
    assert!(text(&place, "base.yaml").contains("injectr"));
}
