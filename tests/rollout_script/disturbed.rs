//! Runs that somebody or something disturbs: each is run again, and nothing is done twice or too early.

use serde_json::json;

use super::stage::{Stage, Wish, shares};
use super::{OLD, RAFT};

/// The answers up to the first server: the context and five steps.
const BEGIN: [&str; 6] = ["y"; 6];

#[test]
fn a_run_that_was_ended_goes_on_where_it_was() {
    let stage = Stage::new(OLD, RAFT);
    let ending = stage.answered(&[], &[&BEGIN[..], &["y", "share-1", "share-2", "q"]].concat());
    stage.assert_stopped(&ending, &["as you wish", "Run this script again"]);
    assert_eq!(stage.deleted(), ["deleted vault-2, standby"]);
    stage.assert_done(&stage.run(&[], &shares(2)));
    assert_eq!(stage.deleted(), ["deleted vault-2, standby", "deleted vault-1, standby", "deleted vault-0, active"]);
}

#[test]
fn nothing_goes_on_without_a_standby_that_nobody_agreed_to() {
    let stage = Stage::new(OLD, RAFT);
    let ending = stage.answered(&[], &[&BEGIN[..], &["n", "y", "y"]].concat());
    stage.assert_stopped(&ending, &["as you wish"]);
    assert!(stage.deleted().is_empty());
}

#[test]
fn a_sealed_standby_holds_everything_until_it_is_unsealed() {
    let stage = Stage::new(OLD, RAFT).variable("TIMEOUT", "0");
    let quick = |state: &mut serde_json::Value| {
        for lag in ["start", "listen", "ready", "stop", "observe", "election"] {
            state["settings"][lag] = json!(0);
        }
    };
    stage.change(quick);
    let ending = stage.alone(&["--yes"]);
    stage.assert_stopped(&ending, &["vault-2 is sealed", "There is no terminal to ask for key shares at"]);
    assert_eq!(stage.deleted(), ["deleted vault-2, standby"]);
    let again = stage.alone(&["--yes"]);
    stage.assert_stopped(&again, &["vault-2 is sealed"]);
    assert_eq!(stage.deleted(), ["deleted vault-2, standby"], "nothing is deleted meanwhile");
    stage.assert_done(&stage.run(&[], &shares(3)));
    assert_eq!(stage.deleted().len(), 3);
}

#[test]
fn somebody_else_may_unseal_a_server() {
    let unseal = |stage: Stage, pod: &str| stage.happens(&format!("{pod} is made"), 12, &format!("unseal {pod}"));
    let stage = ["vault-0", "vault-1", "vault-2"].into_iter().fold(Stage::new(OLD, RAFT), unseal);
    stage.assert_done(&stage.alone(&["--yes"]));
    assert_eq!(stage.deleted().len(), 3);
}

#[test]
fn the_active_server_crashes_in_between() {
    let stage = Stage::new(OLD, RAFT).happens("deleted vault-2, standby", 4, "crash vault-0");
    // Two of three are gone then: nobody is active, and nothing is touched until both are back.
    stage.assert_done(&stage.run(&[], &shares(4)));
    assert_eq!(stage.deleted().len(), 3);
    assert_eq!(stage.deleted()[0], "deleted vault-2, standby");
    assert!(stage.deleted()[2].ends_with(", active"), "{:?}", stage.deleted());
}

#[test]
fn the_active_server_crashes_while_all_others_are_well() {
    let stage = Stage::new(OLD, RAFT).happens("vault-2 is unsealed", 1, "crash vault-0");
    stage.assert_done(&stage.run(&[], &shares(4)));
    assert_eq!(stage.deleted().len(), 3);
}

#[test]
fn somebody_lets_the_active_server_step_down_in_between() {
    for moments in [0, 5, 15] {
        let stage = Stage::new(OLD, RAFT).happens("deleted vault-2, standby", moments, "step down");
        stage.assert_done(&stage.run(&[], &shares(3)));
        assert_eq!(stage.deleted().len(), 3, "{:?}", stage.events());
    }
}

#[test]
fn a_server_that_does_not_start_ends_the_run() {
    let stage = Stage::new(OLD, RAFT).happens("vault-2 is made", 1, "loop vault-2");
    let ending = stage.run(&[], &shares(3));
    stage.assert_stopped(&ending, &["vault-2 does not start: CrashLoopBackOff", "the last words of a server"]);
    assert_eq!(stage.deleted(), ["deleted vault-2, standby"]);
    let again = stage.run(&[], &shares(3));
    stage.assert_stopped(&again, &["vault-2 does not start: CrashLoopBackOff"]);
    assert_eq!(stage.deleted(), ["deleted vault-2, standby"]);
}

