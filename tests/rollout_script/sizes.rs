//! More servers, or fewer.

use serde_json::json;

use super::stage::{Stage, Wish, shares};

fn raft(replicas: u64, more: &str) -> String {
    format!("server:\n  ha:\n    enabled: true\n    replicas: {replicas}\n    raft:\n      enabled: true\n{more}")
}

fn members(stage: &Stage) -> Vec<String> {
    let state = stage.state();
    let members = state["members"].as_array().expect("members");
    members.iter().map(|member| member["pod"].as_str().expect("a pod").to_owned()).collect()
}

#[test]
fn servers_leave_raft_before_they_stop() {
    for more in ["", "      setNodeId: true\n"] {
        let stage = Stage::new(&raft(5, more), &raft(3, more));
        stage.assert_done(&stage.run(&[], &[]));
        assert_eq!(stage.seen("took"), ["took vault-4 out of raft", "took vault-3 out of raft"]);
        assert_eq!(members(&stage), ["vault-0", "vault-1", "vault-2"]);
        let order: Vec<String> =
            stage.events().into_iter().filter(|e| e.starts_with("took") || e.starts_with("changed s")).collect();
        assert_eq!(order[2], "changed statefulset/vault");
        assert!(stage.deleted().is_empty());
        stage.assert_done(&stage.run(&[], &[]));
        assert_eq!(stage.seen("took").len(), 2, "a second run finds all done");
    }
}

#[test]
fn an_active_server_that_leaves_gives_up_leadership_first() {
    let wish = Wish { settings: json!({ "active": "vault-4" }), ..Wish::default() };
    let stage = Stage::with(&raft(5, ""), &raft(3, ""), &wish);
    stage.assert_done(&stage.run(&[], &[]));
    assert_eq!(stage.seen("vault-4 stepped"), ["vault-4 stepped down"]);
    assert_eq!(members(&stage).len(), 3);
}

#[test]
fn leaving_goes_on_where_it_was_stopped() {
    let stage = Stage::new(&raft(5, ""), &raft(3, "")).happens("took vault-4 out of raft", 0, "loop vault-4");
    let ending = stage.answered(&[], &["y", "y", "y", "y", "y", "y", "q"]);
    stage.assert_stopped(&ending, &["as you wish"]);
    assert_eq!(stage.seen("took"), ["took vault-4 out of raft"]);
    // It was taken out, and does not run any more: that holds nobody.
    let again = stage.run(&[], &[]);
    stage.assert_done(&again);
    assert_eq!(stage.seen("took"), ["took vault-4 out of raft", "took vault-3 out of raft"]);
}

const JOINS: &str = "      config: |
        listener \"tcp\" {
          address = \"[::]:8200\"
          tls_disable = 1
        }
        storage \"raft\" {
          path = \"/vault/data\"
          RETRY
        }
";

fn joining(replicas: u64) -> String {
    let lines: Vec<String> = (0..replicas)
        .map(|number| format!("retry_join {{\n            leader_api_addr = \"http://vault-{number}.vault-internal:8200\"\n          }}"))
        .collect();
    raft(replicas, &JOINS.replace("RETRY", &lines.join("\n          ")))
}

#[test]
fn new_servers_join_one_after_the_other() {
    for (old, new) in [(raft(3, ""), raft(5, "")), (joining(3), joining(5))] {
        let stage = Stage::new(&old, &new);
        let ending = stage.run(&[], &shares(2));
        stage.assert_done(&ending);
        assert_eq!(members(&stage).len(), 5);
        assert!(stage.deleted().is_empty(), "those that are members stay: {:?}", stage.deleted());
        assert!(ending.said.contains("raft has 5 members"), "{}", ending.said);
        stage.assert_done(&stage.run(&[], &[]));
        assert_eq!(members(&stage).len(), 5);
    }
}

#[test]
fn volumes_grow_while_the_pods_run_on() {
    let size = |size: &str| raft(3, "") + &format!("  dataStorage:\n    size: {size}\n");
    let stage = Stage::new(&size("10Gi"), &size("20Gi"));
    let ending = stage.run(&[], &[]);
    stage.assert_done(&ending);
    assert_eq!(stage.seen("data-vault-").len(), 3);
    assert_eq!(stage.seen("deleted"), ["deleted statefulset/vault"]);
    assert!(ending.said.contains("a later step makes way for it"), "{}", ending.said);
}

#[test]
fn a_run_that_stopped_without_a_stateful_set_goes_on() {
    let size = |size: &str| raft(3, "") + &format!("  dataStorage:\n    size: {size}\n");
    let stage = Stage::new(&size("10Gi"), &size("20Gi"));
    // The context, four steps with a sentence to read, and no more: the set is deleted, and not made again.
    let ending = stage.answered(&[], &["y", "y", "y", "y", "", "y", "q"]);
    stage.assert_stopped(&ending, &["as you wish"]);
    assert_eq!(stage.seen("deleted"), ["deleted statefulset/vault"]);
    stage.assert_done(&stage.run(&[], &[]));
    assert!(stage.seen("created").contains(&"created statefulset/vault".to_owned()));
}
