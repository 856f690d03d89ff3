//! What Vault's configuration says, for rules that hold it against good practice.

use super::configuration::ServerConfiguration;
use super::listener::type_of;
use super::subject::Subject;
use crate::diagnostic::Label;
use crate::source::Span;
use crate::vault_config::{Block, Body, Value};

/// The configuration of a server, if it can be read.
pub(super) struct Configured<'s> {
    /// What stands at its top.
    pub(super) body: &'s Body,
    subject: &'s Subject<'s>,
    configuration: &'s ServerConfiguration,
}

impl<'s> Configured<'s> {
    /// The configuration of the server of this release.
    pub(super) fn of(subject: &'s Subject<'s>) -> Option<Self> {
        let configuration = subject.configuration.as_ref()?;
        Some(Self { body: &configuration.tree()?.body, subject, configuration })
    }

    /// The value that holds it, such as `server.ha.raft.config`.
    pub(super) fn path(&self) -> &'static str {
        self.configuration.path
    }

    /// What to say of a part: at its own place, or where the user chose the mode if this is the default configuration.
    pub(super) fn label(&self, part: Span, text: impl Into<String>) -> Label {
        match self.subject.is_set(self.path()) {
            true => self.configuration.label(part, text),
            false => self.subject.label_or_unset(self.path(), text),
        }
    }

    /// The TCP listeners that others than the pod itself reach.
    pub(super) fn open_listeners(&self) -> impl Iterator<Item = &'s Block> {
        let is_open = |block: &&Block| {
            let address = block.body.attribute("address").and_then(|value| value.as_text()).unwrap_or("127.0.0.1:8200");
            type_of(block) == Some("tcp")
                && !["127.", "localhost", "[::1]"].iter().any(|start| address.starts_with(start))
        };
        self.body.blocks("listener").filter(is_open)
    }
}

/// The value of an attribute, if it is on.
pub(super) fn on<'b>(body: &'b Body, name: &str) -> Option<&'b Value> {
    body.attribute(name).filter(|value| value.as_bool() == Some(true))
}

/// The text of an attribute with its place.
pub(super) fn text<'b>(body: &'b Body, name: &str) -> Option<(&'b Value, &'b str)> {
    let value = body.attribute(name)?;
    value.as_text().map(|text| (value, text))
}
