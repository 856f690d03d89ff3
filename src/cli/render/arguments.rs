//! What was typed after `render`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::fleet::FleetArguments;
use crate::cli::form::OutputForm;
use crate::cli::release::{ReleaseInput, SelectionArguments};
use crate::cli::sides::KubeArguments;

const OUTPUT: &str = "Output";

pub(in crate::cli) const AFTER_HELP: &str = "\
Examples:
  vaultchart render > manifests.yaml
  vaultchart render --profile ha-raft -n vault | kubectl apply -n vault -f -
  vaultchart render vault -f prod.yaml --set server.ha.replicas=5
  vaultchart render -f prod.yaml -s server/statefulset -s 'server/*service'
  vaultchart render -f prod.yaml --output-dir manifests/
  vaultchart render -f base.yaml --each 'clusters/*.yaml' --output-dir fleet/";

#[derive(Args, Debug)]
pub(in crate::cli) struct RenderArguments {
    #[command(flatten)]
    pub(in crate::cli) output: OutputArguments,
    #[command(flatten)]
    pub(in crate::cli) fleet: FleetArguments,
    #[command(flatten)]
    pub(in crate::cli) input: ReleaseInput,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct OutputArguments {
    /// The form of the output
    #[arg(short, long, value_name = "FORM", default_value = "yaml", help_heading = OUTPUT)]
    pub(in crate::cli) output: OutputForm,
    /// Write one file a template into this folder instead of printing
    #[arg(long, value_name = "DIR", help_heading = OUTPUT)]
    pub(in crate::cli) output_dir: Option<PathBuf>,
    /// Print nothing and exit with 0 if this folder or file, or with --live the cluster, is what would be written; else
    /// show the diff, exit with 1
    #[arg(
        long,
        value_name = "DIR|FILE",
        num_args = 0..=1,
        conflicts_with_all = ["output_dir", "each"],
        help_heading = OUTPUT
    )]
    pub(in crate::cli) check: Option<Option<PathBuf>>,
    /// Check the objects of the release as they are in the cluster, by kubectl
    #[arg(long, requires = "check", help_heading = OUTPUT)]
    pub(in crate::cli) live: bool,
    #[command(flatten)]
    pub(in crate::cli) kube: KubeArguments,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionArguments,
}
