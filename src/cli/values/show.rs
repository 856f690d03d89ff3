//! `vaultchart values show`: prints the documented defaults, or a profile, as they are.

use std::borrow::Cow;

use super::arguments::ShowArguments;
use crate::cli::exit::Exit;
use crate::cli::messages::Messages;
use crate::cli::release::layers;
use crate::cli::streams::deliver;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// Runs the command.
pub(in crate::cli) fn run(arguments: &ShowArguments, messages: &Messages) -> Exit {
    match text(arguments) {
        Ok(text) => deliver(&text, messages),
        Err(problem) => {
            let _ = messages.show(vec![problem], &Sources::default());
            Exit::Trouble
        }
    }
}

fn text(arguments: &ShowArguments) -> Result<Cow<'static, str>, Diagnostic> {
    let chart = arguments.chart.definition()?;
    match &arguments.profile {
        Some(name) => layers::profile(&chart, name),
        None => Ok(chart.defaults()),
    }
}
