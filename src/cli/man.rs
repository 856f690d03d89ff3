//! `vaultchart man`: prints the manual, or writes one page a command into a folder.

use std::io::{self, IsTerminal};
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
        // A person reads it here; `man -l` and files read the page.
        None if io::stdout().is_terminal() => deliver(&text(&mut whole())),
        None => deliver(&page(&Arguments::command())?),
    }
}

/// All commands, with those below them.
fn whole() -> Command {
    let mut command = Arguments::command().disable_help_subcommand(true);
    command.build();
    command
}

/// The help of a command and of those below it, each under its name.
fn text(command: &mut Command) -> String {
    let name = command.get_bin_name().unwrap_or(command.get_name()).to_uppercase();
    let mut text = format!("{name}\n\n{}", command.render_long_help());
    for below in command.get_subcommands_mut().filter(|below| !below.is_hide_set()) {
        text.push_str(&format!("\n\n{}", self::text(below)));
    }
    text
}

fn page(command: &Command) -> Result<String, Failure> {
    let mut page = Vec::new();
    let drawn = Man::new(command.clone()).render(&mut page);
    drawn.context("cannot draw the manual")?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn write_pages(folder: &Path) -> Result<Exit, Failure> {
    let command = whole();
    let mut pages = Vec::new();
    add_pages(&command, folder, &mut pages)?;
    pages.sort();
    let cannot = || format!("cannot write the manual into `{}`", folder.display());
    let made = output::MadeFolders::make(folder).with_context(cannot)?;
    output::write_files(&pages, |old| old.starts_with(MARK)).inspect_err(|_| made.take_back())?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_reads_the_help_of_every_command() {
        let text = text(&mut whole());
        for head in ["VAULTCHART\n\n", "\n\nVAULTCHART RENDER\n\n", "\n\nVAULTCHART VALUES EXPLAIN\n\n"] {
            assert!(text.contains(head), "{head}");
        }
        assert!(text.contains("--chart-version") && !text.contains("\u{1b}") && !text.contains("\n.SH"));
    }
}
