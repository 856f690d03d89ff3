//! A model cluster with a release in it, and the program that is run there with the stand-in as its `kubectl`.

use std::os::unix::fs::symlink;
use std::process::Command;

use serde_json::{Value, json};

use crate::harness::{Place, Run, stand_in};

/// Three servers in integrated storage that unseal themselves.
pub(super) const AUTO: &str = "server:\n  image:\n    tag: 2.0.3\n  ha:\n    enabled: true\n    raft:\n      enabled: true\n      config: |\n        listener \"tcp\" {\n          address = \"[::]:8200\"\n          tls_disable = 1\n        }\n        storage \"raft\" {\n          path = \"/vault/data\"\n          retry_join {\n            leader_api_addr = \"http://vault-0.vault-internal:8200\"\n          }\n        }\n        seal \"awskms\" {\n          region = \"eu-central-1\"\n          kms_key_id = \"alias/vault\"\n        }\n        service_registration \"kubernetes\" {}\n";

/// A cluster and the values that it runs.
pub(super) struct Stage {
    pub(super) place: Place,
}

impl Stage {
    /// A cluster that runs these values.
    pub(super) fn new(values: &str) -> Self {
        Self::with(values, &json!({}))
    }

    /// The same, with more to say of the cluster.
    pub(super) fn with(values: &str, settings: &Value) -> Self {
        let place = Place::new().with("old.yaml", values);
        let rendered = place.run(&["render", "--for-apply", "vault", "-n", "vault", "-f", "old.yaml"]);
        assert_eq!(rendered.code, Some(0), "{}", rendered.stderr);
        let place = place.with("applied.yaml", rendered.stdout);
        std::fs::create_dir(place.path().join("bin")).expect("a folder");
        symlink(stand_in(), place.path().join("bin/kubectl")).expect("a link");
        let stage = Self { place };
        stage.kubectl(&["start", "applied.yaml", &settings.to_string()]);
        stage
    }

    /// Calls the stand-in by hand.
    pub(super) fn kubectl(&self, words: &[&str]) {
        let folder = self.place.path();
        let mut command = Command::new(folder.join("bin/kubectl"));
        command.current_dir(folder).env("STAND_IN_STATE", folder.join("state.json")).args(words);
        let output = command.output().expect("the stand-in starts");
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Applies other values by hand, as Argo CD or Flux would.
    pub(super) fn sync(&self, values: &str) {
        std::fs::write(self.place.path().join("new.yaml"), values).expect("a file");
        let rendered = self.place.run(&["render", "--for-apply", "vault", "-n", "vault", "-f", "new.yaml"]);
        std::fs::write(self.place.path().join("synced.yaml"), rendered.stdout).expect("a file");
        self.kubectl(&["--context", "there", "apply", "-n", "vault", "-f", "synced.yaml"]);
    }

    /// Runs the program, without a terminal and without pauses.
    pub(super) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(&[], arguments)
    }

    /// The same with further variables.
    pub(super) fn run_with(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Run {
        let folder = self.place.path();
        let (path, state) = (folder.join("bin").display().to_string(), folder.join("state.json").display().to_string());
        let own = [("PATH", path.as_str()), ("STAND_IN_STATE", state.as_str()), ("SOURCE_DATE_EPOCH", "1767232800")];
        self.place.run_in(&[&own, variables].concat(), arguments, b"")
    }

    /// What the cluster holds.
    pub(super) fn state(&self) -> Value {
        // Nobody writes meanwhile.
        let file = std::fs::File::open(self.place.path().join("state.json")).expect("a state");
        file.lock_shared().expect("a lock");
        serde_json::from_reader(file).expect("JSON")
    }

    /// Changes what the cluster holds.
    pub(super) fn change(&self, change: impl FnOnce(&mut Value)) {
        let mut state = self.state();
        change(&mut state);
        std::fs::write(self.place.path().join("state.json"), state.to_string()).expect("a state");
    }

    /// The events that begin with a word.
    pub(super) fn seen(&self, word: &str) -> Vec<String> {
        let events: Vec<String> = serde_json::from_value(self.state()["events"].clone()).expect("texts");
        events.into_iter().filter(|event| event.starts_with(word)).collect()
    }

    /// Asserts that nothing was done that must never be.
    pub(super) fn assert_harmless(&self, run: &Run) {
        let state = self.state();
        assert_eq!(state["violations"], json!([]), "{}\n{:#}", run.stderr, state["events"]);
        let objects = state["objects"].as_array().expect("objects");
        let foreign = objects.iter().filter(|object| object["is_foreign"] == true).count();
        assert_eq!(foreign, 3, "what is of somebody else stays");
    }
}
