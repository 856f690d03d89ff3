//! `vaultchart fn`: a KRM function, for kustomize and kpt; with a file, a generator of kustomize's older plugins.

use std::path::{Path, PathBuf};

use super::arguments::FunctionArguments;
use super::krm::{Input, resource_list};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::inputs;
use crate::cli::messages::Messages;
use crate::cli::release::{
    Asked, ChartArguments, ClusterArguments, Project, ReleaseArguments, ReleaseInput, SelectionArguments,
    ValuesArguments, request,
};
use crate::cli::revision::Origin;
use crate::cli::session::Session;
use crate::cli::streams::{deliver, print};
use crate::diagnostic::Diagnostic;
use crate::manifest;
use crate::pipeline::{self, Rendered};
use crate::secrets::Veil;
use crate::source::Sources;
use crate::yaml;

/// Where kustomize says that the kustomization lies.
const ROOT: &str = "KUSTOMIZE_PLUGIN_CONFIG_ROOT";

/// Runs the command.
///
/// # Errors
/// What is no configuration, or all that is wrong with the values.
pub(in crate::cli) fn run(
    arguments: &FunctionArguments,
    session: &Session,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let path = arguments.file.as_deref().unwrap_or(Path::new("-"));
    let text = inputs::text(path)?;
    let input = Input::read(&inputs::name(path), &text, sources)?;
    let rendered = render(&input, sources);
    answer(input, rendered, sources, &session.messages)
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
    let asked = Asked::over(&Project::default(), &ReleaseInput { release, values, cluster }, &selection);
    let mut request = request(&asked, &Origin::Now, sources);
    if let Some(values) = input.values.clone() {
        request.layers.add_tree(sources, input.source, values);
    }
    pipeline::render(request, sources)
}

/// Gives the list of resources, with what there is to say among its results; or the manifests alone.
fn answer(
    input: Input,
    rendered: Result<Rendered, Vec<Diagnostic>>,
    sources: &Sources,
    messages: &Messages,
) -> Result<Exit, Failure> {
    let (objects, mut told) = match rendered {
        Ok(Rendered { objects, warnings, .. }) => (objects, warnings),
        Err(problems) => (Vec::new(), problems),
    };
    let shown = messages.show(told.clone(), sources);
    let Some(items) = input.items else { return shown.and_then(|()| deliver(&manifest::to_yaml(&objects))) };
    let texts = Veil::over(sources, &mut told);
    let mut text = String::new();
    yaml::write(&resource_list(items, &objects, &told, &texts), &mut text);
    print(&text)?;
    shown.map(|()| Exit::Done)
}
