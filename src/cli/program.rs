//! From the arguments to the exit code.

use std::env;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use clap_complete::CompleteEnv;

use super::args::{Arguments, Command, ValuesCommand};
use super::commands;
use super::exit::Exit;
use super::fleet;
use super::kubectl_diff::as_typed;
use super::messages::Messages;
use super::project::Project;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// What the program is called.
pub(super) const NAME: &str = "vaultchart";
/// The variable by which a shell asks for completions.
pub(super) const COMPLETION_VARIABLE: &str = "COMPLETE";

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    // Looks at the variable first: without it nothing is done.
    CompleteEnv::with_factory(Arguments::command).var(COMPLETION_VARIABLE).complete();
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
        Command::Render(arguments) if arguments.fleet.is_given() => fleet::render(&arguments, &messages),
        Command::Diff(arguments) if arguments.fleet.is_given() => fleet::diff(&arguments, &messages),
        Command::Check(arguments) if arguments.fleet.is_given() && !arguments.is_about_rules() => {
            fleet::check(&arguments, &messages)
        }
        Command::Render(arguments) => commands::render::run(&arguments, &messages),
        Command::Diff(arguments) => commands::diff::run(&arguments, &messages),
        Command::Plan(arguments) => commands::plan::run(&arguments, &messages),
        Command::Check(arguments) => commands::check::run(&arguments, &messages),
        Command::DiffDirs(arguments) => commands::diff_dirs::run(&arguments, &messages),
        Command::Values(command) => values(&command, &messages),
        Command::Graph(arguments) => commands::graph::run(&arguments, &messages),
        Command::Function(arguments) => commands::function::run(&arguments, &messages),
        Command::Init(arguments) => commands::init::run(&arguments, &messages),
        Command::Eject(arguments) => commands::eject::run(&arguments, &messages),
        Command::Completions(arguments) => commands::completions::run(&arguments, &messages),
        Command::Man(arguments) => commands::man::run(&arguments, &messages),
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

fn values(command: &ValuesCommand, messages: &Messages) -> Exit {
    match command {
        ValuesCommand::Show(arguments) => commands::values::show::run(arguments, messages),
        ValuesCommand::Merged(arguments) => commands::values::merged::run(arguments, messages),
        ValuesCommand::Explain(arguments) => commands::values::explain::run(arguments, messages),
        ValuesCommand::Schema(arguments) => commands::values::schema::run(arguments, messages),
        ValuesCommand::Migrate(arguments) => commands::values::migrate::run(arguments, messages),
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
