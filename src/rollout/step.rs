//! What a plan is made of.

use crate::command::Command;
use crate::diff::Instruction;

/// The whole way from what runs to what is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What it changes, in a line: `Plan: 1 to add, 2 to change, 0 to destroy.`, or that there is nothing to do.
    pub headline: String,
    /// What to know before the first step: whole sentences.
    pub notes: Vec<String>,
    /// The servers that the steps are for, if there are any.
    pub servers: Option<Servers>,
    /// The kube context that all commands are for, if one was named.
    pub context: Option<String>,
    /// Whether the active server steps down before its pod is deleted.
    pub steps_down: bool,
    /// The objects that are deleted and made again, as `StatefulSet vault`: until then the API server refuses the new ones.
    pub remade: Vec<String>,
    /// The steps in their order; none if nothing changes.
    pub steps: Vec<Step>,
    /// The way back, if it went wrong.
    pub back: Vec<Step>,
}

/// What a script needs to know of the servers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Servers {
    /// The name of the stateful set; the pods are called after it.
    pub name: String,
    /// The namespace of the stateful set.
    pub namespace: String,
    /// The labels that select the pods, as `-l` takes them.
    pub selector: String,
    /// How many there are before anything is done.
    pub old_replicas: u64,
    /// How many there are when all is done.
    pub new_replicas: u64,
    /// Whether their data is in integrated storage.
    pub raft: bool,
    /// Whether the certificate of their listener cannot be verified from within their pods.
    pub skips_verification: bool,
    /// The version that the plan brings, if it is another one and the image says it: `2.0.4`.
    pub new_version: Option<String>,
    /// The objects that change and that the servers read when they start, as `configmap/vault-config`.
    pub reads: Vec<String>,
}

impl Servers {
    /// No servers at all: those of a release with Vault elsewhere.
    pub fn none() -> Self {
        Self {
            name: String::new(),
            namespace: String::new(),
            selector: String::new(),
            old_replicas: 0,
            new_replicas: 0,
            raft: false,
            skips_verification: false,
            new_version: None,
            reads: Vec::new(),
        }
    }
}

/// What unseals a server that has started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsealing {
    /// Somebody with key shares.
    ByHand,
    /// The server itself, by a seal of this type.
    ByItself(String),
    /// That is not said where a plan can read it.
    Unknown,
    /// There is nothing to unseal: a dev server.
    Never,
}

/// One step: done as a whole, or not begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is done, as an order: no full stop.
    pub title: String,
    /// Why, and what happens: whole sentences.
    pub why: String,
    /// What to do, in this order.
    pub actions: Vec<Instruction>,
    /// The pod that the step is for, if it is left out while that is the active one.
    pub unless_active: Option<String>,
    /// Whether its commands only ask what the API server would do.
    pub rehearses: bool,
    /// What a script does instead, where it can look before it acts. Neighbours with the same one are done as one.
    pub operation: Option<Operation>,
}

/// What a script can do with the servers: it looks at all of them first, and again after each thing that it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// All servers must be there, ready and unsealed, and one of them active.
    CheckServers,
    /// Saves the data of integrated storage in a file.
    SaveSnapshot,
    /// Brings the data of integrated storage back from a file.
    RestoreSnapshot {
        /// How many servers there are.
        count: u64,
    },
    /// Replaces every server that runs an older revision: standbys first, the active one last.
    ReplaceServers {
        /// How many there are to replace, from number 0 on.
        count: u64,
    },
    /// Follows the pods while Kubernetes replaces them, and unseals each.
    FollowServers {
        /// How many there are to replace, from number 0 on.
        count: u64,
    },
    /// Stops all servers.
    StopServers,
    /// Starts all servers that are there, on data that they know.
    StartServers {
        /// How many of them, from number 0 on.
        count: u64,
    },
    /// Initializes the first server, and lets the others join it.
    InitializeServers {
        /// How many there are.
        count: u64,
        /// The scheme and port of the address to join, `http` and 8200, if the servers do not join by themselves.
        join: Option<JoinAddress>,
    },
    /// Lets servers that are new join those that run.
    JoinServers {
        /// The number of the first new one.
        from: u64,
        /// How many there are with them.
        count: u64,
        /// As for initializing.
        join: Option<JoinAddress>,
    },
    /// Takes servers out of integrated storage before they stop.
    RemovePeers {
        /// The number of the first one that leaves.
        from: u64,
    },
    /// Waits until the pod that copies the data has ended well.
    AwaitCopy {
        /// Its name.
        pod: String,
    },
    /// Stops if a server of the new version is active, or was.
    CheckReturn,
    /// Switches the migration that autopilot does by itself.
    SetUpgradeMigration(bool),
    /// All servers must be of the new revision, ready and unsealed, one of them active.
    VerifyServers {
        /// How many there must be.
        count: u64,
    },
}

/// How the active server is reached by a server that joins: `SCHEME://POD.SERVICE:PORT`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinAddress {
    /// `http` or `https`.
    pub scheme: &'static str,
    /// The headless service.
    pub service: String,
    /// The port of the API.
    pub port: u16,
}

impl Step {
    /// A step without anything to do yet.
    pub(super) fn new(title: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            why: why.into(),
            actions: Vec::new(),
            unless_active: None,
            rehearses: false,
            operation: None,
        }
    }

    /// Adds a command.
    #[must_use]
    pub(super) fn run(mut self, command: Command) -> Self {
        self.actions.push(Instruction::Command(command));
        self
    }

    /// Adds commands.
    #[must_use]
    pub(super) fn run_all(mut self, commands: impl IntoIterator<Item = Command>) -> Self {
        self.actions.extend(commands.into_iter().map(Instruction::Command));
        self
    }

    /// Adds a sentence.
    #[must_use]
    pub(super) fn say(mut self, sentence: impl Into<String>) -> Self {
        self.actions.push(Instruction::Sentence(sentence.into()));
        self
    }

    /// Says what a script does instead.
    #[must_use]
    pub(super) fn by(mut self, operation: Operation) -> Self {
        self.operation = Some(operation);
        self
    }

    /// Adds what is only so in some cases.
    #[must_use]
    pub(super) fn when(self, holds: bool, add: impl FnOnce(Self) -> Self) -> Self {
        if holds { add(self) } else { self }
    }
}
