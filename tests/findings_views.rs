//! How findings look in every view, and that nothing in a values file can break out of one.
//!
//! The cases of all rules stand under `tests/check`: SARIF is held against its schema with each of them.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use vaultchart::output::FindingsView;

use crate::harness::{Place, Run, root};

const VALUES: &str = include_str!("findings_views/values.yaml");
const HOSTILE: &str = include_str!("findings_views/hostile/values.yaml");
/// The rules whose findings the drawn views show, whatever rules there are.
const ONLY: &str = "--only=tls-mismatch,values-unknown-key,quorum-even";

/// Cases with findings of every kind.
fn cases() -> Vec<PathBuf> {
    ["tests/findings_views", "tests/findings_views/hostile", "tests/check/everything-wrong"]
        .map(|folder| root().join(folder))
        .to_vec()
}

/// The first bad case of every rule.
fn cases_of_rules() -> impl Iterator<Item = PathBuf> {
    vaultchart::check::rules().iter().map(|rule| {
        let folder = root().join("tests/check").join(rule.id);
        let inside = fs::read_dir(&folder).expect("a folder").flatten();
        let bad = inside.filter(|entry| entry.file_name().to_str().is_some_and(|name| name.starts_with("bad")));
        bad.map(|entry| entry.path()).min().expect("a bad case")
    })
}

