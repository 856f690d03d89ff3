//! What a plan needs to know beside the objects.

use crate::choice::choice;
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

choice! {
    /// Who applies the manifests.
    #[derive(Default)]
    pub enum Via: "tool", word {
        /// A person or a script, by `kubectl apply`.
        #[default]
        Kubectl = "kubectl",
        /// Helm, by an upgrade with the values.
        Helm = "helm",
        /// Argo CD, once the change is merged.
        ArgoCd = "argocd",
        /// Flux, once the change is merged.
        Flux = "flux",
    }
}
