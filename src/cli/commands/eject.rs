//! `vaultchart eject`: writes the built-in templates and values into a folder, to start from.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result};

use crate::chart::ChartDefinition;
use crate::cli::args::EjectArguments;
use crate::cli::exit::Exit;
use crate::cli::messages::Messages;

/// Runs the command.
pub(in crate::cli) fn run(arguments: &EjectArguments, messages: &Messages) -> Exit {
    let folder = &arguments.folder;
    match eject(folder) {
        Ok(true) => Exit::Done,
        Ok(false) => {
            let title = format!("`{}` is there already, and is not an empty folder", folder.display());
            messages.advise("output-folder", title, "name a new folder: what was changed by hand is never overwritten");
            Exit::Refused
        }
        Err(error) => {
            messages.fail("input-output", format!("{error:#}"));
            Exit::Trouble
        }
    }
}

/// Writes the files; false if there is something in the way.
fn eject(folder: &Path) -> Result<bool> {
    if !is_free(folder).with_context(|| format!("cannot read `{}`", folder.display()))? {
        return Ok(false);
    }
    for (name, text) in ChartDefinition::newest().own_files() {
        let path = folder.join(name);
        path.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, text))
            .with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    Ok(true)
}

fn is_free(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        // A file in the place of the folder, as against one in the place of a folder above it.
        Err(_) if folder.is_file() => Ok(false),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(true),
        Err(error) => Err(error),
    }
}
