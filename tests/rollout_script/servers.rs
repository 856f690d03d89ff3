//! Other kinds of servers, and other places.

use serde_json::json;

use super::stage::{Stage, Wish, shares};
use super::{OLD, RAFT};

#[test]
fn one_server_is_replaced_with_an_outage() {
    let old = "server:\n  image:\n    tag: 2.0.3\n  standalone:\n    enabled: true\n";
    let stage = Stage::new(old, "server:\n  standalone:\n    enabled: true\n");
    stage.assert_done(&stage.run(&[], &shares(1)));
    assert_eq!(stage.deleted(), ["deleted vault-0, active"]);
    assert!(stage.seen("saved").is_empty());
}

#[test]
fn the_objects_may_be_in_another_namespace_than_the_release() {
    let global = |text: &str| format!("global:\n  namespace: secrets\n{text}");
    let wish = Wish { settings: json!({ "namespace": "secrets" }), ..Wish::default() };
    let stage = Stage::with(&global(OLD), &global(RAFT), &wish);
    let ending = stage.run(&[], &shares(3));
    stage.assert_done(&ending);
    assert!(ending.said.contains("namespace: secrets"), "{}", ending.said);
    assert_eq!(stage.deleted().len(), 3);
}

#[test]
fn a_listener_whose_certificate_cannot_be_verified_is_asked_all_the_same() {
    let tls = |text: &str| format!("global:\n  tlsDisable: false\n{text}");
    let stage = Stage::new(&tls(OLD), &tls(RAFT));
    stage.assert_done(&stage.run(&[], &shares(3)));
    assert_eq!(stage.deleted().len(), 3);
}

#[test]
fn a_context_of_the_plan_gives_way_to_that_of_the_script() {
    let wish = Wish { plan: &["--context", "old-name"], ..Wish::default() };
    let stage = Stage::with(OLD, RAFT, &wish);
    let wrong = stage.run(&[], &shares(3));
    stage.assert_stopped(&wrong, &["context:   old-name"]);
    stage.assert_done(&stage.run(&["--context", "there"], &shares(3)));
    assert_eq!(stage.deleted().len(), 3);
}

/// A seal that changes: key shares of before open the new one, once a server.
#[test]
fn a_seal_is_migrated_with_the_shares_of_before() {
    let config = |seal: &str| {
        format!(
            "      config: |\n        listener \"tcp\" {{\n          address = \"[::]:8200\"\n          tls_disable = 1\n        \
             }}\n        storage \"raft\" {{\n          path = \"/vault/data\"\n        }}\n{seal}"
        )
    };
    let sealed = "        seal \"awskms\" {\n          kms_key_id = \"k\"\n        }\n";
    let (old, new) = (format!("{RAFT}{}", config("")), format!("{RAFT}{}", config(sealed)));
    let stage = Stage::new(&old, &new);
    let ending = stage.run(&[], &shares(3));
    stage.assert_done(&ending);
    assert_eq!(stage.deleted().len(), 3);
    assert!(ending.said.contains("It moves to another seal"), "{}", ending.said);
}
