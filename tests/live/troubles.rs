//! What goes wrong around a run: permissions, answers that are none, and somebody who ends it.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::json;

use super::stage::{AUTO, Stage};
use crate::harness::Run;

const THERE: [&str; 7] = ["vault", "-n", "vault", "--context", "there", "--interval", "0s"];

fn rollout(stage: &Stage, more: &[&str]) -> Run {
    stage.run(&[&["rollout"], &THERE[..], more].concat())
}

fn newer() -> String {
    AUTO.replace("2.0.3", "2.1.2")
}

#[test]
fn a_permission_that_is_missing_is_named() {
    let table = [
        ("get statefulsets", 2, "permission to `list` `statefulsets` is missing: examples/rbac/role.yaml"),
        ("get pods", 2, "permission to `list` `pods` is missing"),
        ("delete pods", 1, "permission to `delete` `pods` is missing"),
    ];
    for (forbidden, code, help) in table {
        let stage = Stage::new(AUTO);
        stage.sync(&newer());
        stage.change(|state| state["settings"]["forbidden"] = json!([forbidden]));
        let run = rollout(&stage, &["--yes"]);
        run.assert_ended(code, &[help]);
        assert!(stage.seen("deleted").is_empty());
        let calls = stage.state()["calls"].to_string();
        let (verb, _) = forbidden.split_once(' ').expect("two words");
        assert!(verb != "delete" || calls.matches("delete --raw").count() == 1, "it is not tried again");
    }
    // What may be missing is passed over.
    let stage = Stage::new(AUTO);
    stage.sync(&newer());
    let optional = ["poddisruptionbudgets", "events", "configmap", "controllerrevisions", "persistentvolumeclaims"];
    let optional: Vec<String> = optional.iter().map(|resource| format!("get {resource}")).collect();
    stage.change(|state| state["settings"]["forbidden"] = json!(optional));
    rollout(&stage, &["--yes"]).assert_ended(0, &["done: all 3 servers"]);
    stage.run(&["status", "vault", "-n", "vault", "--context", "there"]).assert_ended(0, &[]);
}

#[test]
fn what_is_no_answer_is_said() {
    for rubbish in ["", "null", "<html>sign in</html>", "{\"items\": [{}]}", "\u{0}\u{1b}[31m", "{\"items\": {}}"] {
        let stage = Stage::new(AUTO);
        stage.change(|state| state["settings"]["rubbish"] = json!(rubbish));
        for command in ["status", "rollout"] {
            let yes: &[&str] = if command == "rollout" { &["--yes"] } else { &[] };
            let run = stage.run(&[&[command, "vault", "-n", "vault", "--context", "there"], yes].concat());
            run.assert_ended(2, &["error[kubectl]"]);
            assert!(!run.stderr.contains('\u{1b}'), "{}", run.stderr);
        }
        let diff = ["diff", "vault", "-n", "vault", "--live", "--kube-context", "there", "-f", "old.yaml"];
        let run = stage.run(&diff);
        assert!(run.code == Some(2) || run.code == Some(0), "{rubbish:?}: {:?} {}", run.code, run.stderr);
        assert!(stage.seen("").is_empty());
    }
}

#[test]
fn a_run_that_somebody_ends_is_finished_by_another_one() {
    for ended_at in ["deleted vault-2", "deleted vault-1", "deleted vault-0"] {
        let stage = Stage::new(AUTO);
        stage.sync(&newer());
        let folder = stage.place.path();
        let words = ["rollout", "vault", "-n", "vault", "--context", "there", "--yes", "--interval", "1s"];
        let mut child = Command::new(env!("CARGO_BIN_EXE_vaultchart"))
            .args(words)
            .current_dir(folder)
            .env("PATH", folder.join("bin"))
            .env("STAND_IN_STATE", folder.join("state.json"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        // The model goes on only with the calls: it is moved on here as well.
        for _ in 0..1200 {
            if !stage.seen(ended_at).is_empty() {
                break;
            }
            stage.kubectl(&["--context", "there", "get", "pods", "-n", "vault"]);
            sleep(Duration::from_millis(20));
        }
        // As Ctrl-C does; but that may be switched off for the tests themselves, where they run behind something else.
        let pid = rustix::process::Pid::from_child(&child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("a signal");
        assert!(!child.wait().expect("it ends").success(), "{ended_at}");
        let run = rollout(&stage, &["--yes"]);
        run.assert_ended(0, &["done: all 3 servers"]);
        stage.assert_harmless(&run);
        assert_eq!(stage.seen("deleted").len(), 3, "{ended_at}: {}", run.stderr);
    }
}

#[test]
fn helm_is_believed_about_what_it_has_applied() {
    let stage = Stage::new(AUTO);
    let manifest = std::fs::read_to_string(stage.place.path().join("applied.yaml")).expect("manifests");
    stage.change(|state| {
        for object in state["objects"].as_array_mut().expect("objects") {
            let of_release = object["manifest"]["kind"] == "StatefulSet";
            if of_release {
                object["manifest"]["metadata"]["annotations"] = json!({ "meta.helm.sh/release-name": "vault" });
                object["manifest"]["spec"]["replicas"] = json!(5);
            }
        }
        let labels =
            |version: &str| json!({ "owner": "helm", "name": "vault", "status": "deployed", "version": version });
        let secret = |version: &str, manifest: &str| {
            json!({
                "manifest": {
                    "apiVersion": "v1", "kind": "Secret", "type": "helm.sh/release.v1",
                    "metadata": { "name": format!("sh.helm.release.v1.vault.v{version}"), "labels": labels(version) },
                    "data": { "release": packed(&json!({ "name": "vault", "manifest": manifest }).to_string()) },
                },
                "namespace": "vault", "uid": version,
            })
        };
        let secrets = [secret("9", "kind: nothing"), secret("10", &manifest)];
        state["objects"].as_array_mut().expect("objects").extend(secrets);
    });
    let run = stage.run(&[
        "diff",
        "vault",
        "-n",
        "vault",
        "--live",
        "--kube-context",
        "there",
        "-f",
        "old.yaml",
        "-o",
        "paths",
    ]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("spec.replicas replaced 5 -> 3"), "{}", run.stdout);
    assert!(run.stderr.contains("StatefulSet/vault: `spec.replicas`, since it was applied last"), "{}", run.stderr);
}

/// A text as Helm packs it: gzip, here in blocks that are stored as they are, and base64 twice, once by Kubernetes.
fn packed(text: &str) -> String {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    let mut bytes = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let chunks: Vec<&[u8]> = text.as_bytes().chunks(60_000).collect();
    for (index, chunk) in chunks.iter().enumerate() {
        let length = chunk.len() as u16;
        bytes.push(u8::from(index + 1 == chunks.len()));
        bytes.extend(length.to_le_bytes());
        bytes.extend((!length).to_le_bytes());
        bytes.extend_from_slice(chunk);
    }
    bytes.extend([0; 8]);
    STANDARD.encode(STANDARD.encode(bytes))
}
