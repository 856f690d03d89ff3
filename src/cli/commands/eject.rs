//! `vaultchart eject`: writes the built-in templates and values into a folder, to start from.

use crate::chart::ChartDefinition;
use crate::cli::args::EjectArguments;
use crate::cli::exit::Exit;
use crate::cli::messages::Messages;
use crate::output::{self, FolderError};

/// Runs the command.
pub(in crate::cli) fn run(arguments: &EjectArguments, messages: &Messages) -> Exit {
    let folder = &arguments.folder;
    let files = ChartDefinition::newest().own_files().into_iter().map(|(name, text)| (name, text.to_owned()));
    match output::write_new_folder(folder, &files.collect::<Vec<_>>()) {
        Ok(()) => Exit::Done,
        Err(FolderError::Foreign(path)) => {
            let title = format!("`{}` is there already, and is not an empty folder", path.display());
            messages.advise("output-folder", title, "name a new folder: what was changed by hand is never overwritten");
            Exit::Refused
        }
        Err(error) => {
            messages.fail("input-output", error.to_string());
            Exit::Trouble
        }
    }
}
