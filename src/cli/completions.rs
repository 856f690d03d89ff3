//! `vaultchart completions`: prints what a shell must read to complete commands, flags and keys of values.

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use clap_complete::env::Shells;

use super::completion::{NAME, VARIABLE};
use super::exit::Exit;
use super::messages::Messages;
use super::streams::print;

pub(in crate::cli) const COMPLETIONS_EXAMPLES: &str = "\
Keys are completed behind --set as well, one level at a time.

Examples:
  echo 'source <(vaultchart completions bash)' >> ~/.bashrc
  echo 'source <(vaultchart completions zsh)' >> ~/.zshrc
  vaultchart completions fish > ~/.config/fish/completions/vaultchart.fish
  vaultchart completions powershell >> $PROFILE";

#[derive(Args, Debug)]
pub(in crate::cli) struct CompletionsArguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(in crate::cli) shell: Shell,
}

/// A shell that completes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
}

impl Shell {
    /// The name of the shell.
    pub(in crate::cli) fn word(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::Powershell => "powershell",
            Self::Elvish => "elvish",
        }
    }
}

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
    completer.write_registration(VARIABLE, NAME, NAME, NAME, &mut script)?;
    Ok(String::from_utf8(script)?)
}
