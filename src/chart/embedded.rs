//! The chart's own files, built into the program: documented defaults, schema and profiles.

use super::catalog::{CATALOG, MACROS};
use super::template_name::file;
use crate::values::{Schema, SchemaError};

/// The name by which messages call the documented defaults.
pub const DEFAULTS_NAME: &str = "values/values.yaml";

/// The documented defaults.
pub const DEFAULTS: &str = include_str!("../../values/values.yaml");

const SCHEMA: &str = include_str!("../../values/schema.json");

macro_rules! profiles {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../values/profiles/", $name, ".yaml")))),*]
    };
}

/// The ready profiles, by name.
pub const PROFILES: &[(&str, &str)] =
    profiles!["dev", "standalone", "ha-raft", "ha-raft-tls", "ha-consul", "openshift", "external"];

/// The types of the values, and what else is known of each.
///
/// # Errors
/// A fault in the built-in schema, which the tests rule out.
pub fn schema() -> Result<Schema, SchemaError> {
    Schema::parse(SCHEMA)
}

/// All files of the chart, by the paths they have in its folder.
pub fn own_files() -> Vec<(String, &'static str)> {
    let templates = CATALOG.iter().map(|template| (format!("templates/{}", file(template.name)), template.text));
    let macros = MACROS.iter().map(|(name, text)| (format!("templates/{name}"), *text));
    let profiles = PROFILES.iter().map(|(name, text)| (format!("values/profiles/{name}.yaml"), *text));
    let values = [(DEFAULTS_NAME.to_owned(), DEFAULTS), ("values/schema.json".to_owned(), SCHEMA)];
    templates.chain(macros).chain(values).chain(profiles).collect()
}
