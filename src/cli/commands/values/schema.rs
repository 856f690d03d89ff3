//! `vaultchart values schema`: prints the JSON Schema of the values, for editors.

use crate::chart;
use crate::cli::exit::Exit;
use crate::cli::messages::Messages;
use crate::cli::streams::deliver;
use crate::source::Sources;

/// Runs the command.
pub(in crate::cli) fn run(messages: &Messages) -> Exit {
    match chart::editor_schema() {
        Ok(schema) => deliver(&format!("{schema:#}\n"), messages),
        Err(problem) => {
            let _ = messages.show(vec![problem], &Sources::default());
            Exit::Trouble
        }
    }
}
