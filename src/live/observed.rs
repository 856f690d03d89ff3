//! What one look at the running servers shows: their stateful set, the pods, and what each server says of itself.
//!
//! Records alone. How they are asked for is `look`'s to know, and what follows from them is `decide`'s.

use k8s_openapi::jiff::Timestamp;
use serde::Deserialize;

use crate::rollout::JoinAddress;

/// All that one look shows.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    /// The stateful set.
    pub set: Set,
    /// Its pods, the lowest number first.
    pub pods: Vec<Pod>,
    /// The members of raft, where they may be asked for.
    pub peers: Option<Vec<Peer>>,
    /// Whether autopilot calls the servers healthy, where it may be asked.
    pub is_healthy: Option<bool>,
    /// The budgets that select the pods, where they may be read.
    pub budgets: Vec<Budget>,
    /// When what the servers read at their start was last written, where that is known.
    pub changed: Option<Timestamp>,
    /// Whether pods count as old that started before that.
    pub follows_configuration: bool,
    /// How a server joins that does not join by itself, where that had to be known.
    pub join: Option<JoinAddress>,
    /// Warnings of the namespace: about whom, and what; the newest last.
    pub warnings: Vec<(String, String)>,
    /// The revisions that Kubernetes keeps of the set, with their numbers, where they may be read.
    pub revisions: Vec<(String, i64)>,
    /// The claims of the namespace, where they may be read.
    pub claims: Vec<Claim>,
}

/// The stateful set of the servers.
#[derive(Clone, Debug, Default)]
pub struct Set {
    /// Its name: pods are called after it.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
    /// Its identity.
    pub uid: String,
    /// The number of its last change, and of the last one that its controller has seen.
    pub generation: i64,
    /// See above.
    pub observed: i64,
    /// The revision that pods are made of now.
    pub update_revision: String,
    /// How many pods it asks for.
    pub replicas: u64,
    /// From which number on Kubernetes replaces pods by itself; nothing where pods wait for somebody to delete them.
    pub rolls_from: Option<u64>,
    /// The image of the servers.
    pub image: String,
}

/// A pod of the stateful set.
#[derive(Clone, Debug, Default)]
pub struct Pod {
    /// Its name.
    pub name: String,
    /// The number in its name.
    pub ordinal: u64,
    /// Its identity: its successor has the same name and another one.
    pub uid: String,
    /// The revision that it was made of.
    pub revision: String,
    /// When it was made.
    pub born: Option<Timestamp>,
    /// Whether it was told to stop.
    pub is_going: bool,
    /// Such as `Running`.
    pub phase: String,
    /// Whether it is ready.
    pub is_ready: bool,
    /// What keeps it from running.
    pub trouble: Option<Trouble>,
    /// The image of its server.
    pub image: String,
    /// The node that it runs on.
    pub node: String,
    /// The zone of that, where the pod says it.
    pub zone: String,
    /// The claims that it mounts.
    pub claims: Vec<String>,
    /// Whether it was marked to be replaced, since what it has read at its start was changed.
    pub is_marked: bool,
    /// What its server says.
    pub server: Server,
}

/// What keeps a pod from running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The word of Kubernetes, such as `CrashLoopBackOff`.
    pub reason: String,
    /// What Kubernetes says beside it.
    pub message: String,
    /// Whether waiting alone does not help.
    pub needs_somebody: bool,
}

/// What a server says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Server {
    /// Nothing, and why.
    Silent(String),
    /// Its status.
    Answers(Box<Status>),
}

impl Default for Server {
    fn default() -> Self {
        Self::Silent("it was not asked".to_owned())
    }
}

/// What `vault status -format=json` prints, as far as it matters here.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct Status {
    /// The seal: `shamir`, or one that opens by itself.
    #[serde(rename = "type")]
    pub seal: String,
    /// Whether there is data.
    pub initialized: bool,
    /// Whether key shares are needed.
    pub sealed: bool,
    /// How many of them, and how many were given.
    #[serde(rename = "t")]
    pub threshold: u64,
    /// See above.
    pub progress: u64,
    /// The version of Vault.
    pub version: String,
    /// Whether it moves to another seal.
    pub migration: bool,
    /// Where the data is.
    pub storage_type: String,
    /// Whether there may be standbys.
    pub ha_enabled: bool,
    /// Whether this is the active one.
    pub is_self: bool,
    /// Whether it is a performance standby of Enterprise.
    pub performance_standby: bool,
    /// The active one, by its address for clients.
    pub leader_address: String,
    /// The active one, by its address for servers.
    pub leader_cluster_address: String,
    /// How far its copy of the data is.
    pub raft_applied_index: Option<u64>,
}

