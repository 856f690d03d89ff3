//! `vaultchart man`: prints the manual, or writes one page a command into a folder.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use super::arguments::Arguments;
use super::exit::Exit;
use super::failure::Failure;
use super::streams::deliver;
use crate::output;

/// The first line of a page in a folder, which may hold the pages of other programs too.
const MARK: &str = ".\\\" Written by `vaultchart man`.\n";

#[derive(Args, Debug)]
pub(in crate::cli) struct ManArguments {
    /// Write one page a command into this folder: vaultchart.1, vaultchart-render.1, …
    #[arg(value_name = "DIR")]
    pub(in crate::cli) folder: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// What could not be printed or written.
pub(super) fn run(arguments: &ManArguments) -> Result<Exit, Failure> {
    match &arguments.folder {
        Some(folder) => write_pages(folder),
        None => deliver(&page(&Arguments::command())?),
    }
}

fn page(command: &Command) -> Result<String, Failure> {
    let mut page = Vec::new();
    let drawn = Man::new(command.clone()).render(&mut page);
    drawn.context("cannot draw the manual")?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn write_pages(folder: &Path) -> Result<Exit, Failure> {
    let mut command = Arguments::command().disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    add_pages(&command, folder, &mut pages)?;
    pages.sort();
    std::fs::create_dir_all(folder).with_context(|| format!("cannot write the manual into `{}`", folder.display()))?;
    output::write_files(&pages, |old| old.starts_with(MARK))?;
    Ok(Exit::Done)
}

/// Adds the page of a command, and those of the commands below it.
fn add_pages(command: &Command, folder: &Path, pages: &mut Vec<(PathBuf, String)>) -> Result<(), Failure> {
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        add_pages(below, folder, pages)?;
    }
    let name = Man::new(command.clone()).get_filename();
    pages.push((folder.join(name), format!("{MARK}{}", page(command)?)));
    Ok(())
}
