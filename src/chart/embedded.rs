//! The chart's own files, built into the program: documented defaults, schema and profiles.

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
