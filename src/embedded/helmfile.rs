//! Releases of a helmfile.
//!
//! Entries of `values` are files or maps, a later one over an earlier one; `set` and `setString` come last, as `--set`,
//! `--set-file` and `--set-string`. Values of `set` are taken as they are: braces and commas mean nothing in them.
//! <https://helmfile.readthedocs.io/en/latest/#configuration>,
//! <https://github.com/helmfile/helmfile/blob/main/pkg/state/state.go> (`setFlags`, `escape`)

use super::field::{CODE, Field};
use super::harvest::Harvest;
use super::kind::Kind;
use super::local_chart::LocalChart;
use super::other_chart::{Chart, chart};
use super::part::GivenLayer;
use super::reading::{Reading, no_file};
use super::release::{EmbeddedRelease, Said};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::values::{FileSet, SetKind};
use crate::yaml::Data;

/// Finds the releases of the chart in a helmfile.
pub(super) fn helmfile(reading: &mut Reading, root: &Field, harvest: &mut Harvest) {
    for item in root.items("releases") {
        release(reading, root, &item, harvest);
    }
}

fn release(reading: &mut Reading, root: &Field, item: &Field, harvest: &mut Harvest) {
    let Some(named) = item.get("chart").and_then(|chart| Some((chart.node.as_text()?, chart.span()))) else { return };
    let label = item.text("name").unwrap_or_default();
    let mut release = EmbeddedRelease::new(Kind::Helmfile, label, item.span());
    let local = match local(reading, named.0) {
        Ok(local) => local,
        Err(problem) => {
            release.errors.push(problem.at(named.1, "named here"));
            return harvest.releases.push(release);
        }
    };
    if local.is_none() {
        match chart(named.0, &address(root, named.0)) {
            Chart::Vault => {}
            _ if named.0.contains("{{") => release.errors.push(is_template(named.0, named.1)),
            other => return harvest.other(named.1, other),
        }
    }
    about(reading, root, item, &mut release);
    values(reading, root, item, &mut release);
    sets(reading, item, &mut release);
    match local {
        None => harvest.releases.push(release),
        Some(chart) => harvest.spread(reading, &chart, release),
    }
}

/// A chart of the repository, named by a path.
fn local(reading: &mut Reading, name: &str) -> Result<Option<LocalChart>, Diagnostic> {
    match name.starts_with('.') || name.starts_with('/') {
        true => LocalChart::find(&reading.folder().join(name), reading.files, reading.sources),
        false => Ok(None),
    }
}

/// The address of the repository that a chart names by its first part.
fn address(root: &Field, name: &str) -> String {
    let repository = name.split('/').next().unwrap_or_default();
    let repositories = root.items("repositories");
    let known = repositories.iter().find(|field| field.text("name") == Some(repository));
    known.and_then(|field| field.text("url")).unwrap_or_default().to_owned()
}

fn about(reading: &Reading, root: &Field, item: &Field, release: &mut EmbeddedRelease) {
    release.name = plain(reading, item, "name", release);
    release.namespace = plain(reading, item, "namespace", release);
    release.chart_version = plain(reading, item, "version", release);
    let version = plain(reading, item, "kubeVersion", release);
    release.kube_version = version.or_else(|| plain(reading, root, "kubeVersion", release));
    let holder = if item.get("apiVersions").is_some() { item } else { root };
    let versions = reading.texts(holder, "apiVersions", release);
    release.api_versions = versions.into_iter().map(|said| said.text).collect();
    if let Some(secrets) = item.get("secrets") {
        let problem = Diagnostic::warning(CODE, "what `secrets` holds is encrypted, and is left out");
        release.warnings.push(problem.at(secrets.span(), "not read"));
    }
    for (key, what) in [("inherit", "templates"), ("valuesTemplate", "templates"), ("transformers", "transformers")] {
        if let Some(field) = item.get(key) {
            let problem =
                Diagnostic::error(CODE, format!("`{key}` needs the {what} of helmfile, which are not run here"));
            release.errors.push(problem.at(field.span(), "cannot be known").help("give what it stands for with `-f`"));
        }
    }
}

