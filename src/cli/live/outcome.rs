//! How runs end, for the shell and for whoever reads messages.

use serde_json::json;

use super::arguments::ProgressForm;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::streams::print;
use crate::diagnostic::Diagnostic;
use crate::live::{Blind, Ending};

/// What the shell is told.
///
/// # Errors
/// A run that did not come to its end, with the reason.
pub(in crate::cli) fn end(ending: Ending, code: &'static str, form: ProgressForm) -> Result<Exit, Failure> {
    if form == ProgressForm::Json {
        let (outcome, why) = match &ending {
            Ending::Done => ("done", String::new()),
            Ending::NotYet(why, _) => ("not-yet", why.clone()),
            Ending::Blind(blind) => ("blind", blind.to_string()),
            Ending::Refused(why, _) => ("refused", why.clone()),
        };
        print(&format!("{}\n", json!({ "event": "end", "outcome": outcome, "why": why })))?;
    }
    let problem = |why: String, help: &str| match help {
        "" => Diagnostic::error(code, why),
        help => Diagnostic::error(code, why).help(help),
    };
    match ending {
        Ending::Done => Ok(Exit::Done),
        Ending::NotYet(why, help) => Err(Failure { problems: vec![problem(why, help)], exit: Exit::No }),
        Ending::Refused(why, help) => Err(Failure::refused(problem(why, help))),
        Ending::Blind(reason) => Err(blind(&reason)),
    }
}

/// Nothing could be seen.
pub(in crate::cli) fn blind(blind: &Blind) -> Failure {
    let problem = Diagnostic::error("kubectl", blind.to_string());
    match blind {
        Blind::Failed { says, .. } if says.contains("not on the path") => {
            problem.help("install kubectl, or use `plan` and `diff --against`, which need none")
        }
        Blind::NoServers { .. } => problem.help("name the release, and its namespace by `-n`"),
        Blind::ManySets { .. } => problem.help("each release needs a name of its own"),
        _ => problem,
    }
    .into()
}
