//! The chart as a value: all that a run needs to know of it, picked once and handed down.

use super::catalog::{CATALOG, MACROS, Template};
use super::chart_release::ChartRelease;
use super::embedded::{self, DEFAULTS_NAME};
use super::facts::Facts;
use super::release::Release;
use super::template_name::file;
use crate::source::Sources;
use crate::values::{Layers, Schema};
use crate::yaml::{Constant, Node};

/// A chart at one of its releases.
#[derive(Clone, Copy)]
pub struct ChartDefinition {
    /// The chart's name, which its labels begin with.
    pub name: &'static str,
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

impl ChartDefinition {
    /// The chart of HashiCorp Vault at its newest release.
    pub fn newest() -> Self {
        let [release, ..] = &embedded::RELEASES;
        Self {
            name: "vault",
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

    /// `helm.sh/chart` of every object: the chart whose objects these are.
    pub fn label(&self) -> String {
        format!("{}-{}", self.name, self.release.version)
    }

    /// The types of the values, and what else is known of each.
    pub fn schema(&self) -> &'static Schema {
        self.schema
    }

    /// The documented defaults as a text.
    pub fn defaults(&self) -> &'static str {
        self.defaults_text
    }

    /// The layers of a run, with the documented defaults as the lowest.
    pub fn layers(&self, sources: &mut Sources) -> Layers {
        let source = sources.add_built_in(DEFAULTS_NAME, self.defaults_text);
        Layers::over(self.defaults.node(source))
    }

    /// The text of a profile.
    pub fn profile(&self, name: &str) -> Option<&'static str> {
        self.profiles.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
    }

    /// What follows from values and a release of this chart.
    pub fn facts(&self, values: &Node, release: &Release) -> Facts {
        Facts::derive(values, release, self)
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
