//! Settings with which Vault does not start, each as its source has it: `command/server`, `vault/core.go`,
//! `internalshared/configutil`, `internalshared/listenerutil` and `physical/raft`.

mod cluster;
mod limits;
mod listener;
mod seal;

use super::seal::{self as check_seal, Seal};
use super::server::Server;
use crate::diagnostic::Label;
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
    place: SettingPlace,
    say: String,
    /// What to write instead.
    pub(super) help: String,
}

/// Where a setting stands.
enum SettingPlace {
    /// In the configuration.
    Here(Span),
    /// In the values, at a path.
    Value(&'static str),
}

impl Stop {
    fn new(title: impl Into<String>, span: Span, say: impl Into<String>, help: impl Into<String>) -> Self {
        Self { title: title.into(), place: SettingPlace::Here(span), say: say.into(), help: help.into() }
    }

    fn of_value(title: impl Into<String>, path: &'static str, help: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            place: SettingPlace::Value(path),
            say: "Vault stops here".to_owned(),
            help: help.into(),
        }
    }

    /// What is wrong with a seal, at its stanza or at the variable that says its type.
    fn of_seal(title: impl Into<String>, seal: &Seal<'_>, help: impl Into<String>) -> Self {
        let place = seal
            .block
            .map_or(SettingPlace::Value(check_seal::VARIABLE_PATH), |block| SettingPlace::Here(block.kind.span));
        Self { title: title.into(), place, say: "Vault stops here".to_owned(), help: help.into() }
    }

    /// Its place with what to say there.
    pub(super) fn label(&self, server: &Server<'_>) -> Label {
        match self.place {
            SettingPlace::Here(span) => server.label(span, self.say.clone()),
            SettingPlace::Value(path) => server.subject.label(path, self.say.clone()),
        }
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
