//! From the arguments to the exit code.

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use clap_complete::CompleteEnv;

use super::arguments::{Arguments, Command};
use super::completion::VARIABLE;
use super::diff_dirs::as_typed;
use super::exit::Exit;
use super::failure::Failure;
use super::messages::{MessageArguments, Messages};
use super::release::Project;
use super::session::Session;
use super::streams::say;
use super::{
    check, completions, diff, diff_dirs, eject, function, graph, init, man, plan, render, rollout, status, tips,
    upgrade, values,
};
use crate::source::Sources;

/// The flag by which the usual code for trouble means that there are changes.
const DETAILED: &str = "--detailed-exitcode";

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    // Looks at the variable first: without it nothing is done.
    CompleteEnv::with_factory(Arguments::command).var(VARIABLE).complete();
    let mut sources = Sources::default();
    let typed = as_typed(env::args_os().collect());
    let arguments = match typed.as_ref().map(Arguments::try_parse_from) {
        Ok(Ok(arguments)) => arguments,
        Ok(Err(error)) => return usage(error, typed.as_deref().unwrap_or_default()).into(),
        // Another program has called this one, and not as it has to: there are no flags to heed.
        Err(problem) => return show(problem.clone().into(), &MessageArguments::default(), &sources).into(),
    };
    let answer = answer(&arguments, &mut sources);
    answer.unwrap_or_else(|failure| show(failure, &arguments.messages, &sources)).into()
}

fn answer(arguments: &Arguments, sources: &mut Sources) -> Result<Exit, Failure> {
    let messages = Messages::new(&arguments.messages);
    let project = match &arguments.project {
        _ if arguments.no_project || !arguments.command.heeds_project() => Project::default(),
        Some(path) => Project::read(path, sources)?,
        None => Project::find(sources)?,
    };
    if let Some(path) = project.above.as_ref().filter(|_| !messages.is_quiet()) {
        say(&format!("reads {}", path.display()));
    }
    let session = &Session { messages, project };
    match &arguments.command {
        Command::Render(arguments) if arguments.fleet.is_given() => render::run_fleet(arguments, session),
        Command::Diff(arguments) if arguments.fleet.is_given() => diff::run_fleet(arguments, session, sources),
        Command::Check(arguments) if arguments.fleet.is_given() && !arguments.is_about_rules() => {
            check::run_fleet(arguments, session)
        }
        Command::Render(arguments) => render::run(arguments, session, sources),
        Command::Diff(arguments) => diff::run(arguments, session, sources),
        Command::Plan(arguments) => plan::run(arguments, session, sources),
        Command::Status(arguments) => status::run(arguments, session),
        Command::Rollout(arguments) => rollout::run(arguments, session),
        Command::Upgrade(arguments) => upgrade::run(arguments, session, sources),
        Command::Check(arguments) => check::run(arguments, session, sources),
        Command::DiffDirs(arguments) => diff_dirs::run(arguments, session, sources),
        Command::Values(command) => values::run(command, session, sources),
        Command::Show(arguments) => values::show(arguments, &session.project),
        Command::Graph(arguments) => graph::run(arguments, session, sources),
        Command::Function(arguments) => function::run(arguments, session, sources),
        Command::Init(arguments) => init::run(arguments),
        Command::Eject(arguments) => eject::run(arguments),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(arguments) => man::run(arguments),
    }
}

/// Says why there is no answer.
fn show(failure: Failure, arguments: &MessageArguments, sources: &Sources) -> Exit {
    // It ends as a failure, whatever is shown.
    let _ = Messages::new(arguments).show(failure.problems, sources);
    trouble(failure.exit)
}

/// Help and version are answers; anything else is a fault in the arguments.
fn usage(mut error: clap::Error, typed: &[OsString]) -> Exit {
    tips::improve(&mut error, typed);
    match MessageArguments::for_programs(typed).filter(|_| error.use_stderr()) {
        Some(arguments) => return show(tips::diagnostic(&error).into(), &arguments, &Sources::default()),
        // Nothing can be said where not even this can be printed.
        None => _ = error.print(),
    }
    if error.use_stderr() { trouble(Exit::Trouble) } else { Exit::Done }
}

fn trouble(exit: Exit) -> Exit {
    let is_detailed = || env::args_os().any(|argument| argument == DETAILED);
    if exit == Exit::Trouble && is_detailed() { Exit::TroubleNotChanges } else { exit }
}
