//! The server as its configuration describes it, for rules that hold it against the values and the pods.

use super::configuration::ServerConfiguration;
use super::listener::{Listener, tcp_listeners};
use super::server_pod::ServerPod;
use super::storage::{Storage, storage};
use super::subject::Subject;
use crate::chart::Mode;
use crate::diagnostic::Label;
use crate::source::Span;
use crate::vault_config::{Block, Body, Value};

/// A server that reads the configuration of the values.
pub(super) struct Server<'s> {
    /// What rules look at.
    pub(super) subject: &'s Subject<'s>,
    /// What stands at the top of the configuration.
    pub(super) body: &'s Body,
    /// The pods that run it.
    pub(super) pod: ServerPod<'s>,
    configuration: &'s ServerConfiguration,
}

impl<'s> Server<'s> {
    /// The server of this release, if it reads a configuration and the configuration can be read.
    pub(super) fn of(subject: &'s Subject<'s>) -> Option<Self> {
        let configuration = subject.configuration.as_ref()?;
        let body = &configuration.tree()?.body;
        let pod = ServerPod::of(subject)?;
        let reads = matches!(subject.facts().mode, Mode::Ha | Mode::Standalone);
        reads.then_some(Self { subject, body, pod, configuration })
    }

    /// The value that holds the configuration, such as `server.ha.raft.config`.
    pub(super) fn path(&self) -> &'static str {
        self.configuration.path
    }

    /// Whether the configuration is written as JSON.
    pub(super) fn is_json(&self) -> bool {
        self.configuration.is_json()
    }

    /// What to say of a part of the configuration: at its own place, or where the user chose this mode if the
    /// configuration is the default one.
    pub(super) fn label(&self, part: Span, text: impl Into<String>) -> Label {
        if self.is_default() { self.subject.label(self.path(), text) } else { self.configuration.label(part, text) }
    }

    /// A part of the configuration as a second place, if the user wrote it.
    pub(super) fn label_if_set(&self, part: Span, text: impl Into<String>) -> Option<Label> {
        (!self.is_default()).then(|| self.configuration.label(part, text))
    }

    /// What to say of the configuration as a whole.
    pub(super) fn whole(&self, text: impl Into<String>) -> Label {
        self.subject.label(self.path(), text)
    }

    /// That the configuration is the default one, as a note.
    pub(super) fn default_note(&self) -> Option<String> {
        self.is_default().then(|| format!("`{}` is not set: the default applies", self.path()))
    }

    /// Whether the user wrote no configuration for this mode.
    pub(super) fn is_default(&self) -> bool {
        !self.subject.is_set(self.path())
    }

    /// Whether the server reads further files, so that what is missing here may stand there.
    pub(super) fn reads_more(&self) -> bool {
        self.subject.values().text("server.extraArgs").is_some_and(|text| text.contains("-config"))
    }

    /// Whether several servers share the work.
    pub(super) fn is_ha(&self) -> bool {
        self.subject.facts().mode == Mode::Ha
    }

    /// The TCP listeners.
    pub(super) fn listeners(&self) -> Vec<Listener<'s>> {
        tcp_listeners(self.body)
    }

    /// Where it keeps its data.
    pub(super) fn storage(&self) -> Option<Storage<'s>> {
        storage(self.body, "storage", "backend")
    }

    /// Where it keeps who leads, if not with its data.
    pub(super) fn ha_storage(&self) -> Option<Storage<'s>> {
        storage(self.body, "ha_storage", "ha_backend")
    }

    /// The storage, if it is integrated storage.
    pub(super) fn raft(&self) -> Option<Storage<'s>> {
        self.storage().filter(|storage| storage.kind == "raft")
    }

    /// Integrated storage, be it for the data or only for who leads.
    pub(super) fn any_raft(&self) -> Option<Storage<'s>> {
        self.raft().or_else(|| self.ha_storage().filter(|storage| storage.kind == "raft"))
    }

    /// Whether a process at the side may stand between the network and the listeners.
    pub(super) fn has_other_containers(&self) -> bool {
        self.pod.containers().len() > 1
    }
}

/// The block in which a server asks Kubernetes to label its pods.
pub(super) fn kubernetes_registration(body: &Body) -> Option<&Block> {
    body.blocks("service_registration").find(|block| block.label() == Some("kubernetes"))
}

/// The text of an attribute that is not empty.
pub(super) fn given<'b>(body: &'b Body, name: &str) -> Option<(&'b Value, &'b str)> {
    let value = body.attribute(name)?;
    value.as_text().filter(|text| !text.is_empty()).map(|text| (value, text))
}
