//! `vaultchart rollout`: replaces the servers in the right order.

use super::arguments::RolloutArguments;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::live::{Process, Terminal, end, may_ask, token};
use crate::cli::session::Session;
use crate::live::{Kubectl, Rollout};

/// Runs the command.
///
/// # Errors
/// A run that did not come to its end.
pub(in crate::cli) fn run(arguments: &RolloutArguments, session: &Session) -> Result<Exit, Failure> {
    let run = &arguments.run;
    may_ask(run)?;
    let mut shell = Process::default();
    let mut cluster = Kubectl::new(&mut shell, arguments.live.place(&session.project), token());
    let mut person = Terminal::new(run);
    let ending = Rollout::new(&mut cluster, &mut person, &run.wish()).run();
    end(ending, "rollout", run.output)
}
