//! What lies round the main job: completions, the manual, and the chart's own files to start from.

use std::path::Path;
use std::process::Command;

use crate::harness::{Place, Run, files, run};

/// What a shell is offered for the last word.
fn completed(words: &[&str]) -> Vec<String> {
    let arguments: Vec<&str> = ["--", "vaultchart"].iter().chain(words).copied().collect();
    let environment = [("COMPLETE", "fish")];
    let Run { code, stdout, stderr } = Place::new().run_in(&environment, &arguments, b"");
    assert_eq!(code, Some(0), "{stderr}");
    stdout.lines().map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_shell_has_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let Run { code, stdout, stderr } = run(&["completions", shell]);
        assert_eq!((code, stderr.as_str()), (Some(0), ""), "{shell}");
        assert!(stdout.contains("vaultchart") && stdout.contains("COMPLETE"), "{shell}: {stdout}");
    }
    run(&["completions", "tcsh"]).assert_refused(&["tcsh", "possible values: bash"]);
}

#[test]
fn keys_profiles_rules_and_templates_are_completed() {
    assert_eq!(completed(&["render", "--set", "server.ha.rep"]), ["server.ha.replicas="]);
    assert_eq!(
        completed(&["render", "--set", "ui.enabled=true,server.ha.rep"]),
        ["ui.enabled=true,server.ha.replicas="]
    );
    assert_eq!(completed(&["values", "explain", "server.ha.raft.setN"]), ["server.ha.raft.setNodeId"]);
    assert_eq!(completed(&["render", "--profile", "ha-raft"]), ["ha-raft", "ha-raft-tls"]);
    assert_eq!(completed(&["check", "--explain", "quorum-e"]), ["quorum-even"]);
    assert_eq!(completed(&["render", "-s", "server/stat"]), ["server/statefulset"]);
    assert!(completed(&[""]).contains(&"render".to_owned()));
}

/// What bash offers in the place of the last word, which it splits at `=`.
fn completed_in_bash(words: &[&str], last: &str) -> String {
    let ask = r#"source <(vaultchart completions bash)
        last=$1; shift
        COMP_WORDS=(vaultchart "$@") COMP_CWORD=$# COMP_TYPE=9
        _clap_complete_vaultchart vaultchart "$last" "" && printf '%s\n' "${COMPREPLY[@]}""#;
    let folder = Path::new(env!("CARGO_BIN_EXE_vaultchart")).parent().expect("a folder");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let mut bash = Command::new("bash");
    let run = bash.args(["-c", ask, "bash", last]).args(words).env("PATH", path).output().expect("bash");
    assert_eq!(String::from_utf8_lossy(&run.stderr), "");
    String::from_utf8(run.stdout).expect("UTF-8").trim_end().to_owned()
}

#[test]
fn bash_completes_keys_behind_dots_commas_and_equals_signs() {
    let last = "server.ha.rep";
    assert_eq!(completed_in_bash(&["ren"], "ren"), "render");
    assert_eq!(completed_in_bash(&["render", "--set", last], last), "server.ha.replicas=");
    assert_eq!(completed_in_bash(&["render", "--set", "=", last], last), "server.ha.replicas=");
    assert!(completed_in_bash(&["render", "--set", "="], "").contains("nameOverride="));
    let last = "true,server.ha.rep";
    for set in [&["render", "--set", "ui.enabled", "=", last][..], &["render", "--set", "=", "ui.enabled", "=", last]] {
        assert_eq!(completed_in_bash(set, last), "true,server.ha.replicas=");
    }
    // No space goes behind a dot, where a key is to follow.
    assert!(run(&["completions", "bash"]).stdout.contains("=~ [=/:.]$ ]]"));
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let place = Place::new();
    assert_eq!(place.run(&["man", "pages"]).code, Some(0));
    let pages = files(&place.path().join("pages"));
    for page in ["vaultchart.1", "vaultchart-render.1", "vaultchart-check.1", "vaultchart-values-explain.1"] {
        assert!(pages.contains(&page.to_owned()), "{page} is missing in {pages:?}");
    }
    assert!(run(&["man"]).stdout.contains(".TH vaultchart 1"));
    Place::new().with("file", "").run(&["man", "file/x"]).assert_refused(&["cannot write the manual into `file/x`"]);
}

#[test]
fn ejected_templates_give_the_same_manifests() {
    let place = Place::new();
    assert_eq!(place.run(&["eject", "chart"]).code, Some(0));
    let own = place.run(&["render", "--profile", "ha-raft", "--templates", "chart/templates"]);
    assert_eq!(own.stdout, run(&["render", "--profile", "ha-raft"]).stdout);
    let shown = place.run(&["values", "show"]).stdout;
    assert_eq!(std::fs::read_to_string(place.path().join("chart/values/values.yaml")).expect("a file"), shown);
}

#[test]
fn what_was_ejected_once_is_not_overwritten() {
    let place = Place::new().with("chart/templates/mine.yaml.j2", "mine");
    let Run { code, stdout, stderr } = place.run(&["eject", "chart"]);
    assert_eq!((code, stdout.as_str()), (Some(3), ""));
    assert!(stderr.contains("`chart` already exists") && stderr.contains("name a new folder"), "{stderr}");
    assert_eq!(files(&place.path().join("chart")), ["templates/mine.yaml.j2"]);
    assert_eq!(Place::new().with("file", "").run(&["eject", "file"]).code, Some(3));
    assert_eq!(Place::new().with("file", "").run(&["eject", "file/x"]).code, Some(2));
}
