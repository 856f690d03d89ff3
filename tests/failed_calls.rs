//! Whichever call of the system fails, what is written is the old set or the new one, and nothing else stays behind.
//!
//! The calls are made to fail by `strace`, where there is one, so that it is the program itself that is tried.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::harness::Place;

/// The calls that make or fill something, under their names on all processors, and what they say when they fail.
const CALLS: [(&str, &str); 7] = [
    ("write", "ENOSPC"),
    ("openat", "EDQUOT"),
    ("?mkdir,mkdirat", "ENOSPC"),
    ("?link,linkat", "ENOSPC"),
    ("?rename,?renameat,renameat2", "EIO"),
    ("fsync", "EIO"),
    ("?chmod,fchmod,fchmodat", "EPERM"),
];

/// No command makes so many calls of one kind.
const MOST_CALLS: usize = 200;

/// A values file with a key of old, and one with a slip.
const OLD: &str = "injector:\n  namespaceSelector:\n    matchLabels: {vault: \"on\"}\n";
const SLIP: &str = "server: {logLevl: debug}\n";

/// What is in a folder and those below it: the files with their content.
type State = BTreeMap<String, Option<Vec<u8>>>;

fn state(folder: &Path) -> State {
    let mut found = State::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for path in fs::read_dir(next).expect("a folder").flatten().map(|entry| entry.path()) {
            let name = path.strip_prefix(folder).expect("a path inside").display().to_string();
            let content = path.is_file().then(|| fs::read(&path).expect("a file"));
            folders.extend(content.is_none().then_some(path));
            found.insert(name, content);
        }
    }
    found
}

/// Runs the program where the n-th call of these fails, and says which ones that were: each thread counts for itself.
fn run_failing(place: &Place, arguments: &[&str], calls: &str, error: &str, n: usize) -> (Output, String) {
    let trace = tempfile::NamedTempFile::new().expect("a file");
    let output = Command::new("strace")
        .args(["-f", "--seccomp-bpf", "-qq", "-o"])
        .arg(trace.path())
        .args(["-e", &format!("trace={calls}"), "-e", &format!("inject={calls}:error={error}:when={n}")])
        .arg(env!("CARGO_BIN_EXE_vaultchart"))
        .args(arguments)
        .current_dir(place.path())
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .output()
        .expect("strace runs");
    let trace = fs::read_to_string(trace.path()).expect("a trace");
    (output, trace.lines().filter(|line| line.contains("(INJECTED)")).collect())
}

/// Lets every call of a command fail, one a run; `before` are the runs that make the old set.
fn whichever_call_fails(files: &[(&str, &str)], before: &[&[&str]], arguments: &[&str]) {
    let traced = Command::new("strace").args(["-qq", "-o", "/dev/null", "--seccomp-bpf", "-f", "true"]).output();
    if !traced.is_ok_and(|ended| ended.status.success()) {
        return;
    }
    let place = || {
        let place = files.iter().fold(Place::in_memory(), |place, (name, text)| place.with(name, text));
        before.iter().for_each(|arguments| assert_eq!(place.run(arguments).code, Some(0), "{arguments:?}"));
        place
    };
    let made = place();
    let old = state(made.path());
    let code = made.run(arguments).code;
    let new = state(made.path());
    assert!(code == Some(0) && old != new, "{arguments:?}: {code:?}");
    let mut refused = 0;
    for (calls, error) in CALLS {
        // Every one that fills something, and of the others the first ones and some of the rest.
        for n in (1..MOST_CALLS).filter(|n| calls == "write" || *n < 9 || n % 4 == 0) {
            let place = place();
            let (ended, call) = run_failing(&place, arguments, calls, error, n);
            if call.is_empty() {
                break;
            }
            // Files that are read only are another matter.
            if call.contains("openat(") && !call.contains("O_CREAT") {
                continue;
            }
            let said = String::from_utf8_lossy(&ended.stderr);
            let found = state(place.path());
            if ended.status.code() == code {
                assert!(found == new, "{arguments:?} says that all is done, after {call}: {:?}", found.keys());
            } else if said.contains("cannot write to standard output") {
                assert!(found == new || found == old, "{arguments:?}: {call}: {:?}", found.keys());
            } else {
                refused += 1;
                assert_eq!(ended.status.code(), Some(2), "{arguments:?}: {call}: {said}");
                let is_said = said.contains("error[") && said.contains("cannot write");
                assert!(is_said || call.contains("write(2,"), "{arguments:?}: {call}: {said}");
                assert!(found == old, "{arguments:?} leaves something, after {call}: {:?}", found.keys());
            }
        }
    }
    assert!(refused >= 3, "{arguments:?}: only {refused} calls failed");
}

#[test]
fn a_folder_of_templates_is_ejected_as_a_whole() {
    whichever_call_fails(&[], &[], &["eject", "new/chart"]);
}

#[test]
fn a_first_values_file_comes_with_its_project() {
    whichever_call_fails(&[], &[], &["init"]);
}

#[test]
fn all_pages_of_the_manual_are_written() {
    whichever_call_fails(&[("share/vim.1", "theirs")], &[], &["man", "share/man/man1"]);
}

#[test]
fn single_files_are_the_old_ones_or_the_new_ones() {
    let files = [("old.yaml", OLD), ("slip.yaml", SLIP), ("a.yaml", "server: {logLevel: debug}\n")];
    let save = ["plan", "-f", "old.yaml", "--against-values", "a.yaml", "--save-old", "before.yaml"];
    let again = ["plan", "-f", "old.yaml", "--against-values", "slip.yaml", "--save-old", "before.yaml"];
    whichever_call_fails(&files, &[], &save);
    whichever_call_fails(&files, &[&save], &again);
    whichever_call_fails(&files, &[], &["values", "migrate", "old.yaml", "--write"]);
    whichever_call_fails(&files, &[], &["check", "-f", "slip.yaml", "--fix=write"]);
    let baseline = ["check", "-f", "slip.yaml", "--baseline", "known.json", "--write-baseline"];
    whichever_call_fails(&files, &[], &baseline);
}

#[test]
fn a_folder_of_manifests_is_the_old_one_or_the_new_one() {
    let files = [("out/mine", "mine"), ("clusters/a.yaml", OLD), ("clusters/b.yaml", "")];
    let first = ["render", "-q", "--output-dir", "out", "--set", "injector.enabled=false"];
    whichever_call_fails(&files, &[], &["render", "-q", "--output-dir", "new/out"]);
    whichever_call_fails(&files, &[&first], &["render", "-q", "--output-dir", "out"]);
    let fleet = ["render", "-q", "--each", "clusters/*.yaml", "--output-dir", "out"];
    whichever_call_fails(&files, &[], &fleet);
}
