//! The chart's own files, built into the program: documented defaults, schema, profiles and records of releases.

/// The name by which messages call the documented defaults.
pub const DEFAULTS_NAME: &str = "values/values.yaml";

/// The documented defaults.
pub(super) const DEFAULTS_TEXT: &str = include_str!("../../values/values.yaml");

/// The text of the schema.
pub(super) const SCHEMA_TEXT: &str = include_str!("../../values/schema.json");

macro_rules! profiles {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../values/profiles/", $name, ".yaml")))),*]
    };
}

/// The ready profiles, by name.
pub(super) const PROFILES: &[(&str, &str)] =
    profiles!["dev", "standalone", "ha-raft", "ha-raft-tls", "ha-consul", "openshift", "external"];

pub(super) use tables::{DEFAULTS, RELEASES, SCHEMA};

/// The documented defaults, the schema and the records of the releases, as the build script read them.
mod tables {
    use std::borrow::Cow;
    use std::sync::OnceLock;

    use super::super::chart_release::{Absent, ChartRelease, Differences, Images, InPlace, Set};
    use super::super::features::Features;
    use super::super::mode::Mode;
    use super::super::note::{Component, Note, When};
    use crate::values::{Schema, Type};
    use crate::yaml::{Constant, ConstantData, Number, Style};

    include!(concat!(env!("OUT_DIR"), "/defaults.rs"));
    include!(concat!(env!("OUT_DIR"), "/schema.rs"));
    include!(concat!(env!("OUT_DIR"), "/releases.rs"));
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::{DEFAULTS_NAME, DEFAULTS_TEXT, SCHEMA_TEXT};
    use crate::chart::ChartDefinition;
    use crate::source::Sources;
    use crate::values::{Layers, Schema};

    #[test]
    fn what_the_build_script_read_is_what_the_files_say() {
        let chart = ChartDefinition::newest();
        let mut sources = Sources::default();
        let read = Layers::new(&mut sources, DEFAULTS_NAME, DEFAULTS_TEXT);
        assert!(read.merge().unwrap().warnings.is_empty());
        assert_eq!(chart.layers(&mut Sources::default()).defaults(), read.defaults());
        assert_eq!(*chart.schema(), Schema::parse(SCHEMA_TEXT).unwrap());
    }

    /// The record holds the versions; the documented defaults and the profile show them.
    #[test]
    fn the_defaults_run_the_images_of_the_newest_release() {
        let chart = ChartDefinition::newest();
        let layers = chart.layers(&mut Sources::default());
        let images = chart.release.images;
        let tags = [
            ("server.image.tag", images.vault),
            ("injector.agentImage.tag", images.vault),
            ("csi.agent.image.tag", images.vault),
            ("injector.image.tag", images.vault_k8s),
            ("csi.image.tag", images.vault_csi_provider),
        ];
        for (key, version) in tags {
            assert_eq!(layers.defaults().tree.at(key).unwrap().as_text(), Some(version), "{key}");
        }
        let openshift = chart.profile("openshift").unwrap();
        for version in [images.vault, images.vault_k8s, images.vault_csi_provider] {
            assert!(openshift.contains(&format!("tag: \"{version}-ubi\"")), "{version}");
        }
    }
}
