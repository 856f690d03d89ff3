//! `vaultchart check --baseline`: what is known from before is not told again.

use std::path::Path;

use super::arguments::CheckArguments;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::inputs;
use crate::cli::streams::say;
use crate::diagnostic::Diagnostic;
use crate::output::{self, Baseline, Findings};

/// Leaves out of the findings what the baseline knows, or writes the baseline and is done.
///
/// # Errors
/// A baseline that cannot be read or written.
pub(super) fn apply(findings: &mut Findings<'_>, arguments: &CheckArguments) -> Result<Option<Exit>, Failure> {
    let Some(path) = &arguments.baseline else { return Ok(None) };
    if arguments.write_baseline {
        let baseline = Baseline::of(findings);
        output::write_files(&[(path.clone(), baseline.text())], |old| Baseline::read(old).is_ok())?;
        let findings =
            if baseline.count() == 1 { "1 finding".to_owned() } else { format!("{} findings", baseline.count()) };
        say(&format!("`{}` knows {findings} now", path.display()));
        return Ok(Some(Exit::Done));
    }
    findings.leave_out_known(&read(path)?);
    Ok(None)
}

fn read(path: &Path) -> Result<Baseline, Failure> {
    let text = inputs::text(path)?;
    let problem = |problem: String| {
        Diagnostic::error("baseline", format!("`{}` is not a baseline: {problem}", path.display()))
            .help("write it again with `--write-baseline`")
    };
    Ok(Baseline::read(&text).map_err(problem)?)
}
