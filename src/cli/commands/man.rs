//! `vaultchart man`: prints the manual, or writes one page a command into a folder.

use std::path::Path;

use anyhow::{Context, Result};
use clap::CommandFactory;
use clap_mangen::Man;

use crate::cli::args::{Arguments, ManArguments};
use crate::cli::exit::Exit;
use crate::cli::messages::Messages;
use crate::cli::streams::print;

/// Runs the command.
pub(in crate::cli) fn run(arguments: &ManArguments, messages: &Messages) -> Exit {
    let written = match &arguments.folder {
        Some(folder) => write_pages(folder),
        None => page().and_then(|page| print(&page)),
    };
    match written {
        Ok(()) => Exit::Done,
        Err(error) => {
            messages.fail("input-output", format!("{error:#}"));
            Exit::Trouble
        }
    }
}

fn page() -> Result<String> {
    let mut page = Vec::new();
    Man::new(Arguments::command()).render(&mut page)?;
    Ok(String::from_utf8(page)?)
}

fn write_pages(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Arguments::command(), folder))
        .with_context(|| format!("cannot write the manual into `{}`", folder.display()))
}
