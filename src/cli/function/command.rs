//! `vaultchart fn`: a KRM function, for kustomize and kpt; with a file, a generator of kustomize's older plugins.

use std::path::PathBuf;

use super::arguments::FunctionArguments;
use super::krm::{Input, resource_list};
use crate::cli::exit::Exit;
use crate::cli::inputs;
use crate::cli::messages::{Messages, Verdict};
use crate::cli::release::{ChartArguments, ClusterArguments, ReleaseArguments, SelectionArguments, ValuesArguments};
use crate::cli::release::{RenderFlags, request};
use crate::cli::revision::Origin;
use crate::cli::streams::deliver;
use crate::diagnostic::Diagnostic;
use crate::manifest;
use crate::pipeline::{self, Rendered};
use crate::source::Sources;
use crate::yaml;

/// Where kustomize says that the kustomization lies.
const ROOT: &str = "KUSTOMIZE_PLUGIN_CONFIG_ROOT";

/// Runs the command.
pub(in crate::cli) fn run(arguments: &FunctionArguments, messages: &Messages) -> Exit {
    let mut sources = Sources::default();
    let path = arguments.file.clone().unwrap_or_else(|| PathBuf::from("-"));
    let read = inputs::text(&path).map_err(Diagnostic::from);
    let input = match read.and_then(|text| Input::read(&inputs::name(&path), &text, &mut sources)) {
        Ok(input) => input,
        Err(problem) => {
            let _ = messages.show(vec![problem], &sources);
            return Exit::Trouble;
        }
    };
    let rendered = render(&input, &mut sources);
    answer(input, rendered, &sources, messages)
}

fn render(input: &Input, sources: &mut Sources) -> Result<Rendered, Vec<Diagnostic>> {
    let asked = &input.release;
    let root = std::env::var_os(ROOT).map(PathBuf::from).unwrap_or_default();
    let release = ReleaseArguments {
        name: asked.release.clone(),
        namespace: asked.namespace.clone(),
        ..ReleaseArguments::default()
    };
    let values = ValuesArguments {
        chart: ChartArguments { chart_version: asked.chart_version.clone() },
        profile: asked.profile.iter().cloned().collect(),
        files: asked.files_from(&root),
        ..ValuesArguments::default()
    };
    let cluster =
        ClusterArguments { kube_version: asked.kube_version.clone(), api_versions: asked.api_versions.clone() };
    let selection = SelectionArguments { skip_tests: asked.skip_tests, ..SelectionArguments::default() };
    let flags = RenderFlags { release: &release, values: &values, cluster: &cluster, selection: &selection };
    let mut request = request(flags, &Origin::Now, sources);
    if let Some(values) = input.values.clone() {
        request.layers.add_tree(input.source, values);
    }
    pipeline::render(request, sources)
}

/// Gives the list of resources, with what there is to say among its results; or the manifests alone.
fn answer(input: Input, rendered: Result<Rendered, Vec<Diagnostic>>, sources: &Sources, messages: &Messages) -> Exit {
    let (objects, told) = match rendered {
        Ok(Rendered { objects, warnings, .. }) => (objects, warnings),
        Err(problems) => (Vec::new(), problems),
    };
    let verdict = messages.show(told.clone(), sources);
    match (verdict, input.items) {
        (Verdict::Failed, None) => Exit::Trouble,
        (Verdict::Fine, None) => deliver(&manifest::to_yaml(&objects), messages),
        (verdict, Some(items)) => {
            let mut text = String::new();
            yaml::write(&resource_list(items, &objects, &told, sources), &mut text);
            match (deliver(&text, messages), verdict) {
                (Exit::Done, Verdict::Failed) => Exit::Trouble,
                (exit, _) => exit,
            }
        }
    }
}
