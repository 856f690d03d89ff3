//! From what was typed to what a render needs.

use super::asked::Asked;
use super::layers;
use super::name::ReleaseArguments;
use super::opened::Opened;
use crate::chart::ChartDefinition;
use crate::cli::inputs;
use crate::cli::revision::Origin;
use crate::pipeline::{ReleaseName, Request};
use crate::source::Sources;
use crate::values::Layers;

/// Reads what the flags name. What cannot be read is kept in the layers as a problem.
pub(in crate::cli) fn request(asked: &Asked, origin: &Origin, sources: &mut Sources) -> Request {
    filled(asked, origin, sources).1
}

/// The same, with what is asked for once the files have said what they say of the release.
pub(in crate::cli) fn filled(asked: &Asked, origin: &Origin, sources: &mut Sources) -> (Asked, Request) {
    let mut opened = Opened::of(&asked.values, origin, sources);
    let mut asked = opened.release.as_ref().map_or_else(|| asked.clone(), |release| asked.filled(release));
    let chart = opened.chart(&asked.values.chart, asked.has_typed_chart);
    if opened.release.as_ref().is_some_and(|release| release.chart_version.is_some()) {
        asked.values.chart.chart_version = Some(chart.release.version.to_owned());
    }
    let layers = layers::read_opened(&asked.values, opened, &chart, origin, sources);
    let request = of(&asked, chart, layers);
    (asked, request)
}

fn of(asked: &Asked, chart: ChartDefinition, mut layers: Layers) -> Request {
    let Asked { release, values, cluster, selection, .. } = asked;
    asked.problem.clone().into_iter().for_each(|problem| layers.add_problem(problem));
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
        selection: selection.chosen(),
    }
}

fn name(release: &ReleaseArguments) -> ReleaseName {
    match (&release.name_template, &release.name) {
        (Some(template), _) => ReleaseName::Template(template.clone()),
        (None, Some(name)) => ReleaseName::Given(name.clone()),
        (None, None) => ReleaseName::Given("vault".to_owned()),
    }
}