impl Status {
    /// Whether it serves as the active server: the one that says so, or the only one there can be.
    pub fn is_active(&self) -> bool {
        !self.sealed && self.initialized && (self.is_self || !self.ha_enabled)
    }

    /// Whether a person has to give key shares.
    pub fn needs_shares(&self) -> bool {
        self.initialized && self.sealed && (self.seal == "shamir" || self.migration)
    }

    /// Whether it loses all that it knows when it stops.
    pub fn is_in_memory(&self) -> bool {
        self.storage_type.starts_with("inmem")
    }
}

/// A member of raft.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct Peer {
    /// Its id, which need not be the name of its pod.
    #[serde(rename = "node_id")]
    pub id: String,
    /// The address of its pod, `POD.SERVICE:8201`.
    pub address: String,
    /// Whether it votes.
    pub voter: bool,
}

impl Peer {
    /// Whether it is the server of a pod.
    pub fn is_of(&self, pod: &str) -> bool {
        self.id == pod || self.host() == pod
    }

    /// The number of its pod in a stateful set.
    pub fn ordinal(&self, set: &str) -> Option<u64> {
        let number = |name: &str| name.strip_prefix(set)?.strip_prefix('-')?.parse().ok();
        number(self.host()).or_else(|| number(&self.id))
    }

    fn host(&self) -> &str {
        self.address.split(['.', ':']).next().unwrap_or_default()
    }
}

/// A budget of disruptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Its name.
    pub name: String,
    /// How many pods may be missed now.
    pub allowed: i64,
    /// Whether it would ever allow any.
    pub allows_ever: bool,
}

/// A claim of a volume.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// Its name.
    pub name: String,
    /// How much it asks for.
    pub asks: String,
    /// How much it has.
    pub has: String,
    /// What its growth waits for, in the words of Kubernetes.
    pub waits_for: String,
}

/// Something else of the release that has pods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workload {
    /// `Deployment` or `DaemonSet`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// How many pods it should have.
    pub wanted: i64,
    /// How many of them are ready.
    pub ready: i64,
}

impl Pod {
    /// The status of its server, if it answers.
    pub fn status(&self) -> Option<&Status> {
        match &self.server {
            Server::Answers(status) if !self.is_going => Some(status),
            _ => None,
        }
    }

    /// Whether its server is active.
    pub fn is_active(&self) -> bool {
        self.status().is_some_and(Status::is_active)
    }
}

impl Observed {
    /// The pods that are asked for.
    pub fn wanted(&self) -> impl DoubleEndedIterator<Item = &Pod> {
        self.pods.iter().filter(|pod| pod.ordinal < self.set.replicas)
    }

    /// The pod of a number.
    pub fn pod(&self, ordinal: u64) -> Option<&Pod> {
        self.pods.iter().find(|pod| pod.ordinal == ordinal)
    }

    /// The only pod whose server is active.
    pub fn active(&self) -> Option<&Pod> {
        let mut active = self.pods.iter().filter(|pod| pod.is_active());
        active.next().filter(|_| active.next().is_none())
    }

    /// Whether a pod runs what is wanted: of the update revision, and with what it reads at its start as it is now.
    pub fn is_new(&self, pod: &Pod) -> bool {
        let is_late = !self.follows_configuration || !self.is_outdated(pod);
        pod.revision == self.set.update_revision && !pod.is_marked && is_late
    }

    /// Whether a pod started before what it reads was last written. Both times are whole seconds: a pod of the same
    /// second may have read what was there before.
    pub fn is_outdated(&self, pod: &Pod) -> bool {
        self.changed.is_some_and(|changed| pod.born.is_none_or(|born| born <= changed))
    }

    /// The pods that nothing says are old but the time of their configuration.
    pub fn outdated(&self) -> Vec<&str> {
        let is_outdated = |pod: &&Pod| self.is_new(pod) && self.is_outdated(pod);
        self.wanted().rev().filter(is_outdated).map(|pod| pod.name.as_str()).collect()
    }

    /// The number that Kubernetes gives to a revision.
    pub fn number_of(&self, revision: &str) -> Option<i64> {
        self.revisions.iter().find(|(name, _)| name == revision).map(|(_, number)| *number)
    }

    /// The pods that have to be replaced.
    pub fn old(&self) -> impl DoubleEndedIterator<Item = &Pod> {
        self.wanted().filter(|pod| !self.is_new(pod))
    }

    /// The last thing that Kubernetes warned of about an object.
    pub fn warning(&self, name: &str) -> Option<&str> {
        let about = self.warnings.iter().rev().find(|(about, _)| about == name);
        about.map(|(_, warning)| warning.as_str())
    }

    /// Whether any server keeps its data in integrated storage.
    pub fn uses_raft(&self) -> bool {
        self.pods.iter().filter_map(Pod::status).any(|status| status.storage_type == "raft")
    }
}
