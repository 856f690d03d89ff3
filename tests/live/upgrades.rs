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
    let stage = Stage::new(AUTO);
    upgrade(&stage, &AUTO.replace("2.0.3", "1.21.4"), &[])
        .assert_ended(3, &["Stop all servers", "plan --live -o script"]);
    assert!(stage.seen("").is_empty());
    let stage = Stage::new(AUTO);
    stage.change(|state| state["pods"][1]["waiting"] = json!("CrashLoopBackOff"));
    upgrade(&stage, &newer(), &[]).assert_ended(3, &["vault-1 does not run: CrashLoopBackOff", "vaultchart status"]);
    assert!(stage.seen("").is_empty());
    let stage = Stage::new(AUTO);
    std::fs::write(stage.place.path().join("new.yaml"), fewer(3)).expect("a file");
    let own = ["upgrade", "vault", "-n", "vault", "--context", "there", "-f", "new.yaml", "--yes", "--interval", "0s"];
    stage.run(&own).assert_ended(0, &[]);
    std::fs::write(stage.place.path().join("new.yaml"), fewer(1)).expect("a file");
    stage.run(&own).assert_ended(3, &["a token is needed to take servers out of raft that leave", "VAULT_TOKEN"]);
    assert!(stage.seen("").is_empty(), "without a token");
    let stage = Stage::new(AUTO);
    let here = stage.place.path().join("taken");
    std::fs::write(&here, "mine").expect("a file");
    upgrade(&stage, &newer(), &["--snapshot", "taken"]).assert_ended(3, &["`taken` already exists"]);
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
    upgrade(&stage, AUTO, &[]).assert_ended(3, &["ConfigMap/vault-config already exists", "`vault`"]);
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

/// The same with another number of servers.
fn fewer(count: u64) -> String {
    AUTO.replace("    enabled: true\n    raft", &format!("    enabled: true\n    replicas: {count}\n    raft"))
}

