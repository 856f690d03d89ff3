//! What was typed of the release that a command is about.

use clap::Args;

use super::cluster::ClusterArguments;
use super::name::ReleaseArguments;
use super::values::ValuesArguments;

/// What is typed of a release: what it is called, what its values are and where it goes.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct ReleaseInput {
    #[command(flatten)]
    pub(in crate::cli) release: ReleaseArguments,
    #[command(flatten)]
    pub(in crate::cli) values: ValuesArguments,
    #[command(flatten)]
    pub(in crate::cli) cluster: ClusterArguments,
}
