//! The verbs of `vaultchart values`, one file each.

mod arguments;
mod explain;
mod merged;
mod migrate;
mod reach;
mod schema;
mod show;

use super::exit::Exit;
use super::messages::Messages;
pub(super) use arguments::ValuesCommand;

/// Runs the verb.
pub(super) fn run(command: &ValuesCommand, messages: &Messages) -> Exit {
    match command {
        ValuesCommand::Show(arguments) => show::run(arguments, messages),
        ValuesCommand::Merged(arguments) => merged::run(arguments, messages),
        ValuesCommand::Explain(arguments) => explain::run(arguments, messages),
        ValuesCommand::Schema(arguments) => schema::run(arguments, messages),
        ValuesCommand::Migrate(arguments) => migrate::run(arguments, messages),
    }
}