#[test]
fn servers_that_leave_go_out_of_raft_before_they_stop() {
    for active in ["vault-0", "vault-4"] {
        let stage = Stage::with(&fewer(5), &json!({ "active": active }));
        let run = upgrade(&stage, &fewer(3), &[]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        stage.assert_harmless(&run);
        let taken = stage.seen("took");
        assert_eq!(taken.len(), 2, "{taken:?}");
        assert_eq!(stage.seen("vault-4 stepped down").len(), usize::from(active == "vault-4"));
        assert!(stage.seen("deleted vault-").is_empty(), "those that stay run on");
        assert_eq!(stage.state()["pods"].as_array().map(Vec::len), Some(3));
    }
}

#[test]
fn servers_that_leave_do_so_whichever_call_fails() {
    let stage = Stage::with(&fewer(3), &json!({ "active": "vault-2" }));
    let begin = stage.state();
    assert_eq!(upgrade(&stage, &fewer(1), &[]).code, Some(0));
    let last = stage.state()["calls"].as_array().expect("calls").len();
    for (number, fails_late) in (1..=last).step_by(last / 6).flat_map(|number| [(number, false), (number, true)]) {
        stage.change(|state| {
            *state = begin.clone();
            state["fails_at"] = json!(number);
            state["fails_late"] = json!(fails_late);
        });
        let mut run = upgrade(&stage, &fewer(1), &[]);
        if run.code != Some(0) {
            stage.assert_harmless(&run);
            run = upgrade(&stage, &fewer(1), &[]);
        }
        assert_eq!(run.code, Some(0), "where call {number} fails: {}", run.stderr);
        stage.assert_harmless(&run);
        assert_eq!(stage.state()["members"].as_array().map(Vec::len), Some(1), "where call {number} fails");
    }
}

#[test]
fn servers_that_come_join_and_nothing_restarts() {
    let stage = Stage::new(AUTO);
    let run = upgrade(&stage, &fewer(5), &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    stage.assert_harmless(&run);
    assert_eq!(stage.state()["members"].as_array().map(Vec::len), Some(5));
    assert!(stage.seen("deleted").is_empty());
    let again = upgrade(&stage, &fewer(5), &[]);
    assert_eq!((again.code, again.stdout.as_str()), (Some(0), "No changes.\n"), "{}", again.stderr);
    assert!(stage.seen("deleted").is_empty());
}

#[test]
fn a_change_of_the_configuration_is_finished_by_whoever_goes_on() {
    let changed = AUTO.replace("service_registration", "log_level = \"debug\"\n        service_registration");
    let stage = Stage::new(AUTO);
    let begin = stage.state();
    assert_eq!(upgrade(&stage, &changed, &[]).code, Some(0));
    let deleted = stage.seen("deleted vault-");
    assert_eq!(deleted.len(), 3, "{deleted:?}");
    let last = stage.state()["calls"].as_array().expect("calls").len();
    let mut finishes = 0;
    // Ended once it was applied: every other call fails from then on, as with a machine that is switched off.
    for number in (1..=last).step_by(last / 7) {
        stage.change(|state| {
            *state = begin.clone();
            state["dead_from"] = json!(number);
        });
        let run = upgrade(&stage, &changed, &["--timeout", "0s"]);
        stage.assert_harmless(&run);
        stage.change(|state| state["dead_from"] = json!(null));
        let is_applied = !stage.seen("changed configmap/vault-config").is_empty();
        let again = match is_applied {
            true => stage.run(&["rollout", "vault", "-n", "vault", "--context", "there", "--yes", "--interval", "0s"]),
            false => upgrade(&stage, &changed, &[]),
        };
        assert_eq!(again.code, Some(0), "ended at call {number}: {}", again.stderr);
        stage.assert_harmless(&again);
        let deleted = stage.seen("deleted vault-");
        assert_eq!(deleted.len(), 3, "ended at call {number}: {deleted:?}");
        finishes += u32::from(is_applied);
    }
    assert!(finishes > 2);
}

#[test]
fn what_somebody_else_manages_is_taken_over_where_that_is_asked_for() {
    let stage = Stage::with(AUTO, &json!({ "manager": "helm" }));
    // A field less, and another image.
    let fewer = newer() + "  service:\n    annotations: {}\n";
    let refused = upgrade(&stage, &fewer, &[]);
    refused.assert_ended(
        3,
        &[".spec.template.spec.containers` of field manager `helm`", "to `helm`", "--take-over MANAGER"],
    );
    upgrade(&stage, &fewer, &["--take-over", "argocd"]).assert_ended(3, &["to `helm`"]);
    assert!(stage.seen("").is_empty());
    let run = upgrade(&stage, &fewer, &["--take-over", "helm"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stderr.contains("taken over: `.spec.template.spec.containers` of field manager `helm`"),
        "{}",
        run.stderr
    );
    stage.assert_harmless(&run);
    assert!(stage.seen("handed over statefulset/vault").len() == 1 && stage.seen("deleted vault-").len() == 3);
    // What is left out later goes as well.
    let without = upgrade(&stage, &(newer() + "ui:\n  enabled: false\ninjector:\n  enabled: false\n"), &[]);
    assert_eq!(without.code, Some(0), "{}", without.stderr);
    let client = Stage::with(AUTO, &json!({ "manager": "helm" }));
    let run = upgrade(&client, &newer(), &["--client-side"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn a_namespace_is_made_where_there_is_none() {
    let stage =
        Stage::with(AUTO, &json!({ "is_empty": true, "lacks_namespace": true, "keys": ["share-1"], "threshold": 1 }));
    let run = upgrade(&stage, AUTO, &[]);
    // It comes up, and nobody may initialize it.
    run.assert_ended(3, &["vault-0 is not initialized"]);
    assert_eq!(stage.seen("created namespace/vault").len(), 1, "{}", run.stderr);
    assert_eq!(stage.seen("created statefulset/vault").len(), 1);
}
