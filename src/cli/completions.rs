//! `vaultchart completions`: prints what a shell must read to complete commands, flags and keys of values.

use anyhow::anyhow;
use clap::{Args, ValueEnum};
use clap_complete::env::Shells;

use super::completion::{NAME, VARIABLE};
use super::exit::Exit;
use super::failure::Failure;
use super::streams::deliver;

pub(in crate::cli) const AFTER_HELP: &str = "\
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
///
/// # Errors
/// What could not be printed.
pub(super) fn run(arguments: &CompletionsArguments) -> Result<Exit, Failure> {
    let shells = Shells::builtins();
    let mut script = Vec::new();
    let completer = shells.completer(arguments.shell.word());
    let written = completer.map(|shell| shell.write_registration(VARIABLE, NAME, NAME, NAME, &mut script));
    match (written, String::from_utf8(script)) {
        (Some(Ok(())), Ok(script)) if arguments.shell == Shell::Bash => deliver(&for_bash(&script)),
        (Some(Ok(())), Ok(script)) => deliver(&script),
        _ => Err(anyhow!("there is no script for `{}`", arguments.shell.word()).into()),
    }
}

/// What bash needs beside the script of clap: keys go on behind a dot, as paths do behind a slash; and bash splits words
/// at `=` and `:`, so that `--set=server.` would reach the program in three.
fn for_bash(script: &str) -> String {
    let words = r#"    # Bash splits words at `=` and `:`; to the program they are one.
    local first=$COMP_CWORD before=""
    [[ ${COMP_WORDS[first]} == [=:] ]] && before=${COMP_WORDS[first]}
    while [[ $first -gt 1 && ( ${COMP_WORDS[first]} == [=:] || ${COMP_WORDS[first-1]} == [=:] ) ]]; do
        first=$((first - 1))
        before="${COMP_WORDS[first]}$before"
    done
    local words=("${COMP_WORDS[@]:0:first}" "$before$2")
    _CLAP_COMPLETE_INDEX=$first
"#;
    let script = script.replace("words[COMP_CWORD]=\"$2\"", "words[first]=\"$before$2\"");
    let script = script.replace("    local words=(\"${COMP_WORDS[@]}\")\n", words);
    let script = script.replace("=~ [=/:]$ ]]", "=~ [=/:.]$ ]]");
    script.replacen("\n}\n", "\n    COMPREPLY=(\"${COMPREPLY[@]#\"$before\"}\")\n}\n", 1)
}
