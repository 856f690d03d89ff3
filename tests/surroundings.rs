//! What lies about a run: files of other people, pipes, names that are no text, repositories that lack something.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{chown, symlink};
use std::process::{Command, Stdio};

use crate::diff_command::git;
use crate::harness::{Place, Run};

const NOT_UTF8: &[u8] = b"caf\xe9";

#[test]
fn the_project_is_looked_for_in_the_repository_only() {
    let place = Place::new()
        .with("vaultchart.yaml", "release: outer\n")
        .with("repo/.git/HEAD", "ref: refs/heads/main\n")
        .with("repo/deep/file", "")
        .with("free/deep/file", "");
    let name = |run: Run| run.document("StatefulSet")["metadata"]["name"].as_str().map(str::to_owned);
    assert_eq!(name(place.run_below("repo/deep", &["render"])).as_deref(), Some("vault"));
    assert_eq!(name(place.run_below("free/deep", &["render"])).as_deref(), Some("outer-vault"));
    let at_home = |home: &str| {
        let home = place.path().join(home);
        let mut command = Command::new(env!("CARGO_BIN_EXE_vaultchart"));
        command.arg("render").current_dir(place.path().join("free/deep")).env_clear().env("HOME", home);
        String::from_utf8(command.output().expect("a run").stdout).expect("UTF-8").contains("name: outer-vault\n")
    };
    assert!(at_home("") && !at_home("free"));
    let place = place.with("repo/vaultchart.yaml", "release: inner\n");
    assert_eq!(name(place.run_below("repo/deep", &["render"])).as_deref(), Some("inner-vault"));
}

