//! Why nothing can be seen of a cluster.

use super::read::NotRead;

/// Why nothing can be seen.
#[derive(Debug, thiserror::Error)]
pub enum Blind {
    /// `kubectl` fails, again and again.
    #[error("`{command}` failed: {says}")]
    Failed {
        /// What was run.
        command: String,
        /// Its last words.
        says: String,
    },
    /// It answers with something else than objects.
    #[error(transparent)]
    NotRead(#[from] NotRead),
    /// There is nothing to look at.
    #[error("there is no StatefulSet of Vault that is labelled `{selector}` in namespace `{namespace}`")]
    NoServers {
        /// The label.
        selector: String,
        /// The namespace.
        namespace: String,
    },
    /// It is not certain what to look at.
    #[error("{} StatefulSets of Vault are labelled `{selector}`: {}", names.len(), names.join(", "))]
    ManySets {
        /// The label.
        selector: String,
        /// What they are called.
        names: Vec<String>,
    },
}
