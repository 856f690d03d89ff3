//! The chart's own files, built into the program: documented defaults, schema and profiles.

use super::catalog::{CATALOG, MACROS};
use super::template_name::file;
use crate::source::Sources;
use crate::values::{Layers, Schema};

/// The name by which messages call the documented defaults.
pub const DEFAULTS_NAME: &str = "values/values.yaml";

/// The documented defaults.
pub const DEFAULTS: &str = include_str!("../../values/values.yaml");

/// The text of the schema.
const SCHEMA_TEXT: &str = include_str!("../../values/schema.json");

macro_rules! profiles {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../values/profiles/", $name, ".yaml")))),*]
    };
}

/// The ready profiles, by name.
pub const PROFILES: &[(&str, &str)] =
    profiles!["dev", "standalone", "ha-raft", "ha-raft-tls", "ha-consul", "openshift", "external"];

/// The documented defaults and the schema, as the build script read them.
mod tables {
    use std::borrow::Cow;

    use crate::values::{Schema, Type};
    use crate::yaml::{Constant, ConstantData, Number, Style};

    include!(concat!(env!("OUT_DIR"), "/defaults.rs"));
    include!(concat!(env!("OUT_DIR"), "/schema.rs"));
}

/// The types of the values, and what else is known of each.
pub fn schema() -> &'static Schema {
    &tables::SCHEMA
}

/// The layers of a run, with the documented defaults as the lowest.
pub fn layers(sources: &mut Sources) -> Layers {
    let source = sources.add_built_in(DEFAULTS_NAME, DEFAULTS);
    Layers::over(tables::DEFAULTS.node(source))
}

/// All files of the chart, by the paths they have in its folder.
pub fn own_files() -> Vec<(String, &'static str)> {
    let templates = CATALOG.iter().map(|template| (format!("templates/{}", file(template.name)), template.text));
    let macros = MACROS.iter().map(|(name, text)| (format!("templates/{name}"), *text));
    let profiles = PROFILES.iter().map(|(name, text)| (format!("values/profiles/{name}.yaml"), *text));
    let values = [(DEFAULTS_NAME.to_owned(), DEFAULTS), ("values/schema.json".to_owned(), SCHEMA_TEXT)];
    templates.chain(macros).chain(values).chain(profiles).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::{DEFAULTS, DEFAULTS_NAME, SCHEMA_TEXT, layers, schema};
    use crate::source::Sources;
    use crate::values::{Layers, Schema};

    #[test]
    fn what_the_build_script_read_is_what_the_files_say() {
        let mut sources = Sources::default();
        let read = Layers::new(&mut sources, DEFAULTS_NAME, DEFAULTS);
        assert!(read.merge().unwrap().warnings.is_empty());
        assert_eq!(layers(&mut Sources::default()).defaults(), read.defaults());
        assert_eq!(*schema(), Schema::parse(SCHEMA_TEXT).unwrap());
    }
}
