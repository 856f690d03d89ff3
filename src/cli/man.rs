//! `vaultchart man`: prints the manual, or writes one page a command into a folder.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use super::arguments::Arguments;
use super::exit::Exit;
use super::messages::Messages;
use super::streams::print;
use super::written::not_written;
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
pub(in crate::cli) fn run(arguments: &ManArguments, messages: &Messages) -> Exit {
    let answer = match &arguments.folder {
        Some(folder) => write_pages(folder, messages),
        None => page(&Arguments::command()).and_then(|page| print(&page)).map(|()| Exit::Done),
    };
    answer.unwrap_or_else(|error| {
        messages.fail("input-output", format!("{error:#}"));
        Exit::Trouble
    })
}

fn page(command: &Command) -> Result<String> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    Ok(String::from_utf8(page)?)
}

fn write_pages(folder: &Path, messages: &Messages) -> Result<Exit> {
    let mut command = Arguments::command().disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    add_pages(&command, folder, &mut pages)?;
    pages.sort();
    std::fs::create_dir_all(folder).with_context(|| format!("cannot write the manual into `{}`", folder.display()))?;
    let written = output::write_files(&pages, |old| old.starts_with(MARK));
    Ok(written.map_or_else(|error| not_written(&error, messages), |()| Exit::Done))
}

/// Adds the page of a command, and those of the commands below it.
fn add_pages(command: &Command, folder: &Path, pages: &mut Vec<(PathBuf, String)>) -> Result<()> {
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        add_pages(below, folder, pages)?;
    }
    let name = Man::new(command.clone()).get_filename();
    pages.push((folder.join(name), format!("{MARK}{}", page(command)?)));
    Ok(())
}
