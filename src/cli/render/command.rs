//! `vaultchart render`: prints the manifests that values give, or writes them into a folder.

use std::path::Path;

use anyhow::Result;

use super::arguments::{OutputArguments, RenderArguments};
use super::drift;
use super::notes::{Delivered, notes};
use crate::cli::exit::Exit;
use crate::cli::form::OutputForm;
use crate::cli::messages::{Messages, Verdict};
use crate::cli::release::{RenderFlags, request};
use crate::cli::revision::Origin;
use crate::cli::streams::{print, say};
use crate::manifest;
use crate::output::{self, FolderError};
use crate::pipeline::{self, Rendered};
use crate::source::Sources;

/// Runs the command.
pub(in crate::cli) fn run(arguments: &RenderArguments, messages: &Messages) -> Exit {
    match answer(arguments, messages) {
        Ok(exit) => exit,
        Err(error) => {
            messages.fail("input-output", format!("{error:#}"));
            Exit::Trouble
        }
    }
}

fn answer(arguments: &RenderArguments, messages: &Messages) -> Result<Exit> {
    let mut sources = Sources::default();
    let RenderArguments { release, values, cluster, output, fleet: _ } = arguments;
    let flags = RenderFlags { release, values, cluster, selection: &output.selection };
    let request = request(flags, &Origin::Now, &mut sources);
    match pipeline::render(request, &mut sources) {
        Ok(mut rendered) => match messages.show(std::mem::take(&mut rendered.warnings), &sources) {
            Verdict::Fine => {
                let exit = deliver(&rendered, output, messages, &mut sources)?;
                if exit == Exit::Done && output.check.is_none() && !messages.is_quiet() {
                    notes(&rendered.objects, flags, &delivered(output));
                }
                Ok(exit)
            }
            Verdict::Failed => Ok(Exit::Trouble),
        },
        Err(problems) => {
            let _ = messages.show(problems, &sources);
            Ok(Exit::Trouble)
        }
    }
}

fn delivered(output: &OutputArguments) -> Delivered {
    output.output_dir.as_ref().map_or(Delivered::Printed, |folder| Delivered::Folder(folder.display().to_string()))
}

fn deliver(rendered: &Rendered, output: &OutputArguments, messages: &Messages, sources: &mut Sources) -> Result<Exit> {
    match (&output.output_dir, &output.check) {
        (Some(folder), _) => write_folder(rendered, folder, output.output, messages),
        (None, Some(path)) if path.is_dir() => {
            drift::folder(path, files(rendered, output.output), &rendered.objects, messages, sources)
        }
        (None, Some(path)) => {
            let text = text(rendered.objects.iter(), output.output);
            drift::file(path, &text, &rendered.objects, messages, sources)
        }
        (None, None) => print(&text(rendered.objects.iter(), output.output)).map(|()| Exit::Done),
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

fn write_folder(rendered: &Rendered, folder: &Path, form: OutputForm, messages: &Messages) -> Result<Exit> {
    let files = files(rendered, form);
    match output::write_folder(folder, &files) {
        Ok(gone) => {
            if gone > 0 && !messages.is_quiet() {
                let plural = if gone == 1 { "" } else { "s" };
                say(&format!("removed {gone} file{plural} of an earlier run from `{}`", folder.display()));
            }
            Ok(Exit::Done)
        }
        Err(error @ FolderError::Foreign(_)) => {
            messages.fail("output-folder", error.to_string());
            Ok(Exit::Refused)
        }
        Err(error) => Err(error.into()),
    }
}
