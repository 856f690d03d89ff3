//! From the arguments to the exit code.

use std::env;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use clap_complete::CompleteEnv;

use super::arguments::{Arguments, Command};
use super::completion::VARIABLE;
use super::diff_dirs::as_typed;
use super::exit::Exit;
use super::messages::Messages;
use super::release::Project;
use super::{check, completions, diff, diff_dirs, eject, function, graph, init, man, plan, render, values};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    // Looks at the variable first: without it nothing is done.
    CompleteEnv::with_factory(Arguments::command).var(VARIABLE).complete();
    let mut arguments = match as_typed(env::args_os().collect()).map(Arguments::try_parse_from) {
        Ok(Ok(arguments)) => arguments,
        Ok(Err(error)) => return usage(&error).into(),
        Err(problem) => return called_wrongly(problem).into(),
    };
    let messages = Messages::new(&arguments.messages);
    if !arguments.no_project
        && let Err(exit) = complete(&mut arguments.command, &messages)
    {
        return exit.into();
    }
    let exit = match arguments.command {
        Command::Render(arguments) if arguments.fleet.is_given() => render::run_fleet(&arguments, &messages),
        Command::Diff(arguments) if arguments.fleet.is_given() => diff::run_fleet(&arguments, &messages),
        Command::Check(arguments) if arguments.fleet.is_given() && !arguments.is_about_rules() => {
            check::run_fleet(&arguments, &messages)
        }
        Command::Render(arguments) => render::run(&arguments, &messages),
        Command::Diff(arguments) => diff::run(&arguments, &messages),
        Command::Plan(arguments) => plan::run(&arguments, &messages),
        Command::Check(arguments) => check::run(&arguments, &messages),
        Command::DiffDirs(arguments) => diff_dirs::run(&arguments, &messages),
        Command::Values(command) => values::run(&command, &messages),
        Command::Graph(arguments) => graph::run(&arguments, &messages),
        Command::Function(arguments) => function::run(&arguments, &messages),
        Command::Init(arguments) => init::run(&arguments, &messages),
        Command::Eject(arguments) => eject::run(&arguments, &messages),
        Command::Completions(arguments) => completions::run(&arguments, &messages),
        Command::Man(arguments) => man::run(&arguments, &messages),
    };
    exit.into()
}

/// Fills in what `vaultchart.yaml` says.
fn complete(command: &mut Command, messages: &Messages) -> Result<(), Exit> {
    let mut sources = Sources::default();
    match Project::find(&mut sources) {
        Ok(project) => {
            project.complete(command);
            Ok(())
        }
        Err(problems) => {
            let _ = messages.show(problems, &sources);
            Err(Exit::Trouble)
        }
    }
}

/// Another program has called this one, and not as it has to: there are no flags to heed.
fn called_wrongly(problem: Diagnostic) -> Exit {
    let _ = Messages::plain().show(vec![problem], &Sources::default());
    Exit::Trouble
}

/// Help and version are answers; anything else is a fault in the arguments.
fn usage(error: &clap::Error) -> Exit {
    // Nothing can be said where not even this can be printed.
    let _ = error.print();
    match error.use_stderr() {
        false => Exit::Done,
        // With this flag the usual code for trouble means that there are changes.
        true if env::args_os().any(|argument| argument == "--detailed-exitcode") => Exit::TroubleNotChanges,
        true => Exit::Trouble,
    }
}
