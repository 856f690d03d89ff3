//! The chart as a value: all that a run needs to know of it, picked once and handed down.

use std::borrow::Cow;

use serde_json::Value;

use super::catalog::{CATALOG, MACROS, Template};
use super::chart_release::ChartRelease;
use super::embedded::{self, DEFAULTS_NAME};
use super::facts::{ChartFacts, Facts};
use super::note::{ChartNotes, Concerned};
use super::reading::Reading;
use super::release::Release;
use super::template_name::file;
use crate::diagnostic::Diagnostic;
use crate::go_template::version;
use crate::source::Sources;
use crate::values::{HISTORY, How, Later, Layers, Merged, Path, Replaced, Rewrite, Schema};
use crate::yaml::{self, Constant, Node};

/// The profile that names images.
const OPENSHIFT: &str = "openshift";

/// A chart at one of its releases.
#[derive(Clone)]
pub struct ChartDefinition {
    /// The chart's name, which its labels begin with.
    pub name: Cow<'static, str>,
    /// The releases that are known, the newest first.
    pub releases: &'static [ChartRelease],
    /// The one of them that is used.
    pub release: &'static ChartRelease,
    /// The ready profiles, by name.
    pub profiles: &'static [(&'static str, &'static str)],
    /// The built-in templates, by name.
    pub(crate) catalog: &'static [Template],
    /// The texts that templates import from, by name.
    pub(super) macros: &'static [(&'static str, &'static str)],
    defaults_text: &'static str,
    defaults: &'static Constant,
    schema: &'static Schema,
}

/// How a key of the values came to be what it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// The release that brought it; none if it is older than all that are known.
    pub since: Option<&'static str>,
    /// Its defaults, the newest first, each with the release since which it was the default.
    pub defaults: Vec<(&'static str, Value)>,
}

/// A text that names no release that is known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("vault-helm `{asked}` is not known")]
pub struct UnknownRelease {
    /// What was asked for.
    pub asked: String,
    /// The release that comes nearest.
    pub nearest: &'static str,
    /// All that are known, the newest first.
    pub known: Vec<&'static str>,
}

impl From<UnknownRelease> for Diagnostic {
    fn from(error: UnknownRelease) -> Self {
        Self::error("chart-version", error.to_string())
            .help(format!("the nearest is `{}`", error.nearest))
            .help(format!("known are {}", error.known.join(", ")))
    }
}

impl ChartDefinition {
    /// The chart of HashiCorp Vault at its newest release.
    pub fn newest() -> Self {
        let [release, ..] = &embedded::RELEASES;
        Self {
            name: Cow::Borrowed("vault"),
            releases: &embedded::RELEASES,
            release,
            profiles: embedded::PROFILES,
            catalog: CATALOG,
            macros: MACROS,
            defaults_text: embedded::DEFAULTS_TEXT,
            defaults: &embedded::DEFAULTS,
            schema: &embedded::SCHEMA,
        }
    }

    /// The chart at a release: `0.30.1`, `v0.30.1`, `0.30` for the newest patch of it, or `latest`.
    ///
    /// # Errors
    /// Anything that names no known release.
    pub fn at(version: &str) -> Result<Self, UnknownRelease> {
        let newest = Self::newest();
        let asked = version.trim();
        let bare = asked.strip_prefix('v').unwrap_or(asked);
        let is_it = |release: &&ChartRelease| {
            let patch = release.version.strip_prefix(bare);
            bare == "latest" || patch.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') && bare.contains('.'))
        };
        let release = newest.releases.iter().find(is_it).ok_or_else(|| newest.unknown(asked, bare))?;
        Ok(Self { release, schema: release.schema_from(newest.schema), ..newest })
    }

    /// The chart at the newest release within a constraint as Helm has them, such as `0.30.*` or `^0.30`: a version alone
    /// is one too.
    ///
    /// # Errors
    /// A constraint that no known release satisfies.
    pub fn within(constraint: &str) -> Result<Self, UnknownRelease> {
        let newest = Self::newest();
        let satisfies = |release: &&ChartRelease| version::satisfies(constraint, release.version) == Ok(true);
        match newest.releases.iter().find(satisfies) {
            Some(release) => Self::at(release.version),
            None => Self::at(constraint),
        }
    }

