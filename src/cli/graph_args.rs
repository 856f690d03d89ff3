//! What was typed after `graph`.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::args::{ClusterArguments, ReleaseArguments, SelectionArguments, ValuesArguments};
use crate::output::GraphView;

pub(super) const GRAPH_EXAMPLES: &str = "\
Objects that are only named, such as a secret that somebody else makes, have a dashed frame.

Examples:
  vaultchart graph -f prod.yaml > vault.svg
  vaultchart graph --profile ha-raft -o mermaid
  vaultchart graph -f prod.yaml -o dot | dot -Tpdf > vault.pdf";

#[derive(Args, Debug)]
pub(super) struct GraphArguments {
    #[command(flatten)]
    pub(super) release: ReleaseArguments,
    #[command(flatten)]
    pub(super) values: ValuesArguments,
    #[command(flatten)]
    pub(super) cluster: ClusterArguments,
    #[command(flatten)]
    pub(super) selection: SelectionArguments,
    /// The form of the picture
    #[arg(short, long, value_name = "FORM", default_value = "svg", value_parser = graph_view())]
    pub(super) output: GraphView,
}

fn graph_view() -> impl TypedValueParser<Value = GraphView> {
    PossibleValuesParser::new(GraphView::ALL.map(GraphView::word)).try_map(|word| word.parse::<GraphView>())
}
