//! Comparisons with what is in the cluster.

use serde_json::json;

use super::stage::{AUTO, Stage};

const DIFF: [&str; 8] = ["diff", "vault", "-n", "vault", "--live", "--kube-context", "there", "-f"];

/// The stateful set as the cluster holds it.
fn with_set(stage: &Stage, change: impl FnOnce(&mut serde_json::Value)) {
    stage.change(|state| {
        let objects = state["objects"].as_array_mut().expect("objects");
        change(objects.iter_mut().find(|object| object["manifest"]["kind"] == "StatefulSet").expect("a set"));
    });
}

#[test]
fn nothing_differs_right_after_it_was_applied() {
    let stage = Stage::new(AUTO);
    let run = stage.run(&[&DIFF[..], &["old.yaml", "--exit-code"]].concat());
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "No changes.\n"), "{}", run.stderr);
    let check = stage.run(&[
        "render",
        "vault",
        "-n",
        "vault",
        "--check",
        "--live",
        "--kube-context",
        "there",
        "-f",
        "old.yaml",
    ]);
    assert_eq!((check.code, check.stdout.as_str()), (Some(0), ""), "{}", check.stderr);
    let calls: Vec<String> = serde_json::from_value(stage.state()["calls"].clone()).expect("calls");
    let mut kinds: Vec<&str> = calls.iter().filter_map(|call| call.split(" get ").nth(1)?.split(' ').next()).collect();
    let all = kinds.len();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len() * 2, all, "one call a kind, in two runs: {calls:#?}");
    assert!(calls.iter().all(|call| call.contains("--context there get ")), "{calls:#?}");
}

#[test]
fn what_is_wanted_what_is_left_and_what_was_edited_are_told_apart() {
    let stage = Stage::new(AUTO);
    with_set(&stage, |set| {
        set["manifest"]["spec"]["replicas"] = json!(5);
        set["by_hand"] = json!({ "f:spec": { "f:replicas": {} } });
    });
    let newer = AUTO.replace("2.0.3", "2.1.2") + "injector:\n  enabled: false\n";
    let stage = Stage { place: stage.place.with("new.yaml", newer) };
    let run = stage.run(&[&DIFF[..], &["new.yaml", "-o", "paths"]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    insta::assert_snapshot!(format!("{}{}", run.stdout, run.stderr));
    let drift = stage.run(&[
        "render",
        "vault",
        "-n",
        "vault",
        "--check",
        "--live",
        "--kube-context",
        "there",
        "-f",
        "new.yaml",
    ]);
    drift.assert_ended(
        1,
        &["error[drift]: the objects in the cluster are not those that these values render", "`kubectl-edit`"],
    );
    let plan = stage.run(&["plan", "vault", "-n", "vault", "--live", "--context", "there", "-f", "new.yaml"]);
    assert_eq!(plan.code, Some(0), "{}", plan.stderr);
    assert!(
        plan.stdout.contains("kubectl --context there delete -n vault serviceaccount/vault-agent-injector"),
        "{}",
        plan.stdout
    );
    assert!(!plan.stdout.contains("of-somebody-else"), "{}", plan.stdout);
}

#[test]
fn nothing_is_there_before_an_install() {
    let stage = Stage::with(AUTO, &json!({ "is_empty": true }));
    let run = stage.run(&[&DIFF[..], &["old.yaml", "-o", "summary", "--exit-code"]].concat());
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stdout.contains("0 to change, 0 to destroy"), "{}", run.stdout);
}

#[test]
fn flags_that_do_not_go_together_are_refused() {
    let stage = Stage::new(AUTO);
    for arguments in [
        &["diff", "--live", "--against", "old.yaml"][..],
        &["diff", "--live", "--against-values", "old.yaml"],
        &["diff", "--live", "--each", "*.yaml"],
        &["diff", "--kube-context", "there", "--against", "old.yaml"],
        &["plan", "--live", "--against-rev", "HEAD"],
        &["render", "--live"],
        &["render", "--check"],
        &["render", "--check", "applied.yaml", "--live"],
    ] {
        stage.run(arguments).assert_refused(&["error"]);
    }
    stage
        .run(&["diff", "--live", "-n", "vault", "--kube-context", "gone"])
        .assert_refused(&["context was not found for specified context: gone"]);
}
