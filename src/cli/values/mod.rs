//! The verbs of `vaultchart values`, one file each.

mod arguments;
mod explain;
mod insets;
mod merged;
mod migrate;
mod reach;
mod schema;
mod show;

pub(super) use arguments::{ShowArguments, ValuesCommand};
pub(super) use show::run as show;

use super::exit::Exit;
use super::failure::Failure;
use super::session::Session;
use crate::source::Sources;

/// Runs the verb.
///
/// # Errors
/// All that is wrong with what was typed or with the values.
pub(super) fn run(command: &ValuesCommand, session: &Session, sources: &mut Sources) -> Result<Exit, Failure> {
    match command {
        ValuesCommand::Show(arguments) => show::run(arguments, &session.project),
        ValuesCommand::Merged(arguments) => merged::run(arguments, session, sources),
        ValuesCommand::Explain(arguments) => explain::run(arguments, session, sources),
        ValuesCommand::Schema(arguments) => schema::run(arguments, &session.project),
        ValuesCommand::Migrate(arguments) => migrate::run(arguments, &session.messages, sources),
    }
}
