//! `vaultchart values show`: prints the documented defaults, or a profile, as they are.

use crate::chart::ChartDefinition;
use crate::cli::args::ShowArguments;
use crate::cli::exit::Exit;
use crate::cli::layers;
use crate::cli::messages::Messages;
use crate::cli::streams::deliver;
use crate::source::Sources;

/// Runs the command.
pub(in crate::cli) fn run(arguments: &ShowArguments, messages: &Messages) -> Exit {
    let chart = ChartDefinition::newest();
    let text = arguments.profile.as_deref().map_or(Ok(chart.defaults()), |name| layers::profile(&chart, name));
    match text {
        Ok(text) => deliver(text, messages),
        Err(problem) => {
            let _ = messages.show(vec![problem], &Sources::default());
            Exit::Trouble
        }
    }
}
