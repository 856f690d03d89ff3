//! What rules look at: the values, the configuration and the objects of one release, and the places of all of them.

use super::configuration::ServerConfiguration;
use super::external::External;
use super::references::Origins;
use super::releases::Releases;
use crate::chart::{Chart, Facts, Reading, Release};
use crate::diagnostic::Label;
use crate::manifest::Object;
use crate::source::{SourceId, Span};
use crate::yaml::{Entry, Node};

/// One release with everything that a rule may ask.
pub struct Subject<'a> {
    /// The chart with the values of this release.
    pub chart: &'a Chart,
    /// The release.
    pub release: &'a Release,
    /// The values that the user gave, profiles included.
    pub user: &'a Node,
    /// The documented defaults.
    pub defaults: &'a Node,
    /// The objects, in the order in which they are installed.
    pub objects: &'a [Object],
    /// Vault's configuration, if this mode reads one.
    pub configuration: Option<ServerConfiguration>,
    /// What is there without being rendered.
    pub external: &'a [External],
    /// What is known of Vault's releases.
    pub releases: &'a Releases,
    /// The day of the run, in days since 1970-01-01.
    pub today: i64,
    /// Whether the user wrote a text, as against the defaults and profiles.
    pub is_of_the_user: &'a dyn Fn(SourceId) -> bool,
    /// Where the user's values begin.
    pub start: Span,
    /// Where texts stand in the user's values.
    pub origins: Origins<'a>,
}

impl<'a> Subject<'a> {
    /// The values: the user's over the defaults, every key of the defaults there.
    pub fn values(&self) -> Reading<'_> {
        self.chart.values()
    }

    /// The decisions that follow from the values.
    pub fn facts(&self) -> &Facts {
        self.chart.facts()
    }

    /// The objects of a kind.
    pub fn objects_of(&self, kind: &'a str) -> impl Iterator<Item = &'a Object> {
        self.objects.iter().filter(move |object| object.kind() == kind)
    }

    /// Whether the user set the value at a dotted path, or something in it.
    pub fn is_set(&self, path: &str) -> bool {
        entry(self.user, path).is_some()
    }

    /// What to say of the value at a dotted path: at its own place if the user or a profile wrote it, else at the
    /// nearest key above that the user wrote, else where the user's values begin.
    pub fn label(&self, path: &str, text: impl Into<String>) -> Label {
        let span = match entry(self.user, path) {
            Some(entry) => place(entry),
            None => self.nearest_key(path),
        };
        Label::new(span, text)
    }

    /// What to say of the value at a dotted path, or that nobody set it.
    pub fn label_or_unset(&self, path: &str, text: impl Into<String>) -> Label {
        match self.is_set(path) {
            true => self.label(path, text),
            false => Label { is_unset: true, ..self.label(path, format!("`{path}` is not set")) },
        }
    }

    /// What to say of the value at a dotted path, if the user or a profile wrote it: for a second place of a fault.
    pub fn label_if_set(&self, path: &str, text: impl Into<String>) -> Option<Label> {
        self.is_set(path).then(|| self.label(path, text))
    }

    /// What is the value at a path, as a note, if it is so only by default.
    pub fn default_note(&self, path: &str) -> Option<String> {
        let default = self.defaults.at(path).filter(|_| !self.is_set(path))?.to_json();
        Some(format!("`{path}` is {default} by default"))
    }

    fn nearest_key(&self, path: &str) -> Span {
        let mut path = path;
        while let Some((above, _)) = path.rsplit_once('.') {
            if let Some(entry) = entry(self.user, above).filter(|entry| (self.is_of_the_user)(entry.key_span.source)) {
                return entry.key_span;
            }
            path = above;
        }
        self.start
    }
}

/// The place of a scalar, and of the key alone where the value is a list or a map.
fn place(entry: &Entry) -> Span {
    let is_scalar = entry.value.as_map().is_none() && !matches!(entry.value.data, crate::yaml::Data::List(_));
    if is_scalar && entry.value.style != crate::yaml::Style::Block { entry.value.span } else { entry.key_span }
}

fn entry<'n>(root: &'n Node, path: &str) -> Option<&'n Entry> {
    match path.rsplit_once('.') {
        Some((holder, key)) => root.at(holder)?.as_map()?.get(key),
        None => root.as_map()?.get(path),
    }
}
