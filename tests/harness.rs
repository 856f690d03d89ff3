//! Runs the program in an empty folder with an empty environment, and shows what it said.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files in a folder and in those below it, by their paths there, sorted.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for path in fs::read_dir(next).expect("a folder").flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(folder).expect("a path inside");
                found.push(inside.to_str().expect("a name").to_owned());
            }
        }
    }
    found.sort();
    found
}

/// What a run of the program gave.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A folder with the files of a test.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// An empty folder in memory where there is such a place, for what waits for the disk often.
    pub(crate) fn in_memory() -> Self {
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
        Self { folder: folder.expect("a folder") }
    }

    /// Puts a file into the folder.
    pub(crate) fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, content).expect("a file");
        self
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the program there.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with_input(arguments, b"")
    }

    /// Runs the program there with something on its standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        self.run_in(&[], arguments, input)
    }

    /// Runs the program in a folder below.
    pub(crate) fn run_below(&self, folder: &str, arguments: &[&str]) -> Run {
        self.run_at(&self.path().join(folder), &[], arguments, b"")
    }

    /// Runs the program there with some variables of its environment, and something on its standard input.
    pub(crate) fn run_in(&self, environment: &[(&str, &str)], arguments: &[&str], input: &[u8]) -> Run {
        self.run_at(self.path(), environment, arguments, input)
    }

    fn run_at(&self, folder: &Path, environment: &[(&str, &str)], arguments: &[&str], input: &[u8]) -> Run {
        let mut child = Command::new(env!("CARGO_BIN_EXE_vaultchart"))
            .args(arguments)
            .current_dir(folder)
            .env_clear()
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // A program that does not read its input closes it, which is no fault of the test.
        let _ = child.stdin.take().expect("an input").write_all(input);
        let output = child.wait_with_output().expect("the program ends");
        let text =
            |bytes| String::from_utf8(bytes).expect("UTF-8").replace(&self.path().display().to_string(), "[PLACE]");
        Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// Runs the program in an empty folder.
pub(crate) fn run(arguments: &[&str]) -> Run {
    Place::new().run(arguments)
}

impl Run {
    /// The documents that were printed, once the run has ended well.
    pub(crate) fn documents(&self) -> Vec<serde_json::Value> {
        assert_eq!(self.code, Some(0), "{}", self.stderr);
        read_documents(&self.stdout)
    }

    /// The one document of a kind.
    pub(crate) fn document(&self, kind: &str) -> serde_json::Value {
        let mut found: Vec<_> = self.documents().into_iter().filter(|document| document["kind"] == kind).collect();
        assert_eq!(found.len(), 1, "objects of kind {kind}");
        found.remove(0)
    }

    /// Asserts that the run was refused as every wrong input is: exit code 2, nothing on standard output, and a message
    /// that holds these words.
    pub(crate) fn assert_refused(&self, words: &[&str]) {
        assert_eq!(self.stdout, "");
        self.assert_ended(2, words);
    }

    /// Asserts that the run ended with this code, and a message that holds these words.
    pub(crate) fn assert_ended(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, Some(code), "stderr: {}", self.stderr);
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        for word in words {
            assert!(self.stderr.contains(word), "`{word}` is missing in:\n{}", self.stderr);
        }
    }
}

/// Where cargo has put the stand-in.
pub(crate) fn stand_in() -> PathBuf {
    let binary = PathBuf::from(env!("CARGO_BIN_EXE_vaultchart"));
    let path = binary.with_file_name("examples").join("stand-in-kubectl");
    assert!(path.exists(), "the stand-in is not built: `cargo test` builds it, or `cargo build --examples`");
    path
}

/// Reads YAML documents with a reader that is not ours.
pub(crate) fn read_documents(text: &str) -> Vec<serde_json::Value> {
    use serde::Deserialize;
    serde_yaml::Deserializer::from_str(text)
        .map(|document| serde_json::Value::deserialize(document).expect("YAML"))
        .filter(|document| !document.is_null())
        .collect()
}
