//! `vaultchart values schema`: prints the JSON Schema of the values, for editors.

use super::arguments::SchemaArguments;
use crate::chart::editor_schema;
use crate::cli::exit::Exit;
use crate::cli::messages::Messages;
use crate::cli::streams::deliver;
use crate::source::Sources;

/// Runs the command.
pub(in crate::cli) fn run(arguments: &SchemaArguments, messages: &Messages) -> Exit {
    match arguments.chart.definition() {
        Ok(chart) => deliver(&format!("{:#}\n", editor_schema(&chart)), messages),
        Err(problem) => {
            let _ = messages.show(vec![problem], &Sources::default());
            Exit::Trouble
        }
    }
}
