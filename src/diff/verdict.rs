//! How bad a change is: what it does to the running Vault, in a few fixed words.

use std::fmt;
use std::str::FromStr;

/// What a change does to the running Vault; the worst is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Only labels or annotations differ: no pod notices.
    LabelsOnly,
    /// The object takes the change, and the pods run on.
    InPlace,
    /// Pods are replaced.
    RestartsPods,
    /// The API server refuses the change: the object must be deleted and made again.
    Recreates,
    /// Something can be reached or read that could not before.
    Exposes,
    /// Somebody may do more than before.
    WidensRights,
    /// Vault stops answering, or may.
    Downtime,
}

/// A word that is no verdict.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no verdict: use one of `labels-only`, `in-place`, `restarts-pods`, `recreates`, `exposes`, `widens-rights`, `downtime`"
)]
pub struct UnknownVerdict(pub String);

impl Verdict {
    /// Every verdict, the mildest first.
    pub const ALL: [Self; 7] = [
        Self::LabelsOnly,
        Self::InPlace,
        Self::RestartsPods,
        Self::Recreates,
        Self::Exposes,
        Self::WidensRights,
        Self::Downtime,
    ];

    /// Gives the word that a user types and a program reads.
    pub fn id(self) -> &'static str {
        match self {
            Self::LabelsOnly => "labels-only",
            Self::InPlace => "in-place",
            Self::RestartsPods => "restarts-pods",
            Self::Recreates => "recreates",
            Self::Exposes => "exposes",
            Self::WidensRights => "widens-rights",
            Self::Downtime => "downtime",
        }
    }

    /// Gives the words for a headline.
    pub fn words(self) -> &'static str {
        match self {
            Self::LabelsOnly => "labels only",
            Self::InPlace => "in place",
            Self::RestartsPods => "restarts pods",
            Self::Recreates => "recreates the object",
            Self::Exposes => "exposes",
            Self::WidensRights => "widens rights",
            Self::Downtime => "downtime",
        }
    }

    /// Tells how bad it is, from 0.
    pub fn rank(self) -> u8 {
        self as u8
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl FromStr for Verdict {
    type Err = UnknownVerdict;

    fn from_str(text: &str) -> Result<Self, UnknownVerdict> {
        let found = Self::ALL.into_iter().find(|verdict| verdict.id() == text || verdict.words() == text);
        found.ok_or_else(|| UnknownVerdict(text.to_owned()))
    }
}
