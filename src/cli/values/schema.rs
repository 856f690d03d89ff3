//! `vaultchart values schema`: prints the JSON Schema of the values, for editors.

use super::arguments::SchemaArguments;
use crate::chart::editor_schema;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::release::Project;
use crate::cli::streams::deliver;

/// Runs the command.
pub(super) fn run(arguments: &SchemaArguments, project: &Project) -> Result<Exit, Failure> {
    let chart = arguments.chart.over(project.chart()).definition()?;
    deliver(&format!("{:#}\n", editor_schema(&chart)))
}
