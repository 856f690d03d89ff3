//! What the release is for: rules about production do not hold for a release that is tried out.

use std::str::FromStr;

/// What the release is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Anything: only what would fail or surprise everywhere.
    Any,
    /// Production: the checklist of Vault's documentation too.
    Production,
}

impl Purpose {
    /// The word that the command line calls it by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Production => "production",
        }
    }

    /// Whether a rule for the other purpose applies to a release of this one.
    pub fn includes(self, rule: Self) -> bool {
        self == Self::Production || rule == Self::Any
    }
}

impl FromStr for Purpose {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Any, Self::Production]
            .into_iter()
            .find(|purpose| purpose.word() == text)
            .ok_or_else(|| "expected `any` or `production`".to_owned())
    }
}
