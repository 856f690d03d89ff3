//! What is done next, and why.

use std::fmt;

/// The one thing to do, with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// What to do.
    pub action: Action,
    /// Why, as a fragment: `vault-1 is sealed`.
    pub why: String,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing yet: look again.
    Wait,
    /// Ask for a key share of a server.
    Unseal {
        /// Its pod.
        pod: String,
        /// Whether it moves to another seal.
        migrates: bool,
    },
    /// Initialize the servers, at this one.
    Initialize {
        /// Its pod.
        pod: String,
    },
    /// Let a server join the active one.
    Join {
        /// Its pod.
        pod: String,
        /// The address of the active one.
        address: String,
    },
    /// Delete a pod, so that it is made again of the update revision.
    Delete(Target),
    /// Let the active server give up leadership.
    StepDown {
        /// Its pod.
        pod: String,
    },
    /// Take a server that leaves out of raft.
    RemovePeer {
        /// Its pod.
        pod: String,
        /// Its id, which need not be the name of its pod.
        id: String,
    },
    /// Nothing: a person has to mend something first.
    Stop {
        /// The pod whose last words tell more.
        pod: Option<String>,
    },
    /// Nothing: it would do harm. What helps stands beside it.
    Refuse(&'static str),
    /// Nothing: all is as it should be.
    Finish,
}

/// A pod that is deleted: this very one, and no successor of its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its name.
    pub pod: String,
    /// Its identity.
    pub uid: String,
    /// Whether its server is active.
    pub is_active: bool,
    /// What nobody can do until it is back; empty where others take over.
    pub outage: String,
}

impl Action {
    /// The word for programs.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Wait => "wait",
            Self::Unseal { .. } => "unseal",
            Self::Initialize { .. } => "initialize",
            Self::Join { .. } => "join",
            Self::Delete(_) => "delete",
            Self::StepDown { .. } => "step-down",
            Self::RemovePeer { .. } => "remove-peer",
            Self::Stop { .. } => "stop",
            Self::Refuse(_) => "refuse",
            Self::Finish => "done",
        }
    }

    /// The pod that it is done to.
    pub fn pod(&self) -> Option<&str> {
        match self {
            Self::Unseal { pod, .. }
            | Self::Initialize { pod }
            | Self::Join { pod, .. }
            | Self::StepDown { pod }
            | Self::RemovePeer { pod, .. } => Some(pod),
            Self::Delete(target) => Some(&target.pod),
            Self::Stop { pod } => pod.as_deref(),
            Self::Wait | Self::Refuse(_) | Self::Finish => None,
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wait => f.write_str("wait"),
            Self::Unseal { pod, migrates: false } => write!(f, "ask for key shares of {pod}"),
            Self::Unseal { pod, migrates: true } => write!(f, "ask for the earlier key shares of {pod}"),
            Self::Initialize { pod } => write!(f, "initialize Vault on {pod}"),
            Self::Join { pod, address } => write!(f, "let {pod} join {address}"),
            Self::Delete(target) => write!(f, "delete pod {} (uid {})", target.pod, target.uid),
            Self::StepDown { pod } => write!(f, "let {pod} step down"),
            Self::RemovePeer { pod, id } => write!(f, "take {pod} out of raft (id {id})"),
            Self::Stop { .. } => f.write_str("stop"),
            Self::Refuse(_) => f.write_str("refuse"),
            Self::Finish => f.write_str("done"),
        }
    }
}
