//! What a plan needs to know beside the objects.

use std::fmt;
use std::str::FromStr;

use crate::command::Command;

/// What a plan needs to know beside the objects.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The release's name.
    pub release: String,
    /// The namespace of the release.
    pub namespace: String,
    /// The kube context, if one was named.
    pub context: Option<String>,
    /// Who applies the new manifests.
    pub via: Via,
    /// Whether the active server steps down before its pod is deleted.
    pub step_down: bool,
    /// Whether the release is there already; if not, its servers start for the first time.
    pub is_first: bool,
    /// The commands that make the file of the new manifests, if it has to be made.
    pub render: Vec<Command>,
    /// The file of the new manifests.
    pub manifests: String,
    /// The upgrade of the release by Helm, with the same values.
    pub helm: Command,
    /// How to get back.
    pub back: Back,
    /// Sentences to begin with.
    pub notes: Vec<String>,
}

/// How to get back to the manifests of before.
#[derive(Clone, Debug)]
pub enum Back {
    /// By this file, which these commands make, if it has to be made.
    File(String, Vec<Command>),
    /// Nobody has kept them.
    NotSaved,
}

/// Who applies the manifests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Via {
    /// A person or a script, by `kubectl apply`.
    #[default]
    Kubectl,
    /// Helm, by an upgrade with the values.
    Helm,
    /// Argo CD, once the change is merged.
    ArgoCd,
    /// Flux, once the change is merged.
    Flux,
}

/// A word that names nobody who applies manifests.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown tool `{0}` in `via`")]
pub struct UnknownVia(pub String);

impl Via {
    /// All of them, the usual one first.
    pub const ALL: [Self; 4] = [Self::Kubectl, Self::Helm, Self::ArgoCd, Self::Flux];

    /// The word that a user types.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kubectl => "kubectl",
            Self::Helm => "helm",
            Self::ArgoCd => "argocd",
            Self::Flux => "flux",
        }
    }
}

impl fmt::Display for Via {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Via {
    type Err = UnknownVia;

    fn from_str(text: &str) -> Result<Self, UnknownVia> {
        Self::ALL.into_iter().find(|via| via.word() == text).ok_or_else(|| UnknownVia(text.to_owned()))
    }
}
