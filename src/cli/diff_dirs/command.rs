//! `vaultchart diff-dirs`: what `KUBECTL_EXTERNAL_DIFF` runs for `kubectl diff`.
//!
//! kubectl writes one file an object into two folders, without extensions, and takes 0 for no changes, 1 for changes
//! and anything above for trouble.

use std::env;

use super::arguments::DiffDirsArguments;
use crate::cli::diff::{comparison, drawing, show};
use crate::cli::exit::Exit;
use crate::cli::messages::{Messages, Verdict};
use crate::cli::sides::manifests;
use crate::diff::Diff;
use crate::output::{ChangesView, UnknownView};
use crate::source::Sources;

/// The variable that chooses the view.
const VIEW_VARIABLE: &str = "VAULTCHART_DIFF_OUTPUT";

/// Runs the command.
pub(in crate::cli) fn run(arguments: &DiffDirsArguments, messages: &Messages) -> Exit {
    let view = match view(arguments) {
        Ok(view) => view,
        Err(error) => {
            messages.fail("view", format!("the variable {VIEW_VARIABLE} is wrong: {error}"));
            return Exit::Trouble;
        }
    };
    let Some(diff) = compare(arguments, messages) else { return Exit::Trouble };
    match show(&diff, view, &drawing(arguments.context, messages), messages) {
        Exit::Done if !diff.is_empty() => Exit::No,
        exit => exit,
    }
}

/// What the flag says, or else the variable: kubectl lets only some characters into the command.
fn view(arguments: &DiffDirsArguments) -> Result<ChangesView, UnknownView> {
    let variable = env::var_os(VIEW_VARIABLE).filter(|word| !word.is_empty());
    match (arguments.output, variable) {
        (Some(view), _) => Ok(view),
        (None, Some(word)) => word.to_string_lossy().parse(),
        (None, None) => Ok(ChangesView::default()),
    }
}

fn compare(arguments: &DiffDirsArguments, messages: &Messages) -> Option<Diff> {
    let mut sources = Sources::default();
    let mut problems = Vec::new();
    let comparison = comparison(&arguments.filters, &mut sources).map_err(|found| problems.extend(found)).ok();
    let sets = manifests::read_two_folders([&arguments.old, &arguments.new], &mut sources);
    let [old, new] = sets.map(|set| set.map_err(|found| problems.extend(found)).ok());
    match messages.show(problems, &sources) {
        Verdict::Fine => Some(comparison?.diff(old?, new?)),
        Verdict::Failed => None,
    }
}
