//! Releases that are not three servers with raft: what each step of a rollout does for them.

use serde_json::json;

use super::stage::{AUTO, Stage};
use crate::harness::Run;

fn rollout(stage: &Stage, more: &[&str]) -> Run {
    stage.run(&[&["rollout", "vault", "-n", "vault", "--context", "there", "--interval", "0s"], more].concat())
}

/// Runs these values, applies them with another image, and rolls that out.
fn rolled(values: &str, more: &[&str]) -> (Stage, Run, Run) {
    let stage = Stage::new(&values.replace("TAG", "2.0.3"));
    stage.sync(&values.replace("TAG", "2.1.2"));
    let status = stage.run(&["status", "vault", "-n", "vault", "--context", "there"]);
    let run = rollout(&stage, &[&["--yes"], more].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    stage.assert_harmless(&run);
    (stage, status, run)
}

#[test]
fn one_server_alone_is_away_for_a_while() {
    let values = "server:\n  image:\n    tag: TAG\n  standalone:\n    enabled: true\n    config: |\n      listener \"tcp\" {\n        address = \"[::]:8200\"\n        tls_disable = 1\n      }\n      storage \"file\" {\n        path = \"/vault/data\"\n      }\n      seal \"awskms\" {}\n";
    // There is nobody to step down for.
    for more in [&[][..], &["--step-down"]] {
        let (stage, status, run) = rolled(values, more);
        assert!(status.stdout.contains("  active"), "{}", status.stdout);
        assert_eq!(stage.seen("deleted"), ["deleted vault-0, active"]);
        assert!(run.stderr.contains("vault-0 is the only server of the old revision"), "{}", run.stderr);
    }
}

#[test]
fn a_dev_server_loses_what_it_has() {
    let (stage, status, _) = rolled("server:\n  image:\n    tag: TAG\n  dev:\n    enabled: true\n", &[]);
    assert!(status.stdout.contains("  active"), "{}", status.stdout);
    assert_eq!(stage.seen("deleted").len(), 1);
}

#[test]
fn servers_on_consul_are_rolled_like_others_and_raft_is_not_asked() {
    let values = "server:\n  image:\n    tag: TAG\n  ha:\n    enabled: true\n    replicas: 3\n    config: |\n      listener \"tcp\" {\n        address = \"[::]:8200\"\n        tls_disable = 1\n      }\n      storage \"consul\" {\n        address = \"consul:8500\"\n      }\n      seal \"awskms\" {}\n";
    let stage = Stage::new(&values.replace("TAG", "2.0.3"));
    stage.sync(&values.replace("TAG", "2.1.2"));
    let own = ["rollout", "vault", "-n", "vault", "--context", "there", "--interval", "0s", "--yes"];
    let run = stage.run_with(&[("VAULT_TOKEN", "root-token")], &own);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    stage.assert_harmless(&run);
    assert_eq!(stage.seen("deleted").len(), 3);
    assert!(!stage.state()["calls"].to_string().contains("operator raft"));
}

#[test]
fn names_may_be_others() {
    let (stage, status, _) = rolled(&format!("fullnameOverride: secrets\n{}", AUTO.replace("2.0.3", "TAG")), &[]);
    assert!(status.stdout.contains("StatefulSet secrets, 3 replicas"), "{}", status.stdout);
    assert_eq!(stage.seen("deleted secrets-").len(), 3);
}

#[test]
fn a_budget_that_allows_nothing_now_is_waited_for() {
    let stage = Stage::new(AUTO);
    stage.sync(&AUTO.replace("2.0.3", "2.1.2"));
    let labels = json!({ "app.kubernetes.io/instance": "vault" });
    let budget = json!({
        "metadata": { "name": "vault" }, "spec": { "selector": { "matchLabels": labels } },
        "status": { "disruptionsAllowed": 0, "currentHealthy": 2, "desiredHealthy": 2, "expectedPods": 3 },
    });
    stage.change(|state| state["budgets"] = json!([budget]));
    rollout(&stage, &["--yes", "--timeout", "1s"])
        .assert_ended(1, &["PodDisruptionBudget vault allows no disruption now"]);
    assert!(stage.seen("deleted").is_empty());
}