    /// The same chart by the alias that a chart which depends on it gives it. Its objects are named by it.
    #[must_use]
    pub fn called(self, alias: &str) -> Self {
        Self { name: Cow::Owned(alias.to_owned()), ..self }
    }

    fn unknown(&self, asked: &str, bare: &str) -> UnknownRelease {
        let asked_for = lenient(bare);
        let distance = |release: &&&str| {
            let known = lenient(release);
            std::array::from_fn::<u64, 3, _>(|index| known[index].abs_diff(asked_for[index]))
        };
        let known: Vec<&'static str> = self.releases.iter().map(|release| release.version).collect();
        // Only the neighbours in the order of releases: nothing lies between a later major version and the newest.
        let (above, below): (Vec<_>, Vec<_>) = known.iter().partition(|release| lenient(release) > asked_for);
        let neighbours = above.last().into_iter().chain(below.first());
        let nearest = neighbours.min_by_key(|release| distance(release)).copied().unwrap_or(self.release.version);
        UnknownRelease { asked: asked.to_owned(), nearest, known }
    }

    /// Whether this is the newest release.
    pub fn is_newest(&self) -> bool {
        self.releases.first().is_some_and(|newest| newest.version == self.release.version)
    }

    /// The release since which there is a key of the values without a gap; none if the newest lacks it.
    pub fn since(&self, path: &Path) -> Option<&'static ChartRelease> {
        embedded::SCHEMA.find(path)?;
        self.releases.iter().take_while(|release| !release.lacks(path)).last()
    }

    /// What is known of a key of the values that this release lacks, if a later one has it.
    pub fn later(&self, path: &Path, node: &Node) -> Option<Later> {
        let since = self.release.lacks(path).then(|| self.since(path)).flatten()?.version;
        let newest = self.defaults.node(node.span.source);
        let is_as_default = path.find(&newest).is_some_and(|default| default.to_json() == node.to_json());
        Some(Later { since, here: self.release.version, is_as_default })
    }

    /// How a key of the values came to be what it is.
    pub fn story(&self, path: &Path) -> Story {
        let mut defaults: Vec<(&'static str, Option<Value>)> = Vec::new();
        for release in self.releases {
            let mut sources = Sources::default();
            let tree = Self { release, ..self.clone() }.defaults_tree(&mut sources);
            let default = path.find(&tree).map(Node::to_json);
            match defaults.last_mut() {
                Some((since, newer)) if *newer == default => *since = release.version,
                _ => defaults.push((release.version, default)),
            }
        }
        let is_oldest =
            |release: &&ChartRelease| self.releases.last().is_some_and(|last| last.version == release.version);
        let since = self.since(path);
        Story {
            since: since.filter(|release| !is_oldest(release)).map(|release| release.version),
            defaults: defaults.into_iter().filter_map(|(since, default)| Some((since, default?))).collect(),
        }
    }

    /// Whether a change of a key has been made in this release or before, and concerns a value: one that is the default of
    /// the old key says nothing.
    pub fn has_made(&self, change: &Replaced, value: &Node, defaults: &Node) -> bool {
        let is_default = |default: &Node| default.to_json() == value.to_json();
        if defaults.at(change.from).is_some_and(is_default) {
            return false;
        }
        let number = |version: &str| lenient(version);
        change.since.is_none_or(|since| number(since) <= number(self.release.version))
            && change.to.iter().all(|key| self.schema.find(&Path::of_keys(key)).is_some())
    }

    /// What the way from another release brings that concerns a user's values.
    pub fn notes_since(&self, from: &Self, merged: &Merged, defaults: &Node, release: &Release) -> ChartNotes {
        let mut values = merged.values.clone();
        let newest = self.newest_defaults(defaults);
        self.release.stand_in(&mut values, &newest);
        let reading = Reading::unnoted(&values);
        let facts = self.facts(reading, release);
        let concerned = Concerned { facts: &facts, values: reading, user: &merged.user, defaults: &newest, release };
        ChartNotes::between(from, self, &concerned)
    }

    /// `helm.sh/chart` of every object: the chart whose objects these are.
    pub fn label(&self) -> String {
        format!("{}-{}", self.name, self.release.version)
    }

    /// The types of the values, and what else is known of each.
    pub fn schema(&self) -> &'static Schema {
        self.schema
    }

    /// The documented defaults as a text.
    pub fn defaults(&self) -> Cow<'static, str> {
        match self.is_newest() {
            true => Cow::Borrowed(self.defaults_text),
            false => Cow::Owned(self.release.defaults_rewrite().apply(self.defaults_text)),
        }
    }

    /// The layers of a run, with the documented defaults as the lowest.
    pub fn layers(&self, sources: &mut Sources) -> Layers {
        Layers::over(self.defaults_tree(sources)).with_schema(self.schema)
    }

    /// The documented defaults as a tree.
    pub fn defaults_tree(&self, sources: &mut Sources) -> Node {
        let source = sources.add_built_in(DEFAULTS_NAME, self.defaults_text);
        let mut defaults = self.defaults.node(source);
        self.release.change_defaults(&mut defaults, self.releases, sources);
        defaults
    }

    /// The defaults of the newest release, from whose text those in the given tree were read as far as they are the same.
    pub(super) fn newest_defaults(&self, defaults: &Node) -> Node {
        if self.is_newest() { defaults.clone() } else { self.defaults.node(defaults.span.source) }
    }

    /// What is known of the values that the templates read: those of the newest release.
    pub(super) fn template_schema(&self) -> &'static Schema {
        &embedded::SCHEMA
    }

    /// The text of a profile.
    pub fn profile(&self, name: &str) -> Option<Cow<'static, str>> {
        let (_, text) = self.profiles.iter().find(|(known, _)| *known == name)?;
        if self.is_newest() {
            return Some(Cow::Borrowed(*text));
        }
        let mut rewrite = self.old_names(text);
        if name == OPENSHIFT {
            let Rewrite { removed, set, .. } = self.release.openshift_rewrite();
            rewrite.removed.extend(removed);
            rewrite.set.extend(set);
        }
        Some(Cow::Owned(rewrite.apply(text)))
    }

    /// What a text of values is to say where this release knows a key by its old name.
    fn old_names(&self, text: &str) -> Rewrite {
        let mut rewrite = Rewrite::default();
        let Ok(stream) = yaml::read(text, Sources::default().add("", "")) else { return rewrite };
        let is_unknown = |key: &str| self.schema().find(&Path::of_keys(key)).is_none();
        let moved = HISTORY.iter().filter(|change| change.how == How::Moved && !is_unknown(change.from));
        for change in moved {
            for new in change.to.iter().filter(|key| is_unknown(key)) {
                let values = stream.documents.iter().filter_map(|document| document.root.at(new));
                rewrite.added.extend(values.map(|value| (change.from.to_owned(), value.to_json())));
                rewrite.removed.push((*new).to_owned());
            }
        }
        rewrite
    }

    /// What follows from values and a release of this chart.
    pub(super) fn facts(&self, values: Reading<'_>, release: &Release) -> Facts {
        let (version, features) = (self.release.version, self.release.features);
        Facts::derive(values, release, ChartFacts { name: self.name.clone(), label: self.label(), version, features })
    }

    /// All files of the chart, by the paths they have in its folder.
    pub fn own_files(&self) -> Vec<(String, &'static str)> {
        let templates =
            self.catalog.iter().map(|template| (format!("templates/{}", file(template.name)), template.text));
        let macros = self.macros.iter().map(|(name, text)| (format!("templates/{name}"), *text));
        let profiles = self.profiles.iter().map(|(name, text)| (format!("values/profiles/{name}.yaml"), *text));
        let values =
            [(DEFAULTS_NAME.to_owned(), self.defaults_text), ("values/schema.json".to_owned(), embedded::SCHEMA_TEXT)];
        templates.chain(macros).chain(values).chain(profiles).collect()
    }
}

/// The numbers of a version, 0 where one is missing.
fn lenient(version: &str) -> [u64; 3] {
    let mut numbers = version.split('.').map(|number| number.parse().unwrap_or(0));
    std::array::from_fn(|_| numbers.next().unwrap_or(0))
}
