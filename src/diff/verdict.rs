//! How bad a change is: what it does to the running Vault, in a few fixed words.

use std::fmt;
use std::str::FromStr;

/// What a change does to the running Vault; the worst is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The API server takes the manifest and keeps what it has: nothing changes.
    Ignored,
    /// Only labels or annotations differ: no pod notices.
    LabelsOnly,
    /// The object takes the change, and the pods run on.
    InPlace,
    /// Pods are replaced.
    RestartsPods,
    /// The API server refuses the change: the object must be deleted and made again.
    Recreates,
    /// The API server refuses the change, and making the object again is no way out: the manifest must change.
    Refused,
    /// Something can be reached or read that could not before.
    Exposes,
    /// Somebody may do more than before.
    WidensRights,
    /// Vault becomes an older version, or a lesser edition, than the one that wrote its data.
    Downgrade,
    /// Vault stops answering, or may.
    Downtime,
}

/// A word that is no verdict.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no verdict: use one of `ignored`, `labels-only`, `in-place`, `restarts-pods`, `recreates`, `refused`, `exposes`, `widens-rights`, `downgrade`, `downtime`"
)]
pub struct UnknownVerdict(pub String);

impl Verdict {
    /// Every verdict, the mildest first.
    pub const ALL: [Self; 10] = [
        Self::Ignored,
        Self::LabelsOnly,
        Self::InPlace,
        Self::RestartsPods,
        Self::Recreates,
        Self::Refused,
        Self::Exposes,
        Self::WidensRights,
        Self::Downgrade,
        Self::Downtime,
    ];

    /// Gives the word that a user types and a program reads.
    pub fn id(self) -> &'static str {
        match self {
            Self::Ignored => "ignored",
            Self::LabelsOnly => "labels-only",
            Self::InPlace => "in-place",
            Self::RestartsPods => "restarts-pods",
            Self::Recreates => "recreates",
            Self::Refused => "refused",
            Self::Exposes => "exposes",
            Self::WidensRights => "widens-rights",
            Self::Downgrade => "downgrade",
            Self::Downtime => "downtime",
        }
    }

    /// Gives the words for a headline.
    pub fn words(self) -> &'static str {
        match self {
            Self::Ignored => "ignored",
            Self::LabelsOnly => "labels only",
            Self::InPlace => "in place",
            Self::RestartsPods => "restarts pods",
            Self::Recreates => "recreates the object",
            Self::Refused => "refused",
            Self::Exposes => "exposes",
            Self::WidensRights => "widens rights",
            Self::Downgrade => "downgrade",
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
