//! `vaultchart values schema`: prints the JSON Schema of the values, for editors.

use crate::chart::{ChartDefinition, editor_schema};
use crate::cli::exit::Exit;
use crate::cli::messages::Messages;
use crate::cli::streams::deliver;

/// Runs the command.
pub(in crate::cli) fn run(messages: &Messages) -> Exit {
    deliver(&format!("{:#}\n", editor_schema(&ChartDefinition::newest())), messages)
}
