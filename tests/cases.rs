//! The case folders: each holds `arguments` (one a line), the files that they name, and what the program must say.
//!
//! `stdout.yaml` and `stderr.txt` are the expected streams, an absent file an empty stream; `exit` is the expected code,
//! an absent file 0; `input` is what stands on standard input. All else in the folder lies beside the program when it
//! runs. Run with `UPDATE_CASES=1` to write what the program says now, and read the difference.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{Place, Run, files, root};

/// The files of a case that are not given to the program.
const OWN_FILES: [&str; 5] = ["arguments", "input", "stdout.yaml", "stderr.txt", "exit"];

#[test]
fn every_case_says_what_it_must() {
    let cases = cases();
    assert!(cases.len() >= 100, "the cases were not found");
    let update = std::env::var_os("UPDATE_CASES").is_some();
    let wrong: Vec<String> = cases.iter().flat_map(|case| differences(case, update)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// No case may hold what makes it depend on where or by whom it runs, and none may show a panic.
#[test]
fn no_case_shows_a_panic_or_a_folder_of_this_machine() {
    for case in cases() {
        for name in ["stdout.yaml", "stderr.txt"] {
            let text = fs::read_to_string(case.join(name)).unwrap_or_default();
            for word in ["panicked", "/tmp", "\u{1b}["] {
                assert!(!text.contains(word), "{}/{name} holds {word:?}", case.display());
            }
        }
    }
}

/// What went wrong is told on standard error alone.
#[test]
fn a_case_that_fails_prints_no_data() {
    for case in cases() {
        let (failed, printed) = (case.join("exit").exists(), case.join("stdout.yaml").exists());
        assert_ne!(failed, printed, "{} must either fail or print something", case.display());
    }
}

/// The folders under `tests/cases` that hold a file `arguments`.
fn cases() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("tests/cases")];
    while let Some(folder) = folders.pop() {
        if folder.join("arguments").exists() {
            found.push(folder);
            continue;
        }
        let inside: Vec<_> = fs::read_dir(&folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
        assert!(!inside.is_empty(), "{} is no case", folder.display());
        for path in inside {
            assert!(path.is_dir(), "{} belongs to no case", path.display());
            folders.push(path);
        }
    }
    found.sort();
    found
}

fn differences(case: &Path, update: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, said) in said(case) {
        let path = case.join(name);
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if expected == said {
            continue;
        }
        if update {
            write_or_remove(&path, &said);
        } else {
            wrong.push(format!("=== {}\n--- expected\n{expected}\n--- found\n{said}", path.display()));
        }
    }
    wrong
}

/// What the program says, by the names of the files that hold what it must say.
fn said(case: &Path) -> [(&'static str, String); 3] {
    let Run { code, stdout, stderr } = run(case);
    let exit = match code {
        Some(0) => String::new(),
        Some(code) => format!("{code}\n"),
        None => "killed\n".to_owned(),
    };
    [("stdout.yaml", stdout), ("stderr.txt", stderr), ("exit", exit)]
}

fn run(case: &Path) -> Run {
    let arguments = fs::read_to_string(case.join("arguments")).expect("the arguments");
    let mut place = Place::new();
    for name in files(case).iter().filter(|name| !OWN_FILES.contains(&name.as_str())) {
        place = place.with(name, fs::read(case.join(name)).expect("a file"));
    }
    let input = fs::read(case.join("input")).unwrap_or_default();
    place.run_with_input(&arguments.lines().collect::<Vec<_>>(), &input)
}

fn write_or_remove(path: &Path, text: &str) {
    let written = if text.is_empty() { fs::remove_file(path) } else { fs::write(path, text) };
    written.expect("the case is written");
}
