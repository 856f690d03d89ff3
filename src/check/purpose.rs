//! What the release is for: rules about production do not hold for a release that is tried out.

use crate::choice::choice;

choice! {
    /// What the release is for.
    pub enum Purpose: "purpose", word {
        /// Anything: only what would fail or surprise everywhere.
        Any = "any",
        /// Production: the checklist of Vault's documentation too.
        Production = "production",
    }
}

impl Purpose {
    /// Whether a rule for the other purpose applies to a release of this one.
    pub fn includes(self, rule: Self) -> bool {
        self == Self::Production || rule == Self::Any
    }
}
