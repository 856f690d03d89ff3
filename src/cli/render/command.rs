//! `vaultchart render`: prints the manifests that values give, or writes them into a folder.

use std::path::Path;

use super::arguments::{OutputArguments, RenderArguments};
use super::drift;
use super::notes::{Delivered, notes};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::form::OutputForm;
use crate::cli::messages::Messages;
use crate::cli::release::{Asked, filled};
use crate::cli::revision::Origin;
use crate::cli::session::Session;
use crate::cli::sides::against_live;
use crate::cli::streams::{self, say};
use crate::diagnostic::Diagnostic;
use crate::manifest;
use crate::output;
use crate::pipeline::{self, Rendered};
use crate::source::Sources;

/// Runs the command.
///
/// # Errors
/// All that is wrong, or what could not be written.
pub(in crate::cli) fn run(
    arguments: &RenderArguments,
    session: &Session,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let RenderArguments { input, output, fleet: _ } = arguments;
    let asked = Asked::over(&session.project, input, &output.selection);
    let (asked, request) = filled(&asked, &Origin::Now, sources);
    let mut rendered = pipeline::render(request, sources)?;
    session.messages.show(std::mem::take(&mut rendered.warnings), sources)?;
    if output.live || output.check == Some(None) {
        return check_live(rendered.objects, output, &asked, session, sources);
    }
    let exit = deliver(&rendered, output, &session.messages, sources)?;
    if exit == Exit::Done && output.check.is_none() && !session.messages.is_quiet() {
        notes(&rendered.objects, &asked, &delivered(output));
    }
    Ok(exit)
}

/// Compares with the cluster.
fn check_live(
    objects: Vec<manifest::Object>,
    output: &OutputArguments,
    asked: &Asked,
    session: &Session,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    if output.check.as_ref().is_some_and(Option::is_some) {
        let problem = Diagnostic::error("check", "`--check --live` looks at the cluster, and at no folder or file");
        return Err(problem.help("remove the path after `--check`, or `--live`").into());
    }
    if !output.live {
        let problem = Diagnostic::error("check", "`--check` needs a folder or a file to look at, or `--live`");
        return Err(problem.help("as in `--check manifests/`").into());
    }
    let mut told = Vec::new();
    let sides = against_live(&output.kube.place(asked), objects, sources, &mut told)?;
    drift::live(sides, told, &session.messages, sources)
}

fn delivered(output: &OutputArguments) -> Delivered {
    output.output_dir.as_ref().map_or(Delivered::Printed, |folder| Delivered::Folder(folder.display().to_string()))
}

fn deliver(
    rendered: &Rendered,
    output: &OutputArguments,
    messages: &Messages,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    match (&output.output_dir, &output.check) {
        (Some(folder), _) => write_folder(rendered, folder, output.output, messages),
        (None, Some(Some(path))) if path.is_dir() => {
            drift::folder(path, files(rendered, output.output), &rendered.objects, messages, sources)
        }
        (None, Some(Some(path))) => {
            let text = text(rendered.objects.iter(), output.output);
            drift::file(path, &text, &rendered.objects, messages, sources)
        }
        (None, None | Some(None)) => streams::deliver(&text(rendered.objects.iter(), output.output)),
    }
}

fn text<'a>(objects: impl Iterator<Item = &'a manifest::Object>, form: OutputForm) -> String {
    match form {
        OutputForm::Yaml => manifest::to_yaml(objects),
        OutputForm::Json => manifest::to_json_list(objects),
    }
}

/// One file a template, by its path in a folder.
pub(in crate::cli) fn files(rendered: &Rendered, form: OutputForm) -> Vec<(String, String)> {
    let extension = match form {
        OutputForm::Yaml => "yaml",
        OutputForm::Json => "json",
    };
    let file = |template: &str| {
        let objects = rendered.objects.iter().filter(|object| object.template == template);
        (format!("{template}.{extension}"), text(objects, form))
    };
    rendered.templates().into_iter().map(file).collect()
}

fn write_folder(rendered: &Rendered, folder: &Path, form: OutputForm, messages: &Messages) -> Result<Exit, Failure> {
    let gone = output::write_folder(folder, &files(rendered, form))?;
    if gone > 0 && !messages.is_quiet() {
        let plural = if gone == 1 { "" } else { "s" };
        say(&format!("removed {gone} file{plural} of an earlier run from `{}`", folder.display()));
    }
    Ok(Exit::Done)
}
