//! HelmReleases of Flux.
//!
//! `valuesFrom` is laid over the values of the chart in its order, and `values` over it; a `targetPath` sets one key.
//! The release is called `releaseName`, or `[targetNamespace-]name`; a name of more than 53 characters is cut and gets
//! a hash. <https://fluxcd.io/flux/components/helm/helmreleases/>,
//! <https://github.com/fluxcd/helm-controller/blob/main/api/v2/helmrelease_types.go> (`GetReleaseName`),
//! <https://github.com/fluxcd/helm-controller/blob/main/internal/release/name.go> (`ShortenName`)

use sha2::{Digest, Sha256};

use super::field::{CODE, Field};
use super::flux_values::values_from;
use super::harvest::Harvest;
use super::kind::Kind;
use super::local_chart::LocalChart;
use super::other_chart::{Chart, chart};
use super::reading::Reading;
use super::release::{EmbeddedRelease, Said};
use super::value_files::{Named, in_chart, in_repository};
use crate::diagnostic::Diagnostic;

/// The longest name of a release.
const MAX_NAME: usize = 53;

/// Finds the release of the chart in a HelmRelease.
pub(super) fn helm_release(reading: &mut Reading, root: &Field, harvest: &mut Harvest) {
    let name = root.text("metadata.name").unwrap_or_default();
    let mut release = EmbeddedRelease::new(Kind::HelmRelease, name, root.span());
    let Some(local) = place(reading, root, &mut release, harvest) else { return };
    about(reading, root, &mut release);
    values_files(reading, root, local.as_ref(), &mut release);
    values_from(reading, root, &mut release);
    if let Some(values) = root.get("spec.values") {
        reading.add(reading.map(&values), &mut release);
    }
    match local {
        None => harvest.releases.push(release),
        Some(chart) => harvest.spread(reading, &chart, release),
    }
}

/// The chart in the repository, if it stands there; nothing at all if it is another one.
fn place(
    reading: &mut Reading,
    root: &Field,
    release: &mut EmbeddedRelease,
    harvest: &mut Harvest,
) -> Option<Option<LocalChart>> {
    if let Some(reference) = root.get("spec.chartRef") {
        return by_reference(reading, root, &reference, release, harvest);
    }
    let named = reading.said(root, "spec.chart.spec.chart", release)?;
    let kind = root.text("spec.chart.spec.sourceRef.kind").unwrap_or("HelmRepository");
    if kind != "HelmRepository" || named.text.starts_with("./") {
        for folder in reading.files.roots(reading.path) {
            match LocalChart::find(&folder.join(&named.text), reading.files, reading.sources) {
                Ok(Some(found)) => return Some(Some(found)),
                Ok(None) => {}
                Err(problem) => release.errors.push(problem.at(named.span, "named here")),
            }
        }
    }
    let repository = repository(reading, root, "spec.chart.spec.sourceRef").unwrap_or_default();
    match chart(&named.text, &repository) {
        Chart::Vault => Some(None),
        other => {
            harvest.other(named.span, other);
            None
        }
    }
}

/// The address of a source that stands in the files, or at least its name.
fn repository(reading: &Reading, root: &Field, reference: &str) -> Option<String> {
    let field = root.get(reference)?;
    let (kind, name) = (field.text("kind")?, field.text("name")?);
    Some(reading.objects.text_of(kind, name, "spec.url").unwrap_or(name).to_owned())
}

/// The chart that a source of its own names: an OCI repository, or a HelmChart.
fn by_reference(
    reading: &Reading,
    root: &Field,
    reference: &Field,
    release: &mut EmbeddedRelease,
    harvest: &mut Harvest,
) -> Option<Option<LocalChart>> {
    let (kind, name) = (reference.text("kind").unwrap_or_default(), reference.text("name").unwrap_or_default());
    let text = |path: &str| reading.objects.text_of(kind, name, path);
    let (named, versions): (_, &[&str]) = match kind {
        "OCIRepository" => (text("spec.url"), &["spec.ref.semver", "spec.ref.tag"]),
        _ => (text("spec.chart"), &["spec.version"]),
    };
    let is_given = named.is_some();
    match chart(named.unwrap_or(name), "") {
        Chart::Vault => {}
        Chart::Other(_) if !is_given && root.text("metadata.name").is_some_and(|own| own.contains("vault")) => {}
        other => {
            harvest.other(reference.span(), other);
            return None;
        }
    }
    release.chart_version = versions.iter().find_map(|path| reading.objects.said_of(kind, name, path));
    if release.chart_version.is_none() {
        let title = format!("which release of the chart the {kind} `{name}` brings is not known");
        release.warnings.push(
            Diagnostic::warning(CODE, title)
                .at(reference.span(), "its object is in none of the files")
                .help("give its file by a further `-f`, or name the release with `--chart-version`"),
        );
    }
    Some(None)
}

fn about(reading: &Reading, root: &Field, release: &mut EmbeddedRelease) {
    let target = reading.said(root, "spec.targetNamespace", release);
    let own = reading.said(root, "metadata.name", release);
    let name = reading.said(root, "spec.releaseName", release).or_else(|| {
        let own = own?;
        Some(match &target {
            Some(target) => Said { text: format!("{}-{}", target.text, own.text), span: own.span },
            None => own,
        })
    });
    release.name = name.map(|said| Said { text: shortened(&said.text), span: said.span });
    release.namespace = target.or_else(|| reading.said(root, "metadata.namespace", release));
    if release.chart_version.is_none() {
        let version = reading.said(root, "spec.chart.spec.version", release);
        release.chart_version = version.filter(|said| said.text != "*");
    }
}

fn shortened(name: &str) -> String {
    if name.len() <= MAX_NAME {
        return name.to_owned();
    }
    let hash: String = Sha256::digest(name).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{hash}", name.chars().take(40).collect::<String>())
}

/// Values files of the chart itself, which Flux takes in the place of its `values.yaml`.
fn values_files(reading: &mut Reading, root: &Field, local: Option<&LocalChart>, release: &mut EmbeddedRelease) {
    for said in reading.texts(root, "spec.chart.spec.valuesFiles", release) {
        let named = match local {
            // From the root of the source, not from the folder of the chart.
            Some(_) => Ok(in_repository(reading, said.text.trim_start_matches("./"))),
            None => in_chart(&said),
        };
        let may_be_missing = root.is_true("spec.chart.spec.ignoreMissingValuesFiles");
        match named.and_then(|named: Named| reading.named(&said, named, may_be_missing)) {
            Ok(part) => release.parts.extend(part),
            Err(problem) => release.errors.push(problem),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_names_are_cut_and_hashed() {
        assert_eq!(shortened("vault-vault"), "vault-vault");
        let long = "a".repeat(60);
        let short = shortened(&long);
        assert_eq!((short.len(), short.starts_with(&format!("{}-", "a".repeat(40)))), (53, true));
    }
}
