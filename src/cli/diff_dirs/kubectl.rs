//! How `kubectl diff` calls the program that `KUBECTL_EXTERNAL_DIFF` names, and the order that a person types.
//!
//! kubectl parts the variable at its spaces. The first word is the program; its own two folders come next, and the
//! other words behind them: `PROGRAM LIVE MERGED WORDS…`. Of these it leaves out without a word all that hold anything
//! but letters, digits, `-` and `=` (`getCommand` in kubectl's `pkg/cmd/diff/diff.go`).

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::CommandFactory;

use crate::cli::arguments::Arguments;
use crate::cli::completion::NAME;
use crate::diagnostic::Diagnostic;

/// The command that takes two folders.
const COMMAND: &str = "diff-dirs";

/// The arguments in the order in which a person types them: a call of kubectl has its folders first.
///
/// # Errors
/// Two folders without the command that takes them.
pub(in crate::cli) fn as_typed(arguments: Vec<OsString>) -> Result<Vec<OsString>, Diagnostic> {
    let [program, live, merged, words @ ..] = arguments.as_slice() else { return Ok(arguments) };
    let folders = [live, merged];
    // All commands are built to ask for one, so that comes last.
    let come_first = || folders.iter().all(|word| is_no_flag(word)) && !is_command(live);
    match words.iter().position(|word| word == COMMAND) {
        Some(place) if come_first() => {
            let (flags, rest) = words.split_at(place);
            let typed = [program].into_iter().chain(flags).chain(rest.first()).chain(folders);
            Ok(typed.chain(rest.iter().skip(1)).cloned().collect())
        }
        None if folders.iter().all(|word| Path::new(word).is_dir()) && come_first() => Err(no_command()),
        _ => Ok(arguments),
    }
}

fn is_no_flag(word: &OsStr) -> bool {
    !word.as_encoded_bytes().starts_with(b"-")
}

/// Whether the word is a command, or what it is called as well.
fn is_command(word: &OsStr) -> bool {
    let is_called =
        |command: &clap::Command| command.get_name() == word || command.get_all_aliases().any(|alias| alias == word);
    word == "help" || Arguments::command().get_subcommands().any(is_called)
}

fn no_command() -> Diagnostic {
    Diagnostic::error("kubectl-diff", "two folders were given, and no command that compares them")
        .note("kubectl puts its two folders between the first word of `KUBECTL_EXTERNAL_DIFF` and the others")
        .help(format!("type `KUBECTL_EXTERNAL_DIFF=\"{NAME} {COMMAND}\" kubectl diff -f manifests.yaml`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(words: &str) -> String {
        let arguments = words.split(' ').map(OsString::from).collect();
        let typed = as_typed(arguments).expect("a command");
        typed.join(OsStr::new(" ")).into_string().expect("UTF-8")
    }

    #[test]
    fn folders_of_kubectl_go_behind_the_command() {
        for (called, expected) in [
            ("v /tmp/LIVE-1 /tmp/MERGED-2 diff-dirs", "v diff-dirs /tmp/LIVE-1 /tmp/MERGED-2"),
            ("v a b diff-dirs -o=paths --color=never", "v diff-dirs a b -o=paths --color=never"),
            ("v a b --no-project diff-dirs -q", "v --no-project diff-dirs a b -q"),
            ("v diff-dirs a b -o paths", "v diff-dirs a b -o paths"),
            ("v diff-dirs diff-dirs diff-dirs", "v diff-dirs diff-dirs diff-dirs"),
            ("v render vault diff-dirs", "v render vault diff-dirs"),
            ("v template x diff-dirs", "v template x diff-dirs"),
            ("v help diff diff-dirs", "v help diff diff-dirs"),
            ("v --no-project -q diff-dirs a b", "v --no-project -q diff-dirs a b"),
            ("v a b", "v a b"),
            ("v a", "v a"),
            ("v", "v"),
        ] {
            assert_eq!(typed(called), expected, "{called}");
        }
    }
}
