//! Servers that are replaced: in which order, by whom, and what else may restart them.

use serde_json::json;

use super::stage::{Stage, Wish, shares};
use super::{OLD, RAFT};

const STANDBYS_FIRST: [&str; 3] = ["deleted vault-2, standby", "deleted vault-1, standby", "deleted vault-0, active"];

#[test]
fn standbys_are_replaced_from_the_highest_number_and_the_active_one_last() {
    let stage = Stage::new(OLD, RAFT);
    let ending = stage.run(&[], &shares(3));
    stage.assert_done(&ending);
    assert_eq!(stage.deleted(), STANDBYS_FIRST);
    assert_eq!(stage.seen("saved"), ["saved a snapshot on the active server"]);
    assert!(ending.said.contains("raft has 3 members") && ending.said.contains("version 2.0.4"), "{}", ending.said);
    let again = stage.run(&[], &[]);
    stage.assert_done(&again);
    assert_eq!(stage.deleted().len(), 3, "a second run finds all done");
}

#[test]
fn the_active_one_comes_last_whatever_its_number_is() {
    let wish = Wish { settings: json!({ "active": "vault-2" }), ..Wish::default() };
    let stage = Stage::with(OLD, RAFT, &wish);
    stage.assert_done(&stage.run(&[], &shares(3)));
    assert_eq!(stage.deleted(), ["deleted vault-1, standby", "deleted vault-0, standby", "deleted vault-2, active"]);
}

#[test]
fn every_question_can_be_answered() {
    let stage = Stage::new(OLD, RAFT);
    // The context, four steps, three servers, and the last look.
    let server = ["y", "share-1", "wrong", "share-2"];
    let answers = [&["y", "y", "y", "y", "y", "y"][..], &server, &server, &server, &["y", "y"]].concat();
    let ending = stage.answered(&[], &answers);
    stage.assert_done(&ending);
    assert_eq!(stage.deleted(), STANDBYS_FIRST);
    assert!(ending.said.contains("that was not accepted; once more"), "{}", ending.said);
}

#[test]
fn a_wrong_share_of_the_right_form_is_found_at_the_last_one_only() {
    let stage = Stage::new(OLD, RAFT);
    let answers = [&["share-1", "share-9"][..], &shares(3)].concat();
    stage.assert_done(&stage.run(&[], &answers));
    assert_eq!(stage.deleted(), STANDBYS_FIRST);
}

#[test]
fn the_active_server_steps_down_where_that_is_wished() {
    let stage = Stage::new(OLD, RAFT);
    stage.assert_done(&stage.run(&["--step-down"], &shares(3)));
    assert_eq!(stage.seen("vault-0 stepped down"), ["vault-0 stepped down"]);
    assert_eq!(stage.deleted(), [STANDBYS_FIRST[0], STANDBYS_FIRST[1], "deleted vault-0, standby"]);
}

#[test]
fn kubernetes_replaces_servers_by_itself_and_each_is_unsealed() {
    let rolling = |text: &str| format!("{text}  updateStrategyType: RollingUpdate\n");
    let stage = Stage::new(&rolling(OLD), &rolling(RAFT));
    stage.assert_done(&stage.run(&[], &shares(3)));
    assert_eq!(stage.seen("vault-").iter().filter(|event| event.ends_with("is rolled")).count(), 3);
    assert!(stage.deleted().is_empty());
}

/// The seal is Vault's own business where it opens by itself.
const AUTO: &str = "server:
  ha:
    enabled: true
    raft:
      enabled: true
      config: |
        listener \"tcp\" {
          address = \"[::]:8200\"
          cluster_address = \"[::]:8201\"
          tls_disable = 1
        }
        storage \"raft\" {
          path = \"/vault/data\"
        }
        seal \"static\" {
          current_key_id = \"a\"
          current_key = \"env://KEY\"
        }
";

#[test]
fn servers_that_unseal_themselves_are_waited_for() {
    let stage = Stage::new(&AUTO.replace("server:\n", "server:\n  image:\n    tag: 2.0.3\n"), AUTO);
    let ending = stage.alone(&["--yes"]);
    stage.assert_done(&ending);
    assert_eq!(stage.deleted(), STANDBYS_FIRST);
}

#[test]
fn another_configuration_replaces_the_servers_that_read_the_old_one() {
    let new = AUTO.replace("tls_disable = 1", "tls_disable = 1\n          max_request_size = 1024");
    let stage = Stage::new(AUTO, &new);
    stage.assert_done(&stage.alone(&["--yes"]));
    assert_eq!(stage.deleted(), STANDBYS_FIRST);
    stage.assert_done(&stage.alone(&["--yes"]));
    assert_eq!(stage.deleted().len(), 3, "those that started behind the change are left alone");
}

#[test]
fn a_server_that_read_the_new_configuration_already_is_left_alone() {
    let new = AUTO.replace("tls_disable = 1", "tls_disable = 1\n          max_request_size = 1024");
    // It crashes for good, and comes back, right behind the change: nobody deletes it again.
    let stage = Stage::new(AUTO, &new).happens("changed configmap/vault-config", 3, "replace vault-1");
    stage.assert_done(&stage.alone(&["--yes"]));
    assert_eq!(stage.deleted(), ["deleted vault-2, standby", "deleted vault-0, active"]);
}

#[test]
fn the_way_back_replaces_what_was_replaced() {
    let stage = Stage::new(OLD, RAFT);
    // Two standbys are replaced, then somebody has second thoughts.
    let server = ["y", "share-1", "share-2"];
    let answers = [&["y", "y", "y", "y", "y", "y"][..], &server, &server, &["q"]].concat();
    let ending = stage.answered(&[], &answers);
    stage.assert_stopped(&ending, &["as you wish", "Roll back: rollout.sh --back"]);
    let back = stage.run(&["--back"], &shares(2));
    stage.assert_done(&back);
    assert_eq!(stage.deleted()[2..], ["deleted vault-2, standby", "deleted vault-1, standby"]);
    assert!(back.said.contains("does not run the new version: 2.0.3"), "{}", back.said);
}

#[test]
fn there_is_no_way_back_once_the_new_version_was_active() {
    let stage = Stage::new(OLD, RAFT);
    stage.assert_done(&stage.run(&[], &shares(3)));
    let ending = stage.run(&["--back"], &[]);
    stage.assert_stopped(&ending, &["runs the new version 2.0.4", "Rolling back is a downgrade now"]);
    assert_eq!(stage.deleted().len(), 3);
}
