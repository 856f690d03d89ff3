//! The commands on a running release, from what is typed to the exit code.

use serde_json::{Value, json};

use super::stage::{AUTO, Stage};

/// What every run here is told: where, and not to wait.
const THERE: [&str; 5] = ["vault", "-n", "vault", "--context", "there"];

fn newer() -> String {
    AUTO.replace("2.0.3", "2.1.2")
}

fn rollout(stage: &Stage, more: &[&str]) -> crate::harness::Run {
    stage.run(&[&["rollout"], &THERE[..], &["--interval", "0s"], more].concat())
}

#[test]
fn all_servers_are_replaced() {
    let stage = Stage::new(AUTO);
    stage.sync(&newer());
    let next = rollout(&stage, &["--dry-run"]);
    assert_eq!(next.code, Some(0), "{}", next.stderr);
    assert!(next.stdout.starts_with("next: "), "{}", next.stdout);
    assert!(stage.seen("deleted").is_empty());
    let run = rollout(&stage, &["--yes"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    stage.assert_harmless(&run);
    assert_eq!(
        stage.seen("deleted"),
        ["deleted vault-2, standby", "deleted vault-1, standby", "deleted vault-0, active"]
    );
    assert!(
        run.stderr.ends_with(" is active\n") && run.stderr.contains("\ndone: all 3 servers are of revision"),
        "{}",
        run.stderr
    );
    let again = rollout(&stage, &["--yes", "-o", "json"]);
    assert_eq!(again.code, Some(0), "{}", again.stderr);
    let lines: Vec<Value> = again.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines[0]["next"]["action"], "done");
    assert_eq!(lines[1], json!({ "event": "end", "outcome": "done", "why": "" }));
    assert_eq!(stage.seen("deleted").len(), 3);
}

#[test]
fn every_call_may_fail_once() {
    let stage = Stage::new(AUTO);
    stage.sync(&newer());
    let begin = stage.state();
    let first = begin["calls"].as_array().expect("calls").len();
    assert_eq!(rollout(&stage, &["--yes"]).code, Some(0));
    let last = stage.state()["calls"].as_array().expect("calls").len();
    // Each seventh: all of them are tried in the process of the tests.
    for (number, fails_late) in (first + 1..=last).step_by(7).flat_map(|number| [(number, false), (number, true)]) {
        stage.change(|state| {
            *state = begin.clone();
            state["fails_at"] = json!(number);
            state["fails_late"] = json!(fails_late);
        });
        let run = rollout(&stage, &["--yes"]);
        assert_eq!(run.code, Some(0), "where call {number} fails: {}", run.stderr);
        stage.assert_harmless(&run);
        assert_eq!(stage.seen("deleted").len(), 3, "where call {number} fails: {}", run.stderr);
    }
}

#[test]
fn what_ends_a_run_is_said() {
    let stage = Stage::new(AUTO);
    rollout(&stage, &[]).assert_ended(3, &["no-terminal", "--yes"]);
    rollout(&stage, &["--yes", "--timeout", "soon"]).assert_ended(2, &["expected a number of seconds"]);
    let elsewhere = stage.run(&["rollout", "other", "-n", "vault", "--context", "there", "--yes"]);
    elsewhere
        .assert_ended(2, &["there is no StatefulSet of Vault that is labelled `app.kubernetes.io/instance=other`"]);
    let nowhere = stage.run(&["status", "vault", "-n", "vault", "--context", "gone"]);
    nowhere.assert_ended(2, &["error[kubectl]", "context was not found for specified context: gone"]);
    let nothing = stage.run_with(&[("PATH", "/nowhere")], &["status"]);
    nothing.assert_ended(2, &["kubectl is not in PATH", "install kubectl"]);
}

#[test]
fn a_server_that_stays_sealed_holds_everything() {
    let values = AUTO.split("        seal").next().expect("values").to_owned();
    let stage = Stage::new(&values);
    stage.sync(&values.replace("2.0.3", "2.1.2"));
    rollout(&stage, &["--yes", "--timeout", "0s"]).assert_ended(1, &["waited 0 s: "]);
    stage.change(|state| {
        for lag in ["start", "listen", "ready", "stop", "observe", "election"] {
            state["settings"][lag] = json!(0);
        }
    });
    for _ in 0..2 {
        let run = rollout(&stage, &["--yes", "--timeout", "1s"]);
        run.assert_ended(1, &["vault-2 is sealed", "there is no terminal to ask for key shares at"]);
        stage.assert_harmless(&run);
        assert_eq!(stage.seen("deleted"), ["deleted vault-2, standby"]);
    }
}

#[test]
fn a_server_that_does_not_start_ends_the_run() {
    let stage = Stage::new(AUTO);
    stage.sync(&newer());
    stage.change(|state| {
        let happening = json!({ "after": "vault-2 is made", "moments": 1, "what": "loop vault-2" });
        state["happenings"].as_array_mut().expect("a list").push(happening);
    });
    let run = rollout(&stage, &["--yes"]);
    run.assert_ended(1, &["vault-2 does not run: CrashLoopBackOff", "the last words of a server"]);
    stage.assert_harmless(&run);
    assert_eq!(stage.seen("deleted"), ["deleted vault-2, standby"]);
}

#[test]
fn the_status_is_one_screen() {
    let stage = Stage::new(AUTO);
    let run = stage.run_with(&[("VAULT_TOKEN", "root-token")], &[&["status"], &THERE[..]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    insta::assert_snapshot!(run.stdout);
    let json = stage.run(&[&["status", "-o", "json"], &THERE[..]].concat());
    let status: Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!(status["servers"].as_array().map(Vec::len), Some(3));
    assert_eq!(status["servers"][0]["isVoter"], Value::Null, "nobody asks raft without a token");
    assert_eq!(status["next"]["action"], "done");
    assert!(stage.seen("").is_empty(), "looking changes nothing");
}
