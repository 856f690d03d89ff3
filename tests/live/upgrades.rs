//! Upgrades and installs, from what is typed to the exit code.

use serde_json::json;

use super::stage::{AUTO, Stage};
use crate::harness::Run;

fn newer() -> String {
    AUTO.replace("2.0.3", "2.1.2")
}

fn upgrade(stage: &Stage, values: &str, more: &[&str]) -> Run {
    std::fs::write(stage.place.path().join("new.yaml"), values).expect("a file");
    let own = ["upgrade", "vault", "-n", "vault", "--context", "there", "-f", "new.yaml", "--yes", "--interval", "0s"];
    stage.run_with(&[("VAULT_TOKEN", "root-token")], &[&own, more].concat())
}

#[test]
fn a_new_version_is_rolled_out_behind_a_snapshot() {
    let stage = Stage::new(AUTO);
    let dry = upgrade(&stage, &newer(), &["--dry-run"]);
    assert_eq!(dry.code, Some(0), "{}", dry.stderr);
    assert!(dry.stdout.contains("Plan: 0 to add, 1 to change, 0 to destroy."), "{}", dry.stdout);
    assert!(stage.seen("").is_empty(), "nothing was changed");
    let run = upgrade(&stage, &newer(), &["--snapshot", "before.snap"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    stage.assert_harmless(&run);
    assert_eq!(stage.seen("saved"), ["saved a snapshot on the active server"]);
    let snapshot = std::fs::read_to_string(stage.place.path().join("before.snap")).expect("a snapshot");
    assert!(snapshot.starts_with("snapshot at "), "{snapshot}");
    assert_eq!(
        stage.seen("deleted"),
        ["deleted vault-2, standby", "deleted vault-1, standby", "deleted vault-0, active"]
    );
    let again = upgrade(&stage, &newer(), &["--snapshot", "before.snap"]);
    assert_eq!(again.code, Some(0), "{}", again.stderr);
    assert_eq!((again.stdout.as_str(), stage.seen("deleted").len()), ("No changes.\n", 3));
}

#[test]
fn every_call_may_fail_once() {
    let stage = Stage::new(AUTO);
    let begin = stage.state();
    assert_eq!(upgrade(&stage, &newer(), &[]).code, Some(0));
    let last = stage.state()["calls"].as_array().expect("calls").len();
    for number in (1..=last).step_by(11) {
        stage.change(|state| {
            *state = begin.clone();
            state["fails_at"] = json!(number);
        });
        let mut run = upgrade(&stage, &newer(), &[]);
        if run.code != Some(0) {
            stage.assert_harmless(&run);
            run = upgrade(&stage, &newer(), &[]);
        }
        assert_eq!(run.code, Some(0), "where call {number} fails: {}", run.stderr);
        stage.assert_harmless(&run);
        assert_eq!(stage.seen("deleted vault-").len(), 3, "where call {number} fails: {}", run.stderr);
    }
}

#[test]
fn a_volume_grows_without_a_restart() {
    let stage = Stage::new(AUTO);
    let run = upgrade(&stage, &format!("{AUTO}  dataStorage:\n    size: 20Gi\n"), &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    stage.assert_harmless(&run);
    assert_eq!(stage.seen("deleted"), ["deleted statefulset/vault"]);
    assert_eq!(stage.seen("data-vault-").len(), 3);
}

#[test]
fn what_would_do_harm_is_refused_before_anything_changes() {
    let table = [
        (AUTO.replace("2.0.3", "1.21.4"), "Stop all servers", "plan -o script"),
        (
            AUTO.replace("    enabled: true\n    raft", "    enabled: true\n    replicas: 1\n    raft"),
            "Let a server be active that stays",
            "plan -o script",
        ),
    ];
    for (values, word, help) in table {
        let stage = Stage::new(AUTO);
        upgrade(&stage, &values, &[]).assert_ended(3, &[word, help]);
        assert!(stage.seen("").is_empty(), "{word}");
    }
    let stage = Stage::new(AUTO);
    stage.change(|state| state["pods"][1]["waiting"] = json!("CrashLoopBackOff"));
    upgrade(&stage, &newer(), &[]).assert_ended(3, &["vault-1 does not run: CrashLoopBackOff", "vaultchart status"]);
    assert!(stage.seen("").is_empty());
    let stage = Stage::new(AUTO);
    let here = stage.place.path().join("taken");
    std::fs::write(&here, "mine").expect("a file");
    upgrade(&stage, &newer(), &["--snapshot", "taken"]).assert_ended(3, &["`taken` is there already"]);
    assert_eq!(std::fs::read_to_string(here).expect("a file"), "mine");
    assert!(stage.seen("").is_empty());
}

#[test]
fn objects_of_somebody_else_are_left_alone() {
    let stage = Stage::with(AUTO, &json!({ "is_empty": true }));
    stage.change(|state| {
        let mut foreign = state["objects"][0].clone();
        foreign["manifest"]["metadata"]["name"] = json!("vault-config");
        state["objects"].as_array_mut().expect("objects").push(foreign);
    });
    upgrade(&stage, AUTO, &[]).assert_ended(3, &["ConfigMap/vault-config is there already", "`vault`"]);
    assert!(stage.seen("").is_empty());
}

#[test]
fn keys_of_an_install_are_shown_at_a_terminal_alone() {
    let stage = Stage::with(AUTO, &json!({ "is_empty": true }));
    let run = upgrade(&stage, AUTO, &["--init"]);
    run.assert_ended(3, &["the keys are shown at a terminal alone"]);
    stage.assert_harmless(&run);
    assert!(stage.seen("created statefulset").len() == 1 && stage.seen("vault-0 is init").is_empty());
    let without = upgrade(&stage, AUTO, &[]);
    without.assert_ended(3, &["vault-0 is not initialized", "--init"]);
}
