//! Servers that start for the first time, stop all at once, or get their data from elsewhere.

use serde_json::json;

use super::stage::{Stage, Wish, shares};
use super::{OLD, RAFT};

const DEV: &str = "server:\n  dev:\n    enabled: true\n";

#[test]
fn the_first_servers_are_initialized_and_join() {
    let wish = Wish { settings: json!({ "is_empty": true }), ..Wish::default() };
    let stage = Stage::with(RAFT, RAFT, &wish);
    let ending = stage.run(&[], &shares(3));
    stage.assert_done(&ending);
    assert_eq!(stage.seen("vault-0 is init"), ["vault-0 is initialized"]);
    assert!(ending.screen.contains("Initial Root Token") && !ending.said.contains("Initial Root Token"));
    assert_eq!(stage.state()["members"].as_array().map(Vec::len), Some(3));
    let again = stage.run(&[], &[]);
    stage.assert_done(&again);
    assert!(again.said.contains("vault-0 is initialized already"), "{}", again.said);
}

#[test]
fn keys_are_shown_at_a_terminal_alone() {
    let wish = Wish { settings: json!({ "is_empty": true }), ..Wish::default() };
    let stage = Stage::with(RAFT, RAFT, &wish);
    let ending = stage.alone(&["--yes"]);
    stage.assert_stopped(&ending, &["the key shares are shown at a terminal alone"]);
    assert!(stage.seen("vault-0 is init").is_empty());
}

#[test]
fn a_dev_server_becomes_a_cluster() {
    let stage = Stage::new(DEV, RAFT);
    let ending = stage.run(&[], &shares(3));
    stage.assert_done(&ending);
    assert_eq!(stage.seen("scaled"), ["scaled to 0"]);
    assert_eq!(stage.state()["members"].as_array().map(Vec::len), Some(3));
    assert!(ending.screen.contains("Initial Root Token"));
}

#[test]
fn an_older_version_starts_once_all_are_stopped() {
    let stage = Stage::new(RAFT, OLD);
    std::fs::write(stage.place.path().join("older.snap"), "snapshot of before\n").expect("a file");
    let ending = stage.run(&[], &[&shares(3)[..], &["older.snap"]].concat());
    stage.assert_done(&ending);
    assert_eq!(stage.seen("scaled"), ["scaled to 0"]);
    assert_eq!(stage.seen("restored"), ["restored snapshot of before"]);
    assert!(stage.deleted().is_empty());
    let events = stage.events();
    let at = |text: &str| events.iter().position(|event| event == text);
    assert!(at("vault-0 is gone") < at("changed statefulset/vault"), "{events:#?}");
}

#[test]
fn what_stops_all_servers_goes_on_at_its_step() {
    let stage = Stage::new(RAFT, OLD);
    stage.change(|state| state["settings"]["stop"] = json!(4));
    // The context, four steps; then it ends, with all servers stopped.
    let ending = stage.answered(&[], &["y", "y", "y", "y", "y", "q"]);
    stage.assert_stopped(&ending, &["continue with: rollout.sh --from 5"]);
    assert_eq!(stage.seen("scaled"), ["scaled to 0"]);
    let wrong = stage.run(&[], &[]);
    stage.assert_stopped(&wrong, &["no server is wanted", "go on with --from"]);
    std::fs::write(stage.place.path().join("older.snap"), "snapshot of before\n").expect("a file");
    stage.assert_done(&stage.run(&["--from", "5"], &[&shares(3)[..], &["older.snap"]].concat()));
}

const FILE: &str = "server:\n  standalone:\n    enabled: true\n";

#[test]
fn data_moves_from_files_to_raft() {
    let stage = Stage::new(FILE, RAFT);
    let ending = stage.run(&[], &shares(3));
    stage.assert_done(&ending);
    assert_eq!(stage.seen("copied"), ["copied file to raft"]);
    assert_eq!(stage.state()["members"].as_array().map(Vec::len), Some(3));
    assert!(stage.seen("vault-0 is init").is_empty(), "{:?}", stage.events());
    assert!(stage.seen("deleted").contains(&"deleted pod/vault-migrate".to_owned()));
}

#[test]
fn a_copy_that_failed_ends_the_run() {
    let stage = Stage::new(FILE, RAFT);
    stage.change(|state| state["data"]["vault-0/raft"] = json!({ "id": "left over" }));
    let ending = stage.run(&[], &shares(3));
    stage.assert_stopped(&ending, &["the data was not copied", "empty the new storage", "--from"]);
    assert!(stage.seen("changed statefulset").is_empty());
}
