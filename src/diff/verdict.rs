//! How bad a change is: what it does to the running Vault, in a few fixed words.

use std::fmt;

use crate::choice::choice;

choice! {
    /// What a change does to the running Vault; the worst is the greatest.
    #[derive(PartialOrd, Ord, Hash)]
    pub enum Verdict: "verdict", id {
        /// The API server takes the manifest and keeps what it has: nothing changes.
        Ignored = "ignored",
        /// Only labels or annotations differ: no pod notices.
        LabelsOnly = "labels-only",
        /// The object takes the change, and the pods run on.
        InPlace = "in-place",
        /// Pods are replaced.
        RestartsPods = "restarts-pods",
        /// The API server refuses the change: the object must be deleted and made again.
        Recreates = "recreates",
        /// The API server refuses the change, and recreating the object does not help: the manifest must change.
        Refused = "refused",
        /// Something can be reached or read that could not before.
        Exposes = "exposes",
        /// Somebody may do more than before.
        WidensRights = "widens-rights",
        /// Vault becomes an older version, or a lesser edition, than the one that wrote its data.
        Downgrade = "downgrade",
        /// Vault stops answering, or may.
        Downtime = "downtime",
    }
}

impl Verdict {
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
            Self::WidensRights => "widens permissions",
            Self::Downgrade => "downgrade",
            Self::Downtime => "downtime",
        }
    }

    /// Gives how bad it is, from 0.
    pub fn rank(self) -> u8 {
        self as u8
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}
