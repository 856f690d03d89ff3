//! Settings with which Vault does not start, each as its source has it: `command/server`, `vault/core.go`,
//! `internalshared/configutil`, `internalshared/listenerutil` and `physical/raft`.

mod cluster;
mod limits;
mod listener;
mod seal;

use super::server::Server;
use crate::source::Span;
use crate::vault_version::Version;

/// Whether a version stops at an attribute that is set twice.
pub(super) fn refuses_duplicates(version: Option<Version>) -> bool {
    version.is_some_and(|version| limits::refuses_duplicates(&version))
}

/// A setting that Vault stops at.
pub(super) struct Stop {
    /// What is wrong: lower case, no full stop.
    pub(super) title: String,
    /// The place, and what to say there.
    pub(super) span: Span,
    pub(super) say: String,
    /// What to write instead.
    pub(super) help: String,
}

impl Stop {
    fn new(title: impl Into<String>, span: Span, say: impl Into<String>, help: impl Into<String>) -> Self {
        Self { title: title.into(), span, say: say.into(), help: help.into() }
    }
}

/// Every setting that the server stops at.
pub(super) fn stops(server: &Server<'_>, version: Option<&Version>) -> Vec<Stop> {
    let mut found = cluster::stops(server);
    found.extend(limits::stops(server, version));
    found.extend(listener::stops(server, version));
    found.extend(seal::stops(server, version));
    found
}
