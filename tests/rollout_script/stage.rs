//! A model cluster with a release in it, and the script of a plan that is run there.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::harness::{Place, stand_in};

/// The key shares that unseal one server.
pub(super) const SHARES: &[&str] = &["share-1", "share-2"];

/// A cluster, two sets of values, and a script from one to the other.
pub(super) struct Stage {
    pub(super) place: Place,
    variables: Vec<(&'static str, String)>,
}

/// How a run of the script ended.
pub(super) struct Ending {
    pub(super) code: Option<i32>,
    pub(super) said: String,
    pub(super) screen: String,
}

/// What is asked for beside the values.
#[derive(Default)]
pub(super) struct Wish {
    /// Further arguments of `plan`, and of `render` on both sides.
    pub(super) plan: &'static [&'static str],
    pub(super) render: &'static [&'static str],
    /// What the cluster is like.
    pub(super) settings: Value,
}

impl Stage {
    /// A cluster that runs the old values.
    pub(super) fn new(old: &str, new: &str) -> Self {
        Self::with(old, new, &Wish::default())
    }

    /// The same, with more to say.
    pub(super) fn with(old: &str, new: &str, wish: &Wish) -> Self {
        let place = Place::new().with("old.yaml", old).with("new.yaml", new).with("answers", "").with("screen", "");
        let render = ["render", "--for-apply", "vault", "-n", "vault", "-f", "old.yaml"];
        let before = place.run(&[&render, wish.render].concat());
        assert_eq!(before.code, Some(0), "{}", before.stderr);
        let place = place.with("applied.yaml", before.stdout);
        fs::create_dir(place.path().join("bin")).expect("a folder");
        symlink(stand_in(), place.path().join("bin/kubectl")).expect("a link");
        symlink(env!("CARGO_BIN_EXE_vaultchart"), place.path().join("bin/vaultchart")).expect("a link");
        let mut settings = wish.settings.clone();
        let is_empty = settings["is_empty"] == true;
        if settings.is_null() {
            settings = json!({});
        }
        let stage = Self { place, variables: vec![("VAULT_TOKEN", "root-token".to_owned())] };
        let status = stage.command("bin/kubectl").args(["start", "applied.yaml", &settings.to_string()]).output();
        let output = status.expect("the stand-in starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let plan = ["plan", "vault", "-n", "vault", "-f", "new.yaml", "-o", "script"];
        let against: &[&str] = if is_empty { &[] } else { &["--against-values", "old.yaml"] };
        stage.write_script(&[&plan, against, wish.render, wish.plan].concat());
        stage
    }

    /// Makes the script anew, by other arguments.
    pub(super) fn write_script(&self, arguments: &[&str]) {
        let planned = self.place.run(arguments);
        assert_eq!(planned.code, Some(0), "{}", planned.stderr);
        fs::write(self.place.path().join("rollout.sh"), planned.stdout).expect("a script");
    }

    /// The same stage with a variable of the environment.
    pub(super) fn variable(mut self, name: &'static str, value: &str) -> Self {
        self.variables.push((name, value.to_owned()));
        self
    }

    fn command(&self, program: &str) -> Command {
        let folder = self.place.path();
        let mut command = Command::new(if program.contains('/') { folder.join(program) } else { program.into() });
        command
            .current_dir(folder)
            .env_clear()
            .env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", folder.join("bin").display()))
            .env("STAND_IN_STATE", folder.join("state.json"))
            .envs(self.variables.iter().map(|(name, value)| (*name, value.clone())))
            .stdin(Stdio::null());
        command
    }

    /// Runs the script where nobody has to agree to anything, and key shares come from these lines.
    pub(super) fn run(&self, arguments: &[&str], answers: &[&str]) -> Ending {
        self.answered(&[&["--yes"], arguments].concat(), answers)
    }

    /// Runs the script, and answers its questions.
    pub(super) fn answered(&self, arguments: &[&str], answers: &[&str]) -> Ending {
        fs::write(self.place.path().join("answers"), answers.join("\n") + "\n").expect("answers");
        self.started(arguments, &[("ANSWERS", "answers"), ("SCREEN", "screen")])
    }

    /// Runs the script where there is no terminal.
    pub(super) fn alone(&self, arguments: &[&str]) -> Ending {
        self.started(arguments, &[("ANSWERS", "no/such/terminal")])
    }

    fn started(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ending {
        let output = self
            .command("bash")
            .arg("rollout.sh")
            .args(arguments)
            .env("PAUSE", "0")
            .env("TMPDIR", self.place.path())
            .envs(variables.iter().copied())
            .output()
            .expect("bash starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let screen = fs::read_to_string(self.place.path().join("screen")).expect("a screen");
        Ending { code: output.status.code(), said, screen }
    }

    fn path(&self) -> PathBuf {
        self.place.path().join("state.json")
    }

    /// What the cluster holds.
    pub(super) fn state(&self) -> Value {
        serde_json::from_str(&fs::read_to_string(self.path()).expect("a state")).expect("JSON")
    }

    /// Changes what the cluster holds.
    pub(super) fn change(&self, change: impl FnOnce(&mut Value)) {
        let mut state = self.state();
        change(&mut state);
        fs::write(self.path(), state.to_string()).expect("a state");
    }

    /// Lets something happen by itself, some moments after an event.
    pub(super) fn happens(self, after: &str, moments: u64, what: &str) -> Self {
        self.change(|state| {
            let happening = json!({ "after": after, "moments": moments, "what": what });
            state["happenings"].as_array_mut().expect("a list").push(happening);
        });
        self
    }

    fn list(&self, key: &str) -> Vec<String> {
        serde_json::from_value(self.state()[key].clone()).expect("a list of texts")
    }

    /// All that was seen.
    pub(super) fn events(&self) -> Vec<String> {
        self.list("events")
    }

    /// The events that begin with a word.
    pub(super) fn seen(&self, word: &str) -> Vec<String> {
        self.events().into_iter().filter(|event| event.starts_with(word)).collect()
    }

    /// The pods that were deleted, in their order.
    pub(super) fn deleted(&self) -> Vec<String> {
        self.seen("deleted vault-")
    }

    /// How many calls there were.
    pub(super) fn calls(&self) -> Vec<String> {
        self.list("calls")
    }

    /// Asserts that nothing was done that must never be.
    pub(super) fn assert_harmless(&self, ending: &Ending) {
        let violations = self.list("violations");
        assert!(violations.is_empty(), "{violations:#?}\n{:#?}\n{}", self.events(), ending.said);
        let foreign =
            self.state()["objects"].as_array().expect("objects").iter().filter(|o| o["is_foreign"] == true).count();
        assert_eq!(foreign, 3, "what is of somebody else stays");
    }

    /// Asserts that a run came to its end, and did no harm.
    pub(super) fn assert_done(&self, ending: &Ending) {
        assert_eq!(ending.code, Some(0), "{:#?}\n{}", self.events(), ending.said);
        self.assert_harmless(ending);
    }

    /// Asserts that a run stopped, said these words, and did no harm.
    pub(super) fn assert_stopped(&self, ending: &Ending, words: &[&str]) {
        assert_eq!(ending.code, Some(1), "{}", ending.said);
        self.assert_harmless(ending);
        for word in words {
            assert!(ending.said.contains(word), "`{word}` is missing in:\n{}", ending.said);
        }
    }
}

/// Key shares for some servers, one after the other.
pub(super) fn shares(servers: usize) -> Vec<&'static str> {
    SHARES.repeat(servers)
}
