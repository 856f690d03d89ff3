//! `vaultchart diff-dirs`: what `KUBECTL_EXTERNAL_DIFF` runs for `kubectl diff`.
//!
//! kubectl writes one file an object into two folders, without extensions, and takes 0 for no changes, 1 for changes
//! and anything above for trouble.

use std::env;

use super::arguments::DiffDirsArguments;
use crate::choice::UnknownWord;
use crate::cli::diff::{comparison, drawing};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::messages::Messages;
use crate::cli::session::Session;
use crate::cli::sides::manifests;
use crate::cli::streams::deliver;
use crate::diagnostic::Diagnostic;
use crate::diff::Diff;
use crate::output::{self, ChangesView};
use crate::source::Sources;

/// The variable that chooses the view.
const VIEW_VARIABLE: &str = "VAULTCHART_DIFF_OUTPUT";

/// Runs the command.
///
/// # Errors
/// All that is wrong with either folder.
pub(in crate::cli) fn run(
    arguments: &DiffDirsArguments,
    session: &Session,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let view = view(arguments)
        .map_err(|error| Diagnostic::error("view", format!("the variable {VIEW_VARIABLE} is invalid: {error}")))?;
    let diff = compare(arguments, &session.messages, sources)?;
    deliver(&output::draw_changes(&diff, view, &drawing(arguments.context, &session.messages)))?;
    Ok(if diff.is_empty() { Exit::Done } else { Exit::No })
}

/// What the flag says, or else the variable: kubectl lets only some characters into the command.
fn view(arguments: &DiffDirsArguments) -> Result<ChangesView, UnknownWord> {
    let variable = env::var_os(VIEW_VARIABLE).filter(|word| !word.is_empty());
    match (arguments.output, variable) {
        (Some(view), _) => Ok(view),
        (None, Some(word)) => word.to_string_lossy().parse(),
        (None, None) => Ok(ChangesView::default()),
    }
}

fn compare(arguments: &DiffDirsArguments, messages: &Messages, sources: &mut Sources) -> Result<Diff, Failure> {
    let mut problems = Vec::new();
    let comparison = comparison(&arguments.filters, sources).map_err(|found| problems.extend(found)).ok();
    let sets = manifests::read_two_folders([&arguments.old, &arguments.new], sources);
    let [old, new] = sets.map(|set| set.map_err(|found| problems.extend(found)).ok());
    messages.show(problems, sources)?;
    let ((comparison, old), new) = comparison.zip(old).zip(new).ok_or_else(Failure::said)?;
    Ok(comparison.diff(old, new))
}
