//! What a release of the chart brings to its users, and whom that concerns.

use super::definition::ChartDefinition;
use super::facts::Facts;
use super::mode::Mode;
use super::reading::Reading;
use super::release::Release;
use crate::yaml::{Data, Node};

/// Something that changes for a user who moves up to a release.
pub struct Note {
    /// What changes.
    pub says: &'static str,
    /// Whom it concerns: all of these hold; none of them, everybody.
    pub(super) when: &'static [When],
}

/// What must hold of a release for a note to concern it.
pub(super) enum When {
    /// The part of the chart is on.
    Component(Component),
    /// Vault runs in one of the modes.
    Mode(&'static [Mode]),
    /// All of the values are on.
    On(&'static [&'static str]),
    /// One of the values is on.
    AnyOn(&'static [&'static str]),
    /// None of the values is on.
    Off(&'static [&'static str]),
    /// The user set one of the values to something else than the default.
    Set(&'static [&'static str]),
    /// The user set none of the values.
    Unset(&'static [&'static str]),
    /// One of the values is a map.
    Map(&'static [&'static str]),
    /// One of the values is zero.
    Zero(&'static [&'static str]),
    /// This is OpenShift.
    OpenShift,
    /// The injectors elect a leader.
    LeaderElection,
    /// Kubernetes is older than this minor release.
    KubernetesBefore(u64),
    /// The configuration of Vault holds this text.
    ConfigHolds(&'static str),
    /// The configuration of Vault is JSON.
    ConfigIsJson,
}

/// A part of the chart that can be switched off.
#[derive(Clone, Copy)]
pub(super) enum Component {
    Server,
    Injector,
    Csi,
}

/// What the conditions of notes are asked of.
pub struct Concerned<'a> {
    /// The decisions about the release.
    pub facts: &'a Facts,
    /// Its values.
    pub values: Reading<'a>,
    /// Those that the user gave.
    pub user: &'a Node,
    /// The newest defaults.
    pub defaults: &'a Node,
    /// What is installed, and where.
    pub release: &'a Release,
}

/// The notes of one step from a release of the chart to another, for one user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartNotes {
    /// The release on the old side.
    pub from: &'static str,
    /// The release on the new side.
    pub to: &'static str,
    /// The notes, the newest first, each with the release that brought it. On a way back these are what goes again.
    pub notes: Vec<(&'static str, &'static str)>,
}

impl ChartNotes {
    /// The notes between two releases of a chart that concern a user.
    pub fn between(from: &ChartDefinition, to: &ChartDefinition, concerned: &Concerned<'_>) -> Self {
        let number = |chart: &ChartDefinition| {
            chart.releases.iter().position(|release| release.version == chart.release.version).unwrap_or_default()
        };
        let (old, new) = (number(from), number(to));
        let between = to.releases.get(old.min(new)..old.max(new)).unwrap_or_default();
        let notes = between.iter().flat_map(|release| release.notes.iter().map(|note| (release.version, note)));
        let concern = notes.filter(|(_, note)| note.when.iter().all(|when| when.holds(concerned)));
        Self {
            from: from.release.version,
            to: to.release.version,
            notes: concern.map(|(version, note)| (version, note.says)).collect(),
        }
    }

    /// What the notes are about, as a line above them.
    pub fn title(&self) -> String {
        let Self { from, to, .. } = self;
        match self.is_way_back() {
            true => format!("Back from vault-helm {from} to {to}, these changes that concern the values are undone:"),
            false => format!("From vault-helm {from} to {to}, these changes concern the values:"),
        }
    }

    /// Whether the way leads to an older release.
    fn is_way_back(&self) -> bool {
        let version = |text: &str| semver::Version::parse(text).ok();
        version(self.to) < version(self.from)
    }
}

impl When {
    fn holds(&self, concerned: &Concerned<'_>) -> bool {
        let Concerned { facts, values, .. } = *concerned;
        let is_on = |path: &&str| values.toggle(path) || values.truthy(path) && !is_switch(values.text(path));
        match self {
            Self::Component(Component::Server) => facts.server.enabled && facts.mode != Mode::External,
            Self::Component(Component::Injector) => facts.injector.enabled,
            Self::Component(Component::Csi) => facts.csi.enabled,
            Self::Mode(modes) => modes.contains(&facts.mode),
            Self::On(paths) => paths.iter().all(is_on),
            Self::AnyOn(paths) => paths.iter().any(is_on),
            Self::Off(paths) => !paths.iter().any(is_on),
            Self::Set(paths) => paths.iter().any(|path| concerned.has_set(path)),
            Self::Unset(paths) => !paths.iter().any(|path| concerned.user.at(path).is_some_and(|node| !node.is_null())),
            Self::Map(paths) => {
                paths.iter().any(|path| concerned.user.at(path).is_some_and(|node| node.as_map().is_some()))
            }
            Self::Zero(paths) => paths.iter().any(|path| values.integer(path) == Some(0)),
            Self::OpenShift => facts.openshift,
            Self::LeaderElection => facts.injector.leader_elector,
            Self::KubernetesBefore(minor) => !concerned.release.kube_version.is_at_least(*minor),
            Self::ConfigHolds(text) => concerned.config().is_some_and(|config| config.contains(text)),
            Self::ConfigIsJson => {
                let is_json =
                    |config: &str| serde_json::from_str::<serde_json::Map<_, serde_json::Value>>(config).is_ok();
                concerned.config().is_some_and(is_json)
            }
        }
    }
}

/// A text that says on or off is no value that is merely there.
fn is_switch(text: Option<&str>) -> bool {
    matches!(text, Some("true" | "false" | "-"))
}

impl Concerned<'_> {
    fn has_set(&self, path: &str) -> bool {
        let Some(node) = self.user.at(path).filter(|node| !node.is_null()) else { return false };
        let is_empty = match &node.data {
            Data::Map(map) => map.is_empty(),
            Data::List(items) => items.is_empty(),
            Data::Text(text) => text.is_empty(),
            _ => false,
        };
        !is_empty && self.defaults.at(path).is_none_or(|default| differs(node, default))
    }

    /// The text of Vault's configuration, as it was written.
    fn config(&self) -> Option<&str> {
        self.values.text(super::server_config::source_path(self.facts, self.values)?)
    }
}

/// Whether a tree says anything else than the default does.
fn differs(node: &Node, default: &Node) -> bool {
    match (&node.data, &default.data) {
        (Data::Map(map), Data::Map(_)) => {
            map.iter().any(|(key, entry)| default.get(key).is_none_or(|default| differs(&entry.value, default)))
        }
        _ => node.to_json() != default.to_json(),
    }
}
