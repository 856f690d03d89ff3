//! `vaultchart render`: prints the manifests that values give, or writes them into a folder.

use std::path::Path;

use anyhow::Result;

use crate::cli::args::{OutputArguments, OutputForm, RenderArguments};
use crate::cli::exit::Exit;
use crate::cli::messages::{Messages, Verdict};
use crate::cli::streams::print;
use crate::cli::{inputs, layers};
use crate::manifest;
use crate::output::{self, FolderError};
use crate::pipeline::{self, ReleaseName, Rendered, Request};
use crate::selection::Selection;
use crate::source::Sources;

/// Runs the command.
pub(in crate::cli) fn run(arguments: Box<RenderArguments>, messages: &Messages) -> Exit {
    match answer(*arguments, messages) {
        Ok(exit) => exit,
        Err(error) => {
            messages.fail("input-output", format!("{error:#}"));
            Exit::Trouble
        }
    }
}

fn answer(arguments: RenderArguments, messages: &Messages) -> Result<Exit> {
    let mut sources = Sources::default();
    let request = request(&arguments, &mut sources);
    match pipeline::render(request, &mut sources) {
        Ok(mut rendered) => match messages.show(std::mem::take(&mut rendered.warnings), &sources) {
            Verdict::Fine => deliver(&rendered, &arguments.output, messages),
            Verdict::Failed => Ok(Exit::Trouble),
        },
        Err(problems) => {
            let _ = messages.show(problems, &sources);
            Ok(Exit::Trouble)
        }
    }
}

fn request(arguments: &RenderArguments, sources: &mut Sources) -> Request {
    let RenderArguments { release, values, cluster, output } = arguments;
    let mut layers = layers::read(values, sources);
    let templates = output.templates.as_deref().map(inputs::templates).transpose().unwrap_or_else(|error| {
        layers.add_problem(error.into());
        None
    });
    let name = match (&release.name_template, &release.name) {
        (Some(template), _) => ReleaseName::Template(template.clone()),
        (None, Some(name)) => ReleaseName::Given(name.clone()),
        (None, None) => ReleaseName::Given("vault".to_owned()),
    };
    Request {
        name,
        namespace: release.namespace.clone(),
        is_upgrade: release.is_upgrade,
        kube_version: cluster.kube_version.clone(),
        api_versions: cluster.api_versions.clone(),
        layers,
        skip_schema_validation: values.skip_schema_validation,
        templates: templates.unwrap_or_default(),
        selection: Selection { only: output.show_only.clone(), tests: !output.skip_tests, hooks: !output.no_hooks },
    }
}

fn deliver(rendered: &Rendered, output: &OutputArguments, messages: &Messages) -> Result<Exit> {
    match &output.output_dir {
        Some(folder) => write_folder(rendered, folder, output.output, messages),
        None => print(&text(rendered.objects.iter(), output.output)).map(|()| Exit::Done),
    }
}

fn text<'a>(objects: impl Iterator<Item = &'a manifest::Object>, form: OutputForm) -> String {
    match form {
        OutputForm::Yaml => manifest::to_yaml(objects),
        OutputForm::Json => manifest::to_json_list(objects),
    }
}

fn write_folder(rendered: &Rendered, folder: &Path, form: OutputForm, messages: &Messages) -> Result<Exit> {
    let extension = match form {
        OutputForm::Yaml => "yaml",
        OutputForm::Json => "json",
    };
    let mut files: Vec<(String, String)> = Vec::new();
    for template in rendered.templates() {
        let objects = rendered.objects.iter().filter(|object| object.template == template);
        files.push((format!("{template}.{extension}"), text(objects, form)));
    }
    match output::write_folder(folder, &files) {
        Ok(()) => Ok(Exit::Done),
        Err(error @ FolderError::Foreign(_)) => {
            messages.fail("output-folder", error.to_string());
            Ok(Exit::Refused)
        }
        Err(error) => Err(error.into()),
    }
}
