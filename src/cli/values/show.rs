//! `vaultchart values show`: prints the documented defaults, or a profile, as they are.

use super::arguments::ShowArguments;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::release::{Project, layers};
use crate::cli::streams::deliver;

/// Runs the command.
pub(in crate::cli) fn run(arguments: &ShowArguments, project: &Project) -> Result<Exit, Failure> {
    let chart = arguments.chart.over(project.chart()).definition()?;
    match &arguments.profile {
        Some(name) => deliver(&layers::profile(&chart, name)?),
        None => deliver(&chart.defaults()),
    }
}
