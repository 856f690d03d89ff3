//! `vaultchart eject`: writes the built-in templates and values into a folder, to start from.

use std::path::PathBuf;

use anyhow::anyhow;
use clap::Args;

use super::exit::Exit;
use super::failure::Failure;
use crate::chart::ChartDefinition;
use crate::diagnostic::Diagnostic;
use crate::output::{self, FolderError};

pub(in crate::cli) const AFTER_HELP: &str = "\
Keep what is to be changed and delete the rest: what is not there is taken from the program.

Examples:
  vaultchart eject chart/
  vaultchart render -f prod.yaml --templates chart/templates";

#[derive(Args, Debug)]
pub(in crate::cli) struct EjectArguments {
    /// A folder that does not exist yet, or is empty
    #[arg(value_name = "DIR")]
    pub(in crate::cli) folder: PathBuf,
}

/// Runs the command.
///
/// # Errors
/// A folder that holds something, or what could not be written.
pub(super) fn run(arguments: &EjectArguments) -> Result<Exit, Failure> {
    let files = ChartDefinition::newest().own_files().into_iter().map(|(name, text)| (name, text.to_owned()));
    match output::write_new_folder(&arguments.folder, &files.collect::<Vec<_>>()) {
        Ok(()) => Ok(Exit::Done),
        Err(FolderError::Foreign(path)) => {
            let title = format!("`{}` already exists, and is not an empty folder", path.display());
            let problem = Diagnostic::error("output-folder", title);
            Err(Failure::refused(problem.help("name a new folder: what was changed by hand is never overwritten")))
        }
        Err(error) => Err(anyhow!("{error}").into()),
    }
}
