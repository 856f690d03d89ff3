//! `vaultchart graph`: draws the rendered objects and how they hang together.

use super::arguments::GraphArguments;
use crate::cli::exit::Exit;
use crate::cli::messages::{Messages, Verdict};
use crate::cli::release::{RenderFlags, request};
use crate::cli::revision::Origin;
use crate::cli::streams::deliver;
use crate::graph::graph;
use crate::output;
use crate::pipeline;
use crate::source::Sources;

/// Runs the command.
pub(in crate::cli) fn run(arguments: &GraphArguments, messages: &Messages) -> Exit {
    let mut sources = Sources::default();
    let GraphArguments { release, values, cluster, selection, output } = arguments;
    let flags = RenderFlags { release, values, cluster, selection };
    match pipeline::render(request(flags, &Origin::Now, &mut sources), &mut sources) {
        Ok(rendered) => match messages.show(rendered.warnings, &sources) {
            Verdict::Fine => deliver(&output::draw_graph(&graph(&rendered.objects), *output), messages),
            Verdict::Failed => Exit::Trouble,
        },
        Err(problems) => {
            let _ = messages.show(problems, &sources);
            Exit::Trouble
        }
    }
}