/// A text that is no template.
fn plain(reading: &Reading, field: &Field, key: &str, release: &mut EmbeddedRelease) -> Option<Said> {
    let said = reading.said(field, key, release)?;
    if said.text.contains("{{") {
        release.errors.push(is_template(&said.text, said.span));
        return None;
    }
    Some(said)
}

fn values(reading: &mut Reading, root: &Field, item: &Field, release: &mut EmbeddedRelease) {
    let handler = item.text("missingFileHandler").or(root.text("missingFileHandler"));
    let may_be_missing = handler.is_some_and(|handler| handler != "Error");
    if let Some(field) = item.get("values").filter(|field| !matches!(field.node.data, Data::List(_))) {
        release.errors.push(field.is_no("a list"));
    }
    for entry in item.items("values") {
        match &entry.node.data {
            Data::Map(_) => reading.add(reading.map(&entry), release),
            Data::Text(name) => {
                let said = Said { text: name.clone(), span: entry.span() };
                values_file(reading, &said, may_be_missing, release);
            }
            _ => release.errors.push(entry.is_no("the name of a file, or a map")),
        }
    }
}

fn values_file(reading: &mut Reading, said: &Said, may_be_missing: bool, release: &mut EmbeddedRelease) {
    if said.text.contains("{{") || said.text.ends_with(".gotmpl") {
        return release.errors.push(is_template(&said.text, said.span));
    }
    if said.text.contains("::") || said.text.contains("://") {
        let problem = Diagnostic::error(CODE, format!("`{}` is an address, which is not read", said.text));
        return release.errors.push(problem.at(said.span, "only files are read"));
    }
    let path = reading.folder().join(&said.text);
    match reading.file(&path) {
        Ok(Some(part)) => release.parts.push(part),
        Ok(None) if may_be_missing => {}
        Ok(None) => release.errors.push(no_file(said, &reading.files.name(&path))),
        Err(problem) => release.errors.push(problem.at(said.span, "named here")),
    }
}

fn sets(reading: &Reading, item: &Field, release: &mut EmbeddedRelease) {
    let mut sets = Vec::new();
    for (key, kind) in [("set", SetKind::Typed), ("setString", SetKind::Text)] {
        for field in item.items(key) {
            let Some(name) = plain(reading, &field, "name", release) else { continue };
            sets.extend(set(reading, &field, kind, name, release));
        }
    }
    // All of one kind come before those of the next, as Helm takes its flags.
    sets.sort_by_key(|set| set.kind);
    release.parts.extend(sets.into_iter().map(GivenLayer::Set));
}

fn set(reading: &Reading, field: &Field, kind: SetKind, name: Said, release: &mut EmbeddedRelease) -> Option<FileSet> {
    let set = |kind, value: String, value_span: Span, file| {
        Some(FileSet { kind, name: name.text.clone(), name_span: name.span, value, value_span, file })
    };
    if let Some(value) = plain(reading, field, "value", release) {
        return set(kind, escaped(&value.text), value.span, None);
    }
    if let Some(file) = plain(reading, field, "file", release) {
        let path = reading.folder().join(&file.text);
        match reading.files.text(&path) {
            Ok(Some(text)) => return set(SetKind::File, "file".to_owned(), file.span, Some(text)),
            Ok(None) => release.errors.push(no_file(&file, &reading.files.name(&path))),
            Err(problem) => release.errors.push(problem.at(file.span, "named here")),
        }
        return None;
    }
    let values = field.get("values")?;
    let items: Vec<String> = reading.texts(field, "values", release).iter().map(|said| escaped(&said.text)).collect();
    set(kind, format!("{{{}}}", items.join(",")), values.span(), None)
}

fn escaped(value: &str) -> String {
    value.replace('{', "\\{").replace('}', "\\}").replace(',', "\\,")
}

/// That only helmfile itself knows what a text is.
pub(super) fn is_template(text: &str, span: Span) -> Diagnostic {
    let first = text.lines().next().unwrap_or_default();
    Diagnostic::error(CODE, format!("`{first}` is a Go template of helmfile, which is not run here"))
        .at(span, "cannot be known")
        .help("`helmfile build` prints the helmfile filled in, and `helmfile write-values` the values")
}
