//! What every command that renders is given: the release, its values and its cluster, as they were typed and as
//! `vaultchart.yaml` has them.

mod asked;
mod chart;
mod cluster;
mod input;
pub(super) mod layers;
mod name;
mod opened;
mod project;
mod request;
mod selection;
mod values;
mod whereabouts;

pub(super) use asked::Asked;
pub(super) use chart::ChartArguments;
pub(super) use cluster::ClusterArguments;
pub(super) use input::ReleaseInput;

pub(super) use name::{ReleaseArguments, release_name};
pub(super) use opened::Opened;
pub(super) use project::Project;
pub(super) use request::{filled, request};
pub(super) use selection::SelectionArguments;
pub(super) use values::{ValuesArguments, path, profiles};
pub(super) use whereabouts::FILE;
