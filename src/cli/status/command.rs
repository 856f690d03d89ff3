//! `vaultchart status`: the running servers on one screen.

use std::io::{self, IsTerminal};
use std::thread::sleep;

use super::arguments::StatusArguments;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::live::{Process, ProgressForm, blind, now, token};
use crate::cli::session::Session;
use crate::cli::streams::{deliver, print};
use crate::live::{Cluster, Destination, Kubectl, Policy, Scope, decide};
use crate::output::{self, Status};

/// What a terminal obeys: the cursor to the corner, and nothing below it.
const CLEAR: &str = "\u{1b}[H\u{1b}[2J";

/// Runs the command.
///
/// # Errors
/// A cluster that cannot be looked at.
pub(in crate::cli) fn run(arguments: &StatusArguments, session: &Session) -> Result<Exit, Failure> {
    let place = arguments.live.place(&session.project);
    if !arguments.watch {
        return deliver(&look(&place, arguments.output)?);
    }
    let is_screen = io::stdout().is_terminal() && arguments.output == ProgressForm::Text;
    loop {
        let text = look(&place, arguments.output)?;
        print(&format!("{}{text}", if is_screen { CLEAR } else { "" }))?;
        sleep(arguments.interval);
    }
}

fn look(place: &Destination, form: ProgressForm) -> Result<String, Failure> {
    let mut shell = Process::default();
    let mut cluster = Kubectl::new(&mut shell, place.clone(), token());
    let scope = Scope { is_thorough: true, follows_configuration: false };
    let mut seen = cluster.look(scope).map_err(|reason| blind(&reason))?;
    cluster.look_around(&mut seen);
    let others = cluster.others();
    let next = decide(&seen, &Policy::default());
    let status = Status { release: &place.release, seen: &seen, next: &next, others: &others, now: now() };
    Ok(match form {
        ProgressForm::Text => output::draw_status(&status),
        ProgressForm::Json => output::status_to_json(&status),
    })
}
