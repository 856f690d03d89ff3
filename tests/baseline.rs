//! `check --baseline`: a run tells only what is new, wherever its lines have moved to.

use std::fs;

use serde_json::Value;

use crate::harness::Place;

const VALUES: &str = "server:\n  logLevle: debug\n  replicass: 3\n";

fn known() -> Place {
    let place = Place::new().with("v.yaml", VALUES);
    let run = place.run(&["check", "-f", "v.yaml", "--baseline", "known.json", "--write-baseline"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{}", run.stderr);
    assert_eq!(run.stderr, "`known.json` knows 2 findings now\n");
    place
}

fn check(place: &Place, more: &[&str]) -> String {
    let run = place.run(&[&["check", "-f", "v.yaml", "--baseline", "known.json"], more].concat());
    assert_eq!(run.stderr, "");
    run.stdout
}

#[test]
fn what_is_known_is_not_told() {
    let place = known();
    let text = check(&place, &["--fail-on", "warning"]);
    assert!(text.starts_with("nothing found by ") && text.contains("; 2 in the baseline"), "{text}");
    let document: Value = serde_json::from_str(&check(&place, &["-o", "json"])).expect("JSON");
    assert_eq!(document["counts"]["known"], 2);
    assert_eq!(document["findings"].as_array().expect("a list").len(), 0);
}

#[test]
fn lines_may_move_and_only_what_is_new_is_told() {
    let place = known().with("v.yaml", format!("# moved\n\nui: {{enabld: true}}\n{VALUES}"));
    let text = check(&place, &[]);
    assert!(text.contains("unknown key `ui.enabld`") && !text.contains("logLevle"), "{text}");
    let place = known().with("v.yaml", format!("{VALUES}  logLevle: info\n"));
    let text = check(&place, &[]);
    assert!(text.contains("warning[yaml-duplicate-key]"), "{text}");
}

#[test]
fn the_file_reads_well_and_what_is_none_is_told() {
    let place = known();
    let text = fs::read_to_string(place.path().join("known.json")).expect("a file");
    let document: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(document["version"], 1);
    assert_eq!(document["findings"][0]["rule"], "values-unknown-key");
    assert_eq!(document["findings"][0]["message"], "unknown key `server.logLevle`");
    for (text, words) in [
        ("[", "is not a baseline"),
        ("{}", "is not a baseline"),
        ("{\"version\": 2, \"findings\": []}", "its version is 2"),
    ] {
        let place = Place::new().with("v.yaml", VALUES).with("known.json", text);
        let run = place.run(&["check", "-f", "v.yaml", "--baseline", "known.json"]);
        assert!(run.code == Some(2) && run.stderr.contains(words), "{}", run.stderr);
    }
    let place = Place::new().with("v.yaml", VALUES);
    for arguments in
        [&["--baseline", "none.json"][..], &["--write-baseline"], &["--baseline", "none/a.json", "--write-baseline"]]
    {
        let run = place.run(&[&["check", "-f", "v.yaml"], arguments].concat());
        assert_eq!(run.code, Some(2), "{arguments:?} {}", run.stderr);
    }
}

#[test]
fn a_fleet_has_one_baseline() {
    let place = Place::new().with("a.yaml", VALUES).with("b.yaml", "server: {replicass: 1}\n");
    let each = |more: &[&str]| place.run(&[&["check", "--each", "*.yaml", "--baseline", "known.json"], more].concat());
    assert_eq!(each(&["--write-baseline"]).code, Some(0));
    let run = each(&["--fail-on", "warning"]);
    assert!(run.code == Some(0) && run.stdout.contains("in the baseline"), "{}{}", run.stdout, run.stderr);
}