/// Runs a case in a view; what it says must be an answer.
fn run(case: &Path, view: FindingsView) -> Run {
    let place = Place::new().with("values.yaml", fs::read(case.join("values.yaml")).expect("the values"));
    let given = fs::read_to_string(case.join("arguments")).unwrap_or_default();
    let names = fs::read_dir(case).expect("a folder").flatten();
    let files = names.filter(|entry| entry.path().is_file() && entry.file_name() != "values.yaml");
    let place = files.fold(place, |place, entry| {
        place.with(entry.file_name().to_str().expect("a name"), fs::read(entry.path()).expect("a file"))
    });
    let mut arguments = vec!["check", "-f", "values.yaml", "--for", "production", "-o", view.word()];
    arguments.extend(given.lines());
    let run = place.run(&arguments);
    assert!(matches!(run.code, Some(0 | 1)), "{}: {}", case.display(), run.stderr);
    run
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// What a snapshot shows of a view: SARIF repeats all that rules say of themselves, which is their own affair.
fn shown(view: FindingsView, said: String) -> String {
    if view != FindingsView::Sarif {
        return said;
    }
    let mut document = json(&said);
    document["runs"][0].as_object_mut().expect("a run").shift_remove("tool");
    format!("{document:#}\n")
}

#[test]
fn sarif_says_what_its_rules_say() {
    let run = Place::new().with("values.yaml", "{}\n").run(&["check", "-f", "values.yaml", "-o", "sarif"]);
    let driver = json(&run.stdout)["runs"][0]["tool"]["driver"].clone();
    assert_eq!(driver["version"], env!("CARGO_PKG_VERSION"));
    for told in list(&driver["rules"]) {
        let rule = vaultchart::check::rule(told["id"].as_str().expect("an id")).expect("a rule");
        assert_eq!(told["helpUri"].as_str(), rule.link);
        assert_eq!(told["shortDescription"]["text"], rule.title);
        assert_eq!(told["properties"]["confidence"], rule.confidence.word());
        assert!(told["help"]["text"].as_str().is_some_and(|text| text.contains(rule.why) && text.contains(rule.fix)));
        assert!(told["defaultConfiguration"]["level"].is_string());
    }
}

#[test]
fn every_view_of_some_findings() {
    let place = Place::new().with("envs/values.yaml", VALUES);
    for view in FindingsView::ALL {
        let run = place.run(&["check", "-f", "./envs/values.yaml", ONLY, "-o", view.word()]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
        insta::assert_snapshot!(format!("findings_{view}"), shown(view, run.stdout));
    }
}

#[test]
fn every_view_of_hostile_values() {
    // A comma would part two files.
    let name = "a:%0A<c>.yaml";
    let place = Place::new().with(name, HOSTILE);
    for view in FindingsView::ALL {
        let run = place.run(&["check", "-f", name, ONLY, "-o", view.word()]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        insta::assert_snapshot!(format!("findings_hostile_{view}"), shown(view, run.stdout));
    }
}

#[test]
fn no_view_holds_what_a_terminal_obeys() {
    for case in cases() {
        for view in FindingsView::ALL {
            let said = run(&case, view).stdout;
            let obeyed = said.chars().find(|character| {
                (character.is_control() && *character != '\n' && *character != '\t') || *character == '\u{202e}'
            });
            assert_eq!(obeyed, None, "{} as {view}:\n{said}", case.display());
            assert!(said.ends_with('\n') && !said.ends_with("\n\n"), "{} as {view}", case.display());
        }
    }
}

/// The schema of SARIF, which says what is one.
pub(crate) fn sarif_schema() -> jsonschema::Validator {
    let mut schema = json(include_str!("sarif/sarif-schema-2.1.0.json"));
    // Its patterns for languages are no regular expressions as the standard of JSON Schema has them.
    for holder in ["run", "toolComponent"] {
        let language = schema["definitions"][holder]["properties"]["language"].as_object_mut().expect("the language");
        assert_eq!(language.remove("pattern"), Some(r"^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$".into()));
    }
    jsonschema::draft7::options().should_validate_formats(true).build(&schema).expect("the schema is one")
}

#[test]
fn sarif_is_what_its_schema_says() {
    let validator = sarif_schema();
    for case in cases().into_iter().chain(cases_of_rules()) {
        let document = json(&run(&case, FindingsView::Sarif).stdout);
        assert_ne!(document["runs"][0]["results"], Value::Array(Vec::new()), "{}", case.display());
        let errors: Vec<String> =
            validator.iter_errors(&document).map(|error| format!("{error} at {}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", case.display());
        let mut broken = document.clone();
        broken["runs"][0]["columnKind"] = "bytes".into();
        assert!(!validator.is_valid(&broken), "the schema finds nothing");
    }
}

/// All views are of the same findings.
#[test]
fn the_views_agree() {
    for case in cases() {
        let (name, data) = (case.display(), json(&run(&case, FindingsView::Json).stdout));
        let (findings, counts) = (list(&data["findings"]), &data["counts"]);
        let of = |severity: &str| counts[severity].as_u64().expect("a count");
        assert_eq!(of("error") + of("warning") + of("advice"), findings.len() as u64, "{name}");

        let sarif = json(&run(&case, FindingsView::Sarif).stdout);
        let results = list(&sarif["runs"][0]["results"]);
        assert_eq!(results.len(), findings.len(), "{name}");
        for (result, finding) in results.iter().zip(findings) {
            let index = result["ruleIndex"].as_u64().expect("an index") as usize;
            assert_eq!(result["ruleId"], finding["rule"], "{name}");
            assert_eq!(sarif["runs"][0]["tool"]["driver"]["rules"][index]["id"], finding["rule"], "{name}");
            let location = &result["locations"][0]["physicalLocation"];
            assert_eq!(location["artifactLocation"]["uri"], "values.yaml", "{name}");
            if finding["file"] == "values.yaml" {
                assert_eq!(location["region"]["startLine"], finding["line"], "{name}");
                assert_eq!(location["region"]["startColumn"], finding["column"], "{name}");
            }
        }

        let github = run(&case, FindingsView::Github).stdout;
        assert_eq!(github.lines().filter(|line| line.starts_with("::")).count(), findings.len(), "{name}");
        let text = run(&case, FindingsView::Text).stdout;
        assert_eq!(text.lines().last(), github.lines().last(), "{name}");
        assert_junit(&run(&case, FindingsView::Junit).stdout, &data);
    }
}

fn assert_junit(text: &str, data: &Value) {
    let document = roxmltree::Document::parse(text).expect("XML");
    let suite = document.descendants().find(|node| node.has_tag_name("testsuite")).expect("a suite");
    let all = |tag: &str| suite.descendants().filter(|node| node.has_tag_name(tag)).count();
    let count = |name: &str| suite.attribute(name).expect("a count").parse::<usize>().expect("a number");
    // Only errors fail a run that asks for nothing else.
    let errors = list(&data["findings"]).iter().filter(|finding| finding["severity"] == "error");
    let failed: HashSet<&str> = errors.map(|finding| finding["rule"].as_str().expect("a rule")).collect();
    assert_eq!(all("testcase"), list(&data["rules"]).len() + list(&data["skipped"]).len());
    assert_eq!(
        (count("tests"), count("failures"), count("skipped")),
        (all("testcase"), all("failure"), all("skipped"))
    );
    assert_eq!(count("failures"), failed.len());
    assert_eq!(count("skipped"), list(&data["skipped"]).len());
}

fn fingerprints(values: &str) -> Vec<String> {
    let run = Place::new().with("values.yaml", values).run(&["check", "-f", "values.yaml", ONLY, "-o", "sarif"]);
    let document = json(&run.stdout);
    let results = list(&document["runs"][0]["results"]).iter();
    results.map(|result| result["partialFingerprints"]["primaryLocationLineHash"].to_string()).collect()
}

#[test]
fn a_finding_is_known_again_when_its_line_moves() {
    let before = fingerprints(VALUES);
    assert_eq!(before.len(), 3);
    assert_eq!(before.iter().collect::<HashSet<_>>().len(), 3, "{before:?}");
    assert_eq!(fingerprints(&format!("# one\n# two\n{VALUES}")), before);
    let twice = fingerprints("server: {a: {}, replicass: 1}\n");
    assert_eq!(twice.len(), 2);
    assert_ne!(twice[0], twice[1], "two findings on one line are two");
}

/// Code scanning needs a file: what was set by a flag has the first one, and says where it is.
#[test]
fn a_finding_without_a_file_says_where_it_is() {
    let place = Place::new().with("values.yaml", "server: {}\n");
    let sarif = |arguments: &[&str]| {
        let run = place.run(&[&["check", "--set", "server.replicass=1", ONLY, "-o"], arguments].concat());
        run.stdout
    };
    let with_file = json(&sarif(&["sarif", "-f", "values.yaml"]))["runs"][0]["results"][0].clone();
    assert_eq!(with_file["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "values.yaml");
    let message = with_file["message"]["text"].as_str().expect("a message");
    assert!(message.contains("at --set #1:1:8: not a key of `server`"), "{message}");
    let without = json(&sarif(&["sarif"]))["runs"][0]["results"][0].clone();
    assert_eq!(without["locations"], Value::Array(Vec::new()));
    let github = sarif(&["github", "-f", "values.yaml"]);
    assert!(github.starts_with("::warning title=values-unknown-key::unknown key"), "{github}");
}

#[test]
fn paths_are_what_the_places_of_review_expect() {
    let place = Place::new().with("envs/eu west/a:b%.yaml", "server: {replicass: 1}\n");
    let absolute = place.path().join("envs/eu west/a:b%.yaml");
    let uri = |path: &str| {
        let run = place.run(&["check", "-f", path, ONLY, "-o", "sarif"]);
        let location = &json(&run.stdout)["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        location["artifactLocation"].clone()
    };
    assert_eq!(uri(".//envs/eu west/a:b%.yaml")["uri"], "envs/eu%20west/a%3Ab%25.yaml");
    assert_eq!(uri("envs/eu west/a:b%.yaml")["uriBaseId"], "%SRCROOT%");
    let absolute = uri(absolute.to_str().expect("a path"));
    let text = absolute["uri"].as_str().expect("a URI");
    assert!(text.starts_with("file://") && text.ends_with("/envs/eu%20west/a%3Ab%25.yaml"), "{text}");
    assert_eq!(absolute["uriBaseId"], Value::Null);
    let github = place.run(&["check", "-f", "./envs/eu west/a:b%.yaml", ONLY, "-o", "github"]).stdout;
    assert!(github.starts_with("::warning file=envs/eu west/a%3Ab%25.yaml,line=1,"), "{github}");
}

#[test]
fn what_is_hidden_is_in_no_view() {
    let values = "server:\n  dev:\n    enabled: true\n    devRootToken: [s3cret-one]\n";
    let place = Place::new().with("values.yaml", values);
    for view in FindingsView::ALL {
        let run = place.run(&["check", "-f", "values.yaml", "-o", view.word()]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        assert!(!run.stdout.contains("s3cret") && run.stdout.contains("devRootToken"), "{view}:\n{}", run.stdout);
    }
}

#[test]
fn a_page_for_a_pull_request_is_never_too_long() {
    let keys: String = (0..400).map(|number| format!("  unknown{number}: {{}}\n")).collect();
    let place = Place::new().with("values.yaml", format!("server:\n{keys}"));
    let page = place.run(&["check", "-f", "values.yaml", ONLY, "-o", "markdown"]).stdout;
    assert!(page.len() < 65_000 && page.len() > 50_000, "{}", page.len());
    assert!(page.contains(" more | |\n") && page.contains("400 warnings"), "{}", page.len());
    let github = place.run(&["check", "-f", "values.yaml", ONLY, "-o", "github"]).stdout;
    assert!(
        github.ends_with("400 warnings: GitHub shows 10 of them beside the code, this log has all\n400 warnings\n")
    );
}

/// What was not looked at is told, and is not taken for a pass.
#[test]
fn rules_that_cannot_look_are_told() {
    let values = "server:\n  priorityClassName: \"\u{e000}\"\n";
    let place = Place::new().with("values.yaml", values);
    let only = "values-reserved-character,quorum-even";
    let text = place.run(&["check", "-f", "values.yaml", "--only", only]).stdout;
    assert!(text.ends_with("\n1 error; 1 rule skipped until the values errors are fixed\n"), "{text}");
    let junit = place.run(&["check", "-f", "values.yaml", "--only", "quorum-even", "-o", "junit"]).stdout;
    assert!(junit.contains("<skipped "), "{junit}");
}

/// A comment of a rule that was not run may well silence something.
#[test]
fn a_comment_is_unused_only_if_its_rule_was_run() {
    let values = "server:\n  # vaultchart: ignore[quorum-even] because of it\n  ha: {enabled: true}\n";
    let place = Place::new().with("values.yaml", values);
    let found = |only: &str| place.run(&["check", "-f", "values.yaml", "--only", only]).stdout;
    assert_eq!(found("ignore-comment"), "nothing found by 1 rule\n");
    assert_eq!(found("quorum-even"), "nothing found by 1 rule\n");
    assert!(found("ignore-comment,quorum-even").contains("nothing here is reported by `quorum-even`"));
}

#[test]
fn rules_are_listed_for_people_and_programs() {
    let place = Place::new();
    let rules = vaultchart::check::rules();
    assert_eq!(place.run(&["check", "--list"]).stdout.lines().count(), rules.len());
    let listed = json(&place.run(&["check", "--list", "-o", "json"]).stdout);
    assert_eq!(list(&listed["rules"]).len(), rules.len());
    assert!(place.run(&["check", "--list", "-o", "markdown"]).stdout.starts_with("# Rules\n"));
    for rule in rules {
        let run = place.run(&["check", "--explain", rule.id]);
        assert_eq!(run.code, Some(0));
        let too_long = |line: &&str| line.chars().count() > 100 && !line.starts_with("see: ");
        assert_eq!(run.stdout.lines().find(too_long), None);
        let told = json(&place.run(&["check", "--explain", rule.id, "-o", "json"]).stdout);
        assert_eq!((&told["rule"], &told["why"]), (&rule.id.into(), &rule.why.into()));
    }
}

#[test]
fn colour_is_a_matter_of_the_text_view() {
    let place = Place::new().with("values.yaml", VALUES);
    for view in FindingsView::ALL {
        let said = place.run(&["check", "-f", "values.yaml", "-o", view.word(), "--color", "always"]).stdout;
        assert_eq!(said.contains('\u{1b}'), view == FindingsView::Text, "{view}");
    }
}
