//! A page of the documentation, taken apart: what a reader would save as a file, and what they would type.
//!
//! - A fenced block whose first line is a comment that holds nothing but a path is that file.
//! - A block of `sh` is typed as a whole, and must succeed.
//! - In a block of `console` a line that starts with `$ ` is typed, and goes on below after a backslash; what follows is
//!   what the program says. A line that holds nothing but `…` stands for any lines.
//! - `<!-- before: COMMAND -->` is run in silence: the state in which the reader is.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::harness::{Place, files, root, stand_in};

/// Stands for any lines.
pub(crate) const GAP: &str = "…";
/// The day of the pages, in seconds since 1970: what is said of the age of a version depends on it.
const DAY: &str = "1780272000";
/// What a page may name beside this program; nobody has all of it where tests run.
const STAND_INS: [&str; 11] =
    ["argocd", "cargo", "curl", "flux", "gh", "helm", "kubectl", "kustomize", "openssl", "podman", "vault"];

/// A part of a page.
#[derive(Debug, PartialEq)]
pub(crate) enum Part {
    /// A file with its content.
    File(String, String),
    /// Commands that must succeed.
    Script(String),
    /// What is typed and what is said then; the lines of the page, from 0, that hold what is said.
    Session(String, std::ops::Range<usize>),
    /// YAML that is no file.
    Unnamed,
}

/// A part and the line on which it starts, from 1.
pub(crate) type Placed = (usize, Part);

/// Every page, by its path in the project.
pub(crate) fn pages() -> Vec<String> {
    let mut pages = vec!["README.md".to_owned()];
    for folder in ["docs", "examples"] {
        let files = files(&root().join(folder)).into_iter().filter(|path| path.ends_with(".md"));
        pages.extend(files.map(|file| format!("{folder}/{file}")));
    }
    pages
}

/// Takes a page apart.
pub(crate) fn parts(page: &str) -> Vec<Placed> {
    let lines: Vec<&str> = page.lines().collect();
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let start = at + 1;
        if let Some(command) = line.strip_prefix("<!-- before: ").and_then(|rest| rest.strip_suffix(" -->")) {
            parts.push((start, Part::Script(command.to_owned())));
        } else if let Some(language) = line.trim_start().strip_prefix("```").filter(|rest| !rest.is_empty()) {
            let indent = line.len() - line.trim_start().len();
            let length = lines[start..].iter().take_while(|line| line.trim() != "```").count();
            let block: Vec<&str> =
                lines[start..start + length].iter().map(|line| line.get(indent..).unwrap_or_default()).collect();
            parts.extend(block_parts(language, &block, start));
            at = start + length;
        }
        at += 1;
    }
    parts
}

fn block_parts(language: &str, block: &[&str], start: usize) -> Vec<Placed> {
    let text = || block.iter().flat_map(|line| [line, "\n"]).collect::<String>();
    match (language, block.first().and_then(|line| file_name(line))) {
        ("console", _) => sessions(block, start),
        (_, Some(name)) => vec![(start, Part::File(name.to_owned(), text()))],
        ("sh", None) => vec![(start, Part::Script(text()))],
        ("yaml", None) => vec![(start, Part::Unnamed)],
        _ => Vec::new(),
    }
}

/// `# prod.yaml`, `# .github/workflows/vault.yaml`
fn file_name(line: &str) -> Option<&str> {
    let name = line.strip_prefix("# ")?;
    let is_path = name.chars().all(|letter| letter.is_ascii_alphanumeric() || "./-_".contains(letter));
    (is_path && name.contains('.')).then_some(name)
}

fn sessions(block: &[&str], start: usize) -> Vec<Placed> {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < block.len() {
        let first = at;
        assert!(block[first].starts_with("$ "), "line {}: what is said stands before what is typed", start + first + 1);
        while block[at].ends_with('\\') {
            at += 1;
        }
        let command = format!("{}\n", block[first..=at].join("\n").trim_start_matches("$ "));
        at += 1;
        let said = at;
        at += block[at..].iter().take_while(|line| !line.starts_with("$ ")).count();
        parts.push((start + first + 1, Part::Session(command, start + said..start + at)));
    }
    parts
}

/// A folder in which what a page says can be typed.
pub(crate) struct Reader {
    place: Place,
    programs: Place,
}

impl Reader {
    /// In an empty folder; a page of an example lies among the files of the example.
    pub(crate) fn new(page: &str) -> Self {
        let mut place = Place::new();
        if let Some(example) = page.strip_suffix("/README.md") {
            for file in files(&root().join(example)) {
                let from = root().join(example).join(&file);
                place = place.with(&file, fs::read(&from).expect("a file"));
                let rights = fs::metadata(&from).expect("a file").permissions();
                fs::set_permissions(place.path().join(&file), rights).expect("rights");
            }
        }
        let mut programs = Place::new();
        for name in STAND_INS {
            programs = programs.with(name, include_str!("pages/stand-in.sh"));
            make_executable(&programs.path().join(name));
        }
        Self { place, programs }
    }

    /// Saves a file.
    pub(crate) fn save(&self, name: &str, text: &str) {
        let path = self.place.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Reads a file.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.place.path().join(name)).expect(name)
    }

    /// Types commands; gives whether they succeeded, and what was said on both streams in its order.
    pub(crate) fn types(&self, commands: &str) -> (bool, String) {
        self.types_with(&[], commands)
    }

    /// The same with some variables of the environment.
    pub(crate) fn types_with(&self, environment: &[(&str, &str)], commands: &str) -> (bool, String) {
        let (mut said, both) = std::io::pipe().expect("a pipe");
        let mut shell = Command::new("bash");
        shell
            .args(["-e", "-o", "pipefail", "-c", commands])
            .current_dir(self.place.path())
            .env_clear()
            .env("PATH", self.path())
            .env("HOME", self.place.path())
            .env("SOURCE_DATE_EPOCH", DAY)
            .env("STAND_IN", stand_in())
            .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, "Ada")))
            .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "ada@example.org")))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(both.try_clone().expect("a pipe"))
            .stderr(both);
        let mut child = shell.spawn().expect("bash starts");
        // The command holds the writing ends open.
        drop(shell);
        let mut text = String::new();
        said.read_to_string(&mut text).expect("UTF-8");
        let is_success = child.wait().expect("bash ends").success();
        (is_success, text.replace(&self.place.path().display().to_string(), "[PLACE]"))
    }

    /// The stand-ins, the program under test, and the rest of the system.
    fn path(&self) -> std::ffi::OsString {
        let program = Path::new(env!("CARGO_BIN_EXE_vaultchart")).parent().expect("a folder").to_owned();
        let system = std::env::var_os("PATH").unwrap_or_default();
        let folders: Vec<PathBuf> =
            [self.programs.path().to_owned(), program].into_iter().chain(std::env::split_paths(&system)).collect();
        std::env::join_paths(folders).expect("a path")
    }
}

#[cfg(unix)]
fn make_executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("rights");
}

#[cfg(not(unix))]
fn make_executable(_: &Path) {}
