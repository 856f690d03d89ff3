//! `helmCharts` of a kustomization, and the generator that they stand for.
//!
//! kustomize makes one values file of `valuesFile` and `valuesInline`: by `override`, the default, the inline values win;
//! by `replace` they stand alone; by `merge` they only fill what the file leaves out or empty. `additionalValuesFiles`
//! come behind it, each by a further `-f`.
//! <https://github.com/kubernetes-sigs/kustomize/blob/master/api/internal/builtins/HelmChartInflationGenerator.go>,
//! <https://github.com/kubernetes-sigs/kustomize/blob/master/api/types/helmchartargs.go> (`AsHelmArgs`)

use super::field::{CODE, Field};
use super::harvest::Harvest;
use super::kind::Kind;
use super::local_chart::LocalChart;
use super::other_chart::{Chart, chart};
use super::part::Part;
use super::reading::Reading;
use super::release::{EmbeddedRelease, Said};
use crate::diagnostic::Diagnostic;
use crate::yaml::{Data, Node, Number};

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
    values(reading, field, &mut release);
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

fn values(reading: &mut Reading, field: &Field, release: &mut EmbeddedRelease) {
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
        "merge" => {
            // Without a file it is that of the chart, whose values then win.
            if let Some(Part::Values { read, .. }) = release.parts.last() {
                fill(&mut inline.tree, &read.tree);
            } else {
                told_useless(&merge, release);
            }
        }
        other => release.errors.push(unknown_merge(&merge, other)),
    }
    reading.add(inline, release);
}

/// Leaves in the inline values what the file leaves out or empty.
fn fill(inline: &mut Node, file: &Node) {
    let (Data::Map(inline), Some(file)) = (&mut inline.data, file.as_map()) else { return };
    inline.retain(|key, entry| match file.get(key) {
        None => true,
        Some(other) if other.value.as_map().is_some() && entry.value.as_map().is_some() => {
            fill(&mut entry.value, &other.value);
            true
        }
        Some(other) => is_empty(&other.value),
    });
}

/// What Go takes for the value of something that was never set.
fn is_empty(node: &Node) -> bool {
    match &node.data {
        Data::Null | Data::Bool(false) => true,
        Data::Bool(true) => false,
        Data::Number(Number::Integer(number)) => *number == 0,
        Data::Number(Number::Float(number)) => *number == 0.0,
        Data::Text(text) => text.is_empty(),
        Data::List(items) => items.is_empty(),
        Data::Map(map) => map.is_empty(),
    }
}

fn told_useless(merge: &Option<Said>, release: &mut EmbeddedRelease) {
    let Some(merge) = merge else { return };
    release.errors.push(
        Diagnostic::error(CODE, "`valuesMerge: merge` lets the values of the chart win over `valuesInline`")
            .at(merge.span, "without `valuesFile`, these are the defaults")
            .help("leave it out, or write `override`"),
    );
}

fn unknown_merge(merge: &Option<Said>, found: &str) -> Diagnostic {
    let problem = Diagnostic::error(CODE, format!("`valuesMerge` cannot be `{found}`"));
    match merge {
        Some(said) => problem.at(said.span, "expected `override`, `replace` or `merge`"),
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::values::ReadValues;

    #[test]
    fn inline_values_fill_what_the_file_leaves_empty() {
        let mut sources = Sources::default();
        let mut read = |text: &str| {
            let source = sources.add("values.yaml", text);
            ReadValues::of_text(text, source)
        };
        let mut inline = read("a: 1\nb: {c: 1, d: 2}\ne: {f: 1}\ng: 1\n");
        let file = read("a: 0\nb: {c: 3, d: ''}\ne: 2\n");
        assert!(inline.errors.is_empty() && file.errors.is_empty());
        fill(&mut inline.tree, &file.tree);
        assert_eq!(inline.tree.to_json().to_string(), r#"{"a":1,"b":{"d":2},"g":1}"#);
    }
}