#[test]
fn a_project_above_the_working_folder_is_named_and_its_templates_are_refused() {
    let place = Place::new()
        .with("vaultchart.yaml", "release: own\ntemplates: mine\n")
        .with("mine/extra.yaml.j2", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n")
        .with("deep/file", "");
    assert!(place.run(&["render"]).stdout.contains("name: extra"));
    let refused = place.run_below("deep", &["render"]);
    refused.assert_refused(&[
        "reads ../vaultchart.yaml\n",
        "`templates` of `../vaultchart.yaml` is ignored in a folder below it",
    ]);
    refused.assert_refused(&["--templates ../mine", "--project ../vaultchart.yaml"]);
    for flags in [["--templates", "../mine"], ["--project", "../vaultchart.yaml"]] {
        let run = place.run_below("deep", &[&["render"], &flags[..]].concat());
        assert!(run.stdout.contains("name: extra") && run.stdout.contains("name: own-vault"), "{}", run.stderr);
    }
    let quiet = place.run_below("deep", &["values", "merged", "--quiet"]);
    assert_eq!((quiet.code, quiet.stderr.as_str()), (Some(0), ""));
    // What does not concern a command is not looked at.
    let broken = Place::new().with("vaultchart.yaml", "relase: x\n").with("a/x", "").with("b/x", "");
    assert_eq!(broken.run(&["diff-dirs", "a", "b"]).code, Some(0));
    broken.run(&["render", "--project", "none.yaml"]).assert_refused(&["cannot read `none.yaml`"]);
}

#[test]
fn a_project_of_somebody_else_is_not_read() {
    let place = Place::new().with("vaultchart.yaml", "release: theirs\n");
    // Only root can give a file away.
    if chown(place.path().join("vaultchart.yaml"), Some(12_345), None).is_err() {
        return;
    }
    place.run(&["render"]).assert_refused(&["`vaultchart.yaml` belongs to another user", "--no-project"]);
    assert_eq!(place.run(&["render", "--no-project"]).code, Some(0));
    assert!(place.run(&["render", "--project", "vaultchart.yaml"]).stdout.contains("name: theirs-vault"));
}

#[test]
fn names_that_are_no_text_are_errors() {
    let place = Place::new().with("set/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");
    let name = |folder: &str, ending: &str| {
        let mut name = NOT_UTF8.to_vec();
        name.extend(ending.as_bytes());
        place.path().join(folder).join(OsStr::from_bytes(&name))
    };
    fs::create_dir(place.path().join("templates")).expect("a folder");
    // Some file systems take no such names.
    if fs::write(name("set", ".yaml"), "").is_err() || fs::write(name("templates", ".yaml.j2"), "").is_err() {
        return;
    }
    place.run(&["diff", "--against", "set"]).assert_refused(&["is not UTF-8", "rename the file"]);
    place.run(&["render", "--templates", "templates"]).assert_refused(&["is not UTF-8"]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_vaultchart"));
    command.arg("render").current_dir(place.path()).env("VAULTCHART_VALUES", OsStr::from_bytes(NOT_UTF8));
    let ended = command.output().expect("a run");
    assert_eq!((ended.status.code(), ended.stdout.len()), (Some(2), 0));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("the variable `VAULTCHART_VALUES` is not UTF-8"));
}

#[test]
fn a_pipe_in_a_folder_is_reported_and_not_read() {
    let place = Place::new()
        .with("set/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")
        .with("mine/a.yaml.j2", "")
        .with("clusters/a.yaml", "")
        .with("project/x", "");
    let pipe =
        |name: &str| Command::new("mkfifo").arg(place.path().join(name)).status().is_ok_and(|ended| ended.success());
    if !pipe("set/b.yaml") {
        return;
    }
    assert!(pipe("mine/b.yaml.j2") && pipe("clusters/b.yaml") && pipe("project/vaultchart.yaml"));
    let words = ["is a pipe, a socket or a device"];
    place.run(&["diff", "--against", "set"]).assert_refused(&words);
    place.run(&["render", "--templates", "mine"]).assert_refused(&words);
    place
        .run(&["render", "--each", "clusters/*.yaml", "--output-dir", "out"])
        .assert_refused(&["`clusters/b.yaml` matches"]);
    place.run_below("project", &["render"]).assert_refused(&words);
    // Who names a pipe means it.
    let (reader, writer) = (place.path().join("set/b.yaml"), place.path().join("set/b.yaml"));
    let feed = std::thread::spawn(move || fs::write(writer, "fullnameOverride: piped\n"));
    let run = place.run(&["render", "-f", reader.to_str().expect("a name")]);
    feed.join().expect("a thread").expect("a pipe");
    assert_eq!(run.document("StatefulSet")["metadata"]["name"], "piped");
}

#[test]
fn a_link_out_of_the_folder_is_not_written_through() {
    // The first line is a key of old, so that there is something to write.
    let old = "injector:\n  namespaceSelector:\n    matchLabels: {vault: \"on\"}\n";
    let place = Place::new().with("shared/real.yaml", old).with("here/own.yaml", old);
    symlink("../shared/real.yaml", place.path().join("here/link.yaml")).expect("a link");
    symlink("own.yaml", place.path().join("here/beside.yaml")).expect("a link");
    let printed = place.run_below("here", &["values", "migrate", "link.yaml"]);
    assert!(printed.stdout != old && printed.code == Some(0), "{}", printed.stderr);
    let refused = place.run_below("here", &["values", "migrate", "link.yaml", "--write"]);
    let text = |name: &str| fs::read_to_string(place.path().join(name)).expect("a file");
    assert!(refused.stderr.contains("is a link that points outside its folder"), "{}", refused.stderr);
    assert!(matches!(refused.code, Some(2 | 3)), "{:?}", refused.code);
    assert_eq!(text("shared/real.yaml"), old, "{}", refused.stderr);
    assert!(place.path().join("here/link.yaml").symlink_metadata().expect("a link").is_symlink());
    let taken = place.run_below("here", &["values", "migrate", "beside.yaml", "--write"]);
    assert_eq!((taken.code, text("here/own.yaml")), (Some(0), printed.stdout), "{}", taken.stderr);
    assert!(place.path().join("here/beside.yaml").symlink_metadata().expect("a link").is_symlink());
}

/// A clone that lacks the blobs, or the trees as well, whose remote is reached by a command that leaves a mark.
fn partial_clone(filter: &str) -> Option<Place> {
    let place =
        Place::new().with("origin/clusters/eu.yaml", "server: {logLevel: debug}\n").with("origin/prod.yaml", "");
    let at = |folder: &str, arguments: &[&str]| git(&place, &[&["-C", folder], arguments].concat());
    let made = at("origin", &["init", "-q", "-b", "main"])
        && at("origin", &["add", "."])
        && at("origin", &["commit", "-qm", "one"])
        && at("origin", &["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", place.path().join("origin").display());
    let cloned = made && git(&place, &["clone", "-q", "--no-checkout", &format!("--filter={filter}"), &url, "clone"]);
    let mark = format!("touch {}; false", place.path().join("mark").display());
    let set = |key: &str, value: &str| at("clone", &["config", key, value]);
    let is_set = cloned
        && set("core.sshCommand", &mark)
        && set("core.fsmonitor", &mark)
        && set("remote.origin.url", "ssh://nowhere.invalid/repo");
    is_set.then(|| place.with("clone/clusters/eu.yaml", "server: {logLevel: trace}\n").with("clone/prod.yaml", ""))
}

#[test]
fn what_a_partial_clone_lacks_is_trouble_and_never_new() {
    for filter in ["blob:none", "tree:0"] {
        let Some(place) = partial_clone(filter) else { continue };
        for arguments in [
            &["diff", "-f", "clusters/eu.yaml", "--against-rev", "HEAD"][..],
            &["diff", "--each", "clusters/*.yaml", "--against-rev", "HEAD"],
            &["diff", "-f", "prod.yaml", "--each", "clusters/*.yaml", "--against-rev", "main"],
            &["plan", "-f", "clusters/eu.yaml", "--against-rev", "HEAD"],
        ] {
            let run = run_with_git(&place, arguments);
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{filter} {arguments:?}: {}", run.stderr);
            assert!(run.stderr.contains("the repository lacks it"), "{filter} {arguments:?}: {}", run.stderr);
        }
        assert!(!place.path().join("mark").exists(), "the network was asked for: {filter}");
    }
}

fn run_with_git(place: &Place, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vaultchart"));
    command.args(arguments).current_dir(place.path().join("clone")).env_clear().stdin(Stdio::null());
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("GIT_CONFIG_NOSYSTEM", "1");
    let ended = command.output().expect("a run");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Run { code: ended.status.code(), stdout: text(ended.stdout), stderr: text(ended.stderr) }
}
