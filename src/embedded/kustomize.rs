//! `helmCharts` of a kustomization, and the generator that they stand for.
//!
//! kustomize makes one values file of `valuesFile` and `valuesInline`: by `override`, the default, the inline values win;
//! by `replace` they stand alone; by `merge` they only fill what the file leaves out or empty. Without `valuesFile` the file
//! is that of the chart. `additionalValuesFiles` come behind it, each by a further `-f`.
//! <https://github.com/kubernetes-sigs/kustomize/blob/master/api/internal/builtins/HelmChartInflationGenerator.go>,
//! <https://github.com/kubernetes-sigs/kustomize/blob/master/api/types/helmchartargs.go> (`AsHelmArgs`)

use super::field::{CODE, Field};
use super::harvest::Harvest;
use super::kind::Kind;
use super::local_chart::LocalChart;
use super::other_chart::{Chart, chart};
use super::part::{GivenLayer, fill};
use super::reading::Reading;
use super::release::{EmbeddedRelease, Said};
use super::umbrella;
use crate::diagnostic::Diagnostic;

/// Finds the releases of the chart in a kustomization.
pub(super) fn kustomization(reading: &mut Reading, root: &Field, harvest: &mut Harvest) {
    let home = root.text("helmGlobals.chartHome").unwrap_or("charts");
    let mover = root.get("namespace");
    for item in root.items("helmCharts") {
        helm_chart(reading, &item, home, mover.as_ref(), harvest);
    }
}

/// Finds the release of the chart in a `HelmChartInflationGenerator`.
pub(super) fn generator(reading: &mut Reading, root: &Field, harvest: &mut Harvest) {
    helm_chart(reading, root, root.text("chartHome").unwrap_or("charts"), None, harvest);
}

fn helm_chart(reading: &mut Reading, field: &Field, home: &str, mover: Option<&Field>, harvest: &mut Harvest) {
    let Some(name) = field.text("name") else { return };
    let label = field.text("releaseName").unwrap_or(name);
    let mut release = EmbeddedRelease::new(Kind::Kustomization, label, field.span());
    let span = field.get("name").map_or(field.span(), |name| name.span());
    let local = match field.text("repo") {
        Some(repository) => match chart(name, repository) {
            Chart::Vault => None,
            other => return harvest.other(span, other),
        },
        // Without a repository the chart stands below the home of the charts.
        None => match LocalChart::find(&reading.folder().join(home).join(name), reading.files, reading.sources) {
            Ok(Some(local)) => Some(local),
            Ok(None) => match chart(name, "") {
                Chart::Vault => None,
                other => return harvest.other(span, other),
            },
            Err(problem) => {
                release.errors.push(problem.at(span, "named here"));
                None
            }
        },
    };
    about(reading, field, mover, &mut release);
    values(reading, field, local.as_ref(), &mut release);
    for said in reading.texts(field, "additionalValuesFiles", &mut release) {
        reading.file_beside(&said, &mut release);
    }
    match local {
        None => harvest.releases.push(release),
        Some(chart) => harvest.spread(reading, &chart, release),
    }
}

fn about(reading: &Reading, field: &Field, mover: Option<&Field>, release: &mut EmbeddedRelease) {
    release.name = reading.said(field, "releaseName", release);
    release.namespace = reading.said(field, "namespace", release);
    release.chart_version = reading.said(field, "version", release);
    release.kube_version = reading.said(field, "kubeVersion", release);
    let versions = reading.texts(field, "apiVersions", release);
    release.api_versions = versions.into_iter().map(|said| said.text).collect();
    release.skip_tests = field.is_true("skipTests");
    release.no_hooks = field.is_true("skipHooks");
    if let (Some(mover), None) = (mover, &release.namespace) {
        let title = "the `namespace` of a kustomization is not the namespace of the release";
        release.warnings.push(
            Diagnostic::warning(CODE, title)
                .at(mover.span(), "kustomize writes it into the objects after Helm has rendered them")
                .help("write `namespace` into the entry of `helmCharts` as well"),
        );
    }
}

fn values(reading: &mut Reading, field: &Field, local: Option<&LocalChart>, release: &mut EmbeddedRelease) {
    let merge = reading.said(field, "valuesMerge", release);
    let inline = field.get("valuesInline").map(|inline| reading.map(&inline));
    let inline = inline.filter(|read| !read.errors.is_empty() || read.tree.as_map().is_some_and(|map| !map.is_empty()));
    let file = reading.said(field, "valuesFile", release);
    let how = merge.as_ref().map_or("override", |said| said.text.as_str());
    let is_alone = how == "replace" && inline.is_some();
    if let Some(file) = file.filter(|_| !is_alone) {
        reading.file_beside(&file, release);
    }
    let Some(mut inline) = inline else { return };
    match how {
        "override" | "replace" => {}
        "merge" => match release.parts.last() {
            Some(GivenLayer::Values { read, .. }) => fill(&mut inline.tree, &read.tree),
            // Without a file it is that of the chart, whose values then win.
            _ => {
                release.warnings.extend(merge.as_ref().map(is_of_chart));
                let parent = local.filter(|chart| !chart.dependencies.is_empty());
                let Some(parent) = parent else {
                    return release.parts.push(GivenLayer::Fill { source: reading.source, read: inline });
                };
                match reading.file(&umbrella::own_values(parent)) {
                    Ok(Some(GivenLayer::Values { read, .. })) => fill(&mut inline.tree, &read.tree),
                    Ok(_) => {}
                    Err(problem) => release.errors.push(problem),
                }
            }
        },
        other => release.errors.push(unknown_merge(&merge, other)),
    }
    reading.add(inline, release);
}

fn is_of_chart(merge: &Said) -> Diagnostic {
    let title = "`valuesMerge: merge` without `valuesFile`: the defaults of the chart win over `valuesInline`";
    Diagnostic::warning(CODE, title)
        .at(merge.span, "`valuesInline` only sets what the defaults leave out or empty")
        .help("leave it out, or write `override`")
}

fn unknown_merge(merge: &Option<Said>, found: &str) -> Diagnostic {
    let problem = Diagnostic::error(CODE, format!("`valuesMerge` cannot be `{found}`"));
    match merge {
        Some(said) => problem.at(said.span, "expected `override`, `replace` or `merge`"),
        None => problem,
    }
}
