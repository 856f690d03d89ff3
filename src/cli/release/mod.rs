//! What every command that renders is told: the release, its values and its cluster, as they were typed and as
//! `vaultchart.yaml` has them.

mod chart;
mod cluster;
pub(super) mod layers;
mod name;
mod project;
mod request;
mod selection;
mod values;

pub(super) use chart::ChartArguments;
pub(super) use cluster::ClusterArguments;

pub(super) use name::{ReleaseArguments, release_name};
pub(super) use project::{FILE, Project};
pub(super) use request::{RenderFlags, chosen, request};
pub(super) use selection::SelectionArguments;
pub(super) use values::ValuesArguments;
