//! Small pairs of old and new objects, a folder each under `tests/diff`, and what must be said about them.
//!
//! A folder holds `old.yaml`, `new.yaml` (either may be left out), `expected.txt`, and `settings.txt` where something is
//! left out of the diff. `ACCEPT_DIFFS=1` writes the expectations anew, to be read before they are kept.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use vaultchart::diff::{Change, Detail, Diff, ObjectDiff, ObjectOp, Settings, diff};
use vaultchart::manifest::{self, Object};
use vaultchart::source::Sources;

use crate::harness::root;

#[test]
fn every_pair_gives_what_is_expected() {
    let accept = std::env::var_os("ACCEPT_DIFFS").is_some();
    let mut wrong = String::new();
    for folder in folders() {
        let told = tell(&compared(&folder, "old.yaml", "new.yaml"));
        let path = folder.join("expected.txt");
        if accept {
            fs::write(&path, &told).expect("a file");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if told != expected {
            writeln!(wrong, "{}:\n{told}--- instead of\n{expected}", folder.display()).expect("a text");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_set_does_not_differ_from_itself() {
    for folder in folders() {
        for side in ["old.yaml", "new.yaml"] {
            let told = tell(&compared(&folder, side, side));
            assert!(told == "nothing changes\n", "{}: {told}", folder.display());
        }
    }
}

#[test]
fn there_are_enough_pairs() {
    assert!(folders().len() >= 60);
}

fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("tests/diff")).expect("the folder of pairs").flatten();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

fn compared(folder: &Path, old: &str, new: &str) -> Diff {
    diff(objects(&folder.join(old)), objects(&folder.join(new)), &settings(&folder.join("settings.txt")))
}

fn objects(path: &Path) -> Vec<Object> {
    let Ok(text) = fs::read_to_string(path) else { return Vec::new() };
    manifest::read(&text, Sources::default().add("pair", &text)).expect("manifests")
}

/// Reads lines such as `ignore: spec.replicas`.
fn settings(path: &Path) -> Settings {
    let mut settings = Settings::default();
    for line in fs::read_to_string(path).unwrap_or_default().lines() {
        let (setting, value) = line.split_once(": ").expect("a setting and its value");
        match setting {
            "ignore" => settings.ignore.push(value.parse().expect("a path")),
            "only" => settings.only.push(value.parse().expect("a verdict")),
            "kind" => settings.kinds.push(value.to_owned()),
            "name" => settings.names.push(value.to_owned()),
            _ => panic!("{setting}"),
        }
    }
    settings
}

fn tell(diff: &Diff) -> String {
    if diff.is_empty() {
        return "nothing changes\n".to_owned();
    }
    diff.objects.iter().map(tell_object).collect()
}

fn tell_object(object: &ObjectDiff) -> String {
    let mut told = format!("{}/{} {}", object.id.kind, object.id.name, object.op);
    if let ObjectOp::Renamed { from } = &object.op {
        write!(told, " from {}", from.name).expect("a text");
    }
    writeln!(told, ": {}", object.verdict()).expect("a text");
    object.changes.iter().for_each(|change| tell_change(change, "  ", &mut told));
    told
}

fn tell_change(change: &Change, indent: &str, told: &mut String) {
    let path = change.path.to_string();
    let path = if path.is_empty() { "." } else { &path };
    writeln!(told, "{indent}{} {path} => {}: {}", change.op, change.verdict.id(), change.why).expect("a text");
    for step in &change.steps {
        writeln!(told, "{indent}  {step}").expect("a text");
    }
    let below = format!("{indent}  > ");
    match &change.detail {
        Some(Detail::VaultConfig(changes)) => changes.iter().for_each(|change| tell_change(change, &below, told)),
        Some(Detail::Json(changes)) => {
            for change in changes {
                writeln!(told, "{below}{} {}", change.op, change.path).expect("a text");
            }
        }
        Some(Detail::Lines(hunks)) => {
            for hunk in hunks {
                writeln!(told, "{below}lines {:?} become {:?}", hunk.old, hunk.new).expect("a text");
            }
        }
        None => {}
    }
}