#[test]
fn a_server_that_is_deleted_by_somebody_else_is_not_deleted_again() {
    let stage = Stage::new(OLD, RAFT).happens("vault-2 is unsealed", 6, "replace vault-1");
    stage.assert_done(&stage.run(&[], &shares(3)));
    assert_eq!(stage.deleted(), ["deleted vault-2, standby", "deleted vault-0, active"]);
}

/// Every call fails once, before it did anything or behind it, in a run of its own. Where that ends the run it is
/// started again.
fn fails_everywhere(fails_late: bool) {
    let wish = Wish {
        settings: json!({ "start": 0, "listen": 1, "ready": 0, "stop": 0, "observe": 0, "threshold": 1 }),
        ..Wish::default()
    };
    let stage = Stage::with(OLD, RAFT, &wish);
    let begin = stage.state();
    stage.assert_done(&stage.run(&[], &shares(3)));
    let calls = stage.calls();
    for number in worth_failing(&calls, fails_late) {
        stage.change(|state| {
            *state = begin.clone();
            state["fails_at"] = json!(number);
            state["fails_late"] = json!(fails_late);
        });
        let mut ending = stage.run(&[], &shares(6));
        if ending.code != Some(0) {
            stage.assert_harmless(&ending);
            assert!(ending.said.contains("Run this script again"), "{}: {}", calls[number - 1], ending.said);
            ending = stage.run(&[], &shares(6));
        }
        assert_eq!(ending.code, Some(0), "where call {number} failed, {}: {}", calls[number - 1], ending.said);
        stage.assert_done(&ending);
        assert_eq!(
            stage.deleted().len(),
            3,
            "where call {number} failed, {}: {:#?}",
            calls[number - 1],
            stage.events()
        );
    }
}

/// The numbers of the calls: of those that only ask, and ask the same again and again, the last one before each thing
/// that is done; and where an answer is lost, those that change something.
fn worth_failing(calls: &[String], fails_late: bool) -> Vec<usize> {
    let only_asks = |call: &str| call.contains(" get ") || call.contains("vault status");
    let changes = |call: &str| {
        let verbs = [" delete ", " apply ", " unseal", " save "];
        verbs.iter().any(|verb| call.contains(verb)) && !call.contains("--dry-run")
    };
    let is_last = |index: usize| calls.get(index + 1).is_none_or(|next| !only_asks(next));
    let numbers = calls.iter().enumerate().filter(|(index, call)| match fails_late {
        true => changes(call),
        false => !only_asks(call) || is_last(*index),
    });
    numbers.map(|(index, _)| index + 1).collect()
}

#[test]
fn every_call_may_fail_once() {
    fails_everywhere(false);
}

/// What was done is found to be done.
#[test]
fn every_answer_may_be_lost_once() {
    fails_everywhere(true);
}

#[test]
fn without_a_terminal_it_has_to_be_agreed_to_beforehand() {
    let stage = Stage::new(OLD, RAFT);
    let ending = stage.alone(&[]);
    stage.assert_stopped(&ending, &["there is no terminal to ask at", "Run it with --yes"]);
    assert!(stage.calls().is_empty(), "nothing is even looked at");
}

#[test]
fn arguments_are_checked() {
    let stage = Stage::new(OLD, RAFT);
    for (arguments, word) in [
        (&["--what"][..], "unknown argument: --what"),
        (&["--from"], "--from needs a value"),
        (&["--from", "x"], "--from takes a whole number"),
        (&["--timeout", ""], "--timeout takes a whole number"),
    ] {
        stage.assert_stopped(&stage.run(arguments, &[]), &[word]);
    }
    let help = stage.run(&["--help"], &[]);
    assert_eq!(help.code, Some(0));
    assert!(help.said.contains("--step-down"), "{}", help.said);
    assert!(stage.calls().is_empty());
    let elsewhere = stage.run(&["--context", "elsewhere"], &[]);
    stage.assert_stopped(&elsewhere, &["context:   elsewhere", "the StatefulSet vault cannot be read"]);
}

#[test]
fn steps_can_be_left_out() {
    let stage = Stage::new(OLD, RAFT);
    let folder = stage.place.path();
    std::fs::copy(folder.join("applied.yaml"), folder.join("manifests.yaml")).expect("a file");
    let ending = stage.run(&["--from", "5"], &[]);
    // Nothing was applied, so nothing is old.
    stage.assert_done(&ending);
    assert!(ending.said.contains("left out: --from 5"), "{}", ending.said);
    assert!(stage.deleted().is_empty() && stage.seen("saved").is_empty());
}
