//! `vaultchart graph`: draws the rendered objects and how they are connected.

use super::arguments::GraphArguments;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::release::{Asked, request};
use crate::cli::revision::Origin;
use crate::cli::session::Session;
use crate::cli::streams::deliver;
use crate::graph::graph;
use crate::output;
use crate::pipeline;
use crate::source::Sources;

/// Runs the command.
///
/// # Errors
/// All that is wrong with the values.
pub(in crate::cli) fn run(
    arguments: &GraphArguments,
    session: &Session,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let asked = Asked::over(&session.project, &arguments.input, &arguments.selection);
    let rendered = pipeline::render(request(&asked, &Origin::Now, sources), sources)?;
    session.messages.show(rendered.warnings, sources)?;
    deliver(&output::draw_graph(&graph(&rendered.objects), arguments.output))
}
