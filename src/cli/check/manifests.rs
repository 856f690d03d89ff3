//! `vaultchart check --manifests`: manifests of whatever tool, by the rules that need objects alone.

use std::path::Path;

use super::arguments::CheckArguments;
use super::checking::{answer, asked, checking};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::release::request;
use crate::cli::revision::Origin;
use crate::cli::session::Session;
use crate::cli::sides::manifests::read_with_texts;
use crate::output::Findings;
use crate::pipeline::{self, Checked};
use crate::source::Sources;

/// Runs the command.
///
/// # Errors
/// All that is wrong with what was typed, or with the manifests.
pub(super) fn run(
    path: &Path,
    arguments: &CheckArguments,
    session: &Session,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let checking = checking(arguments, &session.project)?;
    let request = request(&asked(arguments, &session.project), &Origin::Now, sources);
    let (objects, texts) = read_with_texts(path, sources)?;
    let Checked { mut report, .. } = pipeline::check_manifests(&request, &objects, &texts, &checking, sources)?;
    let texts = report.veil(sources);
    answer(Findings::of_one(&report, &texts), arguments, &session.messages)
}
