//! What was typed after `graph`.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::release::{ReleaseInput, SelectionArguments};
use crate::output::GraphView;

pub(in crate::cli) const GRAPH_EXAMPLES: &str = "\
Objects that are only named, such as a secret that somebody else makes, have a dashed frame.

Examples:
  vaultchart graph -f prod.yaml > vault.svg
  vaultchart graph --profile ha-raft -o mermaid
  vaultchart graph -f prod.yaml -o dot | dot -Tpdf > vault.pdf";

#[derive(Args, Debug)]
pub(in crate::cli) struct GraphArguments {
    #[command(flatten)]
    pub(in crate::cli) input: ReleaseInput,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionArguments,
    /// The form of the picture
    #[arg(short, long, value_name = "FORM", default_value = "svg", value_parser = graph_view())]
    pub(in crate::cli) output: GraphView,
}

fn graph_view() -> impl TypedValueParser<Value = GraphView> {
    PossibleValuesParser::new(GraphView::ALL.map(GraphView::word)).try_map(|word| word.parse::<GraphView>())
}
