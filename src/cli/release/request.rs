//! From what was typed to what a render needs.

use super::cluster::ClusterArguments;
use super::layers;
use super::name::ReleaseArguments;
use super::selection::SelectionArguments;
use super::values::ValuesArguments;
use crate::chart::ChartDefinition;
use crate::cli::inputs;
use crate::cli::revision::Origin;
use crate::pipeline::{ReleaseName, Request};
use crate::selection::Selection;
use crate::source::Sources;

/// The flags that a render needs.
#[derive(Clone, Copy)]
pub(in crate::cli) struct RenderFlags<'a> {
    /// The release.
    pub(in crate::cli) release: &'a ReleaseArguments,
    /// Its values.
    pub(in crate::cli) values: &'a ValuesArguments,
    /// The cluster.
    pub(in crate::cli) cluster: &'a ClusterArguments,
    /// Which objects to keep.
    pub(in crate::cli) selection: &'a SelectionArguments,
}

/// Reads what the flags name. What cannot be read is kept in the layers as a problem.
pub(in crate::cli) fn request(flags: RenderFlags, origin: &Origin, sources: &mut Sources) -> Request {
    let RenderFlags { release, values, cluster, selection } = flags;
    let (chart, unknown) = match values.chart.definition() {
        Ok(chart) => (chart, None),
        Err(problem) => (ChartDefinition::newest(), Some(problem)),
    };
    let mut layers = layers::read_from(values, &chart, origin, sources);
    unknown.into_iter().for_each(|problem| layers.add_problem(problem));
    let templates = selection.templates.as_deref().map(inputs::templates).transpose().unwrap_or_else(|error| {
        layers.add_problem(error.into());
        None
    });
    Request {
        chart,
        name: name(release),
        namespace: release.namespace().to_owned(),
        is_upgrade: release.is_upgrade,
        kube_version: cluster.kube_version().to_owned(),
        api_versions: cluster.api_versions.clone(),
        layers,
        skip_schema_validation: values.skip_schema_validation,
        templates: templates.unwrap_or_default(),
        selection: chosen(selection),
    }
}

/// Which objects were asked for.
pub(in crate::cli) fn chosen(selection: &SelectionArguments) -> Selection {
    let SelectionArguments { show_only, skip_tests, no_hooks, for_apply, .. } = selection;
    Selection { only: show_only.clone(), tests: !skip_tests, hooks: !no_hooks && !for_apply, for_apply: *for_apply }
}

fn name(release: &ReleaseArguments) -> ReleaseName {
    match (&release.name_template, &release.name) {
        (Some(template), _) => ReleaseName::Template(template.clone()),
        (None, Some(name)) => ReleaseName::Given(name.clone()),
        (None, None) => ReleaseName::Given("vault".to_owned()),
    }
}
