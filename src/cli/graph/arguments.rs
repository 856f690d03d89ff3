//! What was typed after `graph`.

use clap::Args;

use crate::cli::choice::words;
use crate::cli::release::{ReleaseInput, SelectionArguments};
use crate::output::GraphView;

pub(in crate::cli) const AFTER_HELP: &str = "\
Objects that are only referenced, such as a secret that is created elsewhere, have a dashed border.

Examples:
  vaultchart graph -f prod.yaml > vault.svg
  vaultchart graph --profile ha-raft -o mermaid
  vaultchart graph -f prod.yaml -o dot | dot -Tpdf > vault.pdf";

#[derive(Args, Debug)]
pub(in crate::cli) struct GraphArguments {
    /// The form of the picture
    #[arg(short, long, value_name = "FORM", default_value = "svg", value_parser = words::<GraphView>())]
    pub(in crate::cli) output: GraphView,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionArguments,
    #[command(flatten)]
    pub(in crate::cli) input: ReleaseInput,
}
