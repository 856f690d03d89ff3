//! What the cluster holds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The whole cluster.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct State {
    pub(crate) settings: Settings,
    /// Seconds since the cluster began: one a call.
    pub(crate) clock: u64,
    /// How many ids were made.
    pub(crate) made: u64,
    pub(crate) objects: Vec<Stored>,
    pub(crate) pods: Vec<Pod>,
    /// The data of servers, by pod and storage: `vault-0/raft`. What is there is initialized.
    pub(crate) data: BTreeMap<String, Data>,
    pub(crate) members: Vec<Member>,
    /// The uid of the active server's pod.
    pub(crate) leader: Option<String>,
    /// The pod that was active before.
    pub(crate) last_leader: String,
    /// For how long nobody is active.
    pub(crate) vacant: u64,
    /// How far the log of raft is.
    pub(crate) index: u64,
    /// How many servers are to stay, where some leave.
    pub(crate) stays: u64,
    /// Budgets of disruptions, as the API server gives them.
    pub(crate) budgets: Vec<Value>,
    /// What happens by itself, once something else did.
    pub(crate) happenings: Vec<Happening>,
    /// The number of the call that fails, counted from 1.
    pub(crate) fails_at: Option<usize>,
    /// The number of the call from which on nothing answers.
    pub(crate) dead_from: Option<usize>,
    /// Whether it does what it was asked for, though it fails.
    pub(crate) fails_late: bool,
    /// What was seen to happen.
    pub(crate) events: Vec<String>,
    /// What must never happen.
    pub(crate) violations: Vec<String>,
    /// All calls.
    pub(crate) calls: Vec<String>,
}

/// How long things take, in calls, and what the servers accept.
#[derive(Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    pub(crate) context: String,
    pub(crate) namespace: String,
    pub(crate) keys: Vec<String>,
    pub(crate) threshold: usize,
    pub(crate) token: String,
    /// From being made to running, from there to listening, from being unsealed to being ready.
    pub(crate) start: u64,
    pub(crate) listen: u64,
    pub(crate) ready: u64,
    /// From being told to stop to being gone.
    pub(crate) stop: u64,
    /// Until the controller sees a change of a stateful set.
    pub(crate) observe: u64,
    /// Without an active server, until there is another one.
    pub(crate) election: u64,
    /// From joining raft to having a vote.
    pub(crate) vote: u64,
    /// The pod that is active when all begins.
    pub(crate) active: String,
    /// Whether nothing runs yet.
    pub(crate) is_empty: bool,
    /// Whether nothing was ever initialized.
    pub(crate) is_uninitialized: bool,
    /// Who has applied what is there when all begins, if somebody else did.
    pub(crate) manager: String,
    /// Whether the namespace has to be made first.
    pub(crate) lacks_namespace: bool,
    /// The calls that are forbidden, by their first two words: `get statefulsets`, `delete pods`.
    pub(crate) forbidden: Vec<String>,
    /// What every call prints instead of an answer.
    pub(crate) rubbish: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            context: "there".to_owned(),
            namespace: "vault".to_owned(),
            keys: vec!["share-1".to_owned(), "share-2".to_owned(), "share-3".to_owned()],
            threshold: 2,
            token: "root-token".to_owned(),
            start: 2,
            listen: 3,
            ready: 3,
            stop: 2,
            observe: 2,
            election: 1,
            vote: 4,
            active: String::new(),
            is_empty: false,
            is_uninitialized: false,
            manager: String::new(),
            lacks_namespace: false,
            forbidden: Vec::new(),
            rubbish: None,
        }
    }
}

/// An object as it was applied, with what the API server adds.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Stored {
    pub(crate) manifest: Value,
    pub(crate) namespace: String,
    pub(crate) uid: String,
    pub(crate) generation: u64,
    /// When it was last written.
    pub(crate) written: u64,
    /// Whether it was there when all began, or belongs to what was.
    pub(crate) is_foreign: bool,
    /// Of a stateful set: what its controller says.
    pub(crate) observed: u64,
    pub(crate) unseen: u64,
    pub(crate) current_revision: String,
    pub(crate) update_revision: String,
    /// The revisions that there were, the first one first.
    pub(crate) revisions: Vec<String>,
    /// Who else manages all of its fields.
    pub(crate) manager: String,
    /// The fields that somebody has edited by hand.
    pub(crate) by_hand: Option<Value>,
    /// Of a pod that is no server: its phase.
    pub(crate) phase: String,
}

/// A pod of a stateful set.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Pod {
    pub(crate) name: String,
    pub(crate) namespace: String,
    pub(crate) uid: String,
    /// The uid of the set that controls it.
    pub(crate) set: Option<String>,
    pub(crate) labels: BTreeMap<String, String>,
    pub(crate) annotations: BTreeMap<String, String>,
    /// The claims that it mounts.
    pub(crate) claims: Vec<String>,
    pub(crate) revision: String,
    pub(crate) born: u64,
    pub(crate) age: u64,
    /// How many moments are left, once it was told to stop.
    pub(crate) going: Option<u64>,
    /// Why its container does not run.
    pub(crate) waiting: String,
    pub(crate) server: Server,
}

/// A server of Vault, as it was started.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Server {
    pub(crate) version: String,
    pub(crate) storage: String,
    pub(crate) has_high_availability: bool,
    pub(crate) joins: bool,
    pub(crate) id_is_pod: bool,
    pub(crate) seal: String,
    pub(crate) https: bool,
    pub(crate) verifies: bool,
    pub(crate) service: String,
    pub(crate) is_dev: bool,
    pub(crate) unsealed: bool,
    pub(crate) shares: Vec<String>,
    /// For how long it has been unsealed.
    pub(crate) well: u64,
    pub(crate) files: BTreeMap<String, String>,
}

/// What a server has on its volume.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Data {
    /// The id in raft.
    pub(crate) id: String,
    /// The seal that protects it.
    pub(crate) seal: String,
}

/// A member of raft.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) pod: String,
    pub(crate) address: String,
    pub(crate) age: u64,
}

/// Something that happens some moments after an event.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Happening {
    pub(crate) after: String,
    pub(crate) moments: u64,
    /// `crash POD`, `loop POD`, `step down`, `unseal POD`.
    pub(crate) what: String,
    pub(crate) has_begun: bool,
}

impl State {
    /// Notes what has happened, and lets begin what follows from it.
    pub(crate) fn event(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.happenings.iter_mut().filter(|next| next.after == text).for_each(|next| next.has_begun = true);
        self.events.push(text);
    }

    /// Notes what must never happen.
    pub(crate) fn violation(&mut self, text: impl Into<String>) {
        self.violations.push(text.into());
    }

    /// A new id, like a uid.
    pub(crate) fn new_id(&mut self) -> String {
        self.made += 1;
        format!("{:08x}-0000-4000-8000-{:012x}", self.made.wrapping_mul(2_654_435_761) % 0xffff_ffff, self.made)
    }
}

/// A moment as the API server writes it.
pub(crate) fn time(clock: u64) -> String {
    let (hours, minutes, seconds) = (clock / 3600, clock / 60 % 60, clock % 60);
    format!("2026-01-{:02}T{:02}:{minutes:02}:{seconds:02}Z", 1 + hours / 24, hours % 24)
}
