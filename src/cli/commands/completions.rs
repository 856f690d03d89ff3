//! `vaultchart completions`: prints what a shell must read to complete commands, flags and keys of values.

use anyhow::{Context, Result};
use clap_complete::env::Shells;

use crate::cli::args::CompletionsArguments;
use crate::cli::exit::Exit;
use crate::cli::messages::Messages;
use crate::cli::program::{COMPLETION_VARIABLE, NAME};
use crate::cli::streams::print;

/// Runs the command.
pub(in crate::cli) fn run(arguments: &CompletionsArguments, messages: &Messages) -> Exit {
    match script(arguments.shell.word()).and_then(|script| print(&script)) {
        Ok(()) => Exit::Done,
        Err(error) => {
            messages.fail("input-output", format!("{error:#}"));
            Exit::Trouble
        }
    }
}

fn script(shell: &str) -> Result<String> {
    let shells = Shells::builtins();
    let completer = shells.completer(shell).context("the shell is not known")?;
    let mut script = Vec::new();
    completer.write_registration(COMPLETION_VARIABLE, NAME, NAME, NAME, &mut script)?;
    Ok(String::from_utf8(script)?)
}
