//! Applications of Argo CD.
//!
//! The values of a source are laid over each other as `valueFiles`, then `valuesObject` or, where that is missing,
//! `values`, then `parameters` and `fileParameters`: the repository server writes the inline values into the last values
//! file and gives parameters as `--set` and `--set-string`, files as `--set-file`. It puts the build environment into
//! parameters and names of files. The release is called like the Application unless `releaseName` says otherwise.
//! <https://github.com/argoproj/argo-cd/blob/master/reposerver/repository/repository.go> (`helmTemplate`),
//! <https://github.com/argoproj/argo-cd/blob/master/util/helm/cmd.go> (`cleanSetParameters`),
//! <https://argo-cd.readthedocs.io/en/stable/user-guide/helm/>

use super::field::{CODE, Field};
use super::harvest::Harvest;
use super::kind::Kind;
use super::local_chart::LocalChart;
use super::other_chart::{Chart, chart};
use super::part::GivenLayer;
use super::reading::Reading;
use super::release::{EmbeddedRelease, Said};
use super::value_files::{Named, in_chart, in_repository};
use crate::diagnostic::Diagnostic;
use crate::values::{FileSet, ReadValues, SetKind};
use crate::yaml::Data;

/// An Application, and what its sources share.
struct Application<'n> {
    root: Field<'n>,
    kind: Kind,
    /// What the sources call each other.
    references: Vec<String>,
}

/// The chart of one source.
enum ChartOrigin {
    /// A release of the chart from a repository of charts.
    Published,
    /// A chart in a folder of the repository.
    Local(LocalChart),
}

/// Finds the releases of the chart in an Application, or in the template of an ApplicationSet.
pub(super) fn application(reading: &mut Reading, root: &Field, kind: Kind, harvest: &mut Harvest) {
    let mut sources = root.items("spec.sources");
    if sources.is_empty() {
        sources.extend(root.get("spec.source"));
    }
    let references = sources.iter().filter_map(|source| source.text("ref")).map(str::to_owned).collect();
    let application = Application { root: root.clone(), kind, references };
    for source in &sources {
        application.source(reading, source, harvest);
    }
}

impl Application<'_> {
    fn source(&self, reading: &mut Reading, source: &Field, harvest: &mut Harvest) {
        let name = self.root.text("metadata.name").unwrap_or_default();
        let name = reading.parameters.fill(name).into_owned();
        let mut release = EmbeddedRelease::new(self.kind, &name, source.span());
        let place = match self.place(reading, source, &mut release, harvest) {
            Some(place) => place,
            None if release.errors.is_empty() => return,
            None => return harvest.releases.push(release),
        };
        self.about(reading, source, &place, &mut release);
        let none = Field::root(source.node);
        let helm = source.get("helm").unwrap_or(none);
        if source.get("helm").is_some_and(|helm| helm.node.as_map().is_none()) {
            release.errors.push(helm.is_no("a map"));
        }
        self.value_files(reading, &helm, &place, &mut release);
        if let Some(values) = inline(reading, &helm) {
            reading.add(values, &mut release);
        }
        self.parameters(reading, &helm, &mut release);
        self.file_parameters(reading, &helm, &place, &mut release);
        match place {
            ChartOrigin::Published => harvest.releases.push(release),
            ChartOrigin::Local(chart) => harvest.spread(reading, &chart, release),
        }
    }

    /// The chart of a source, if it is this one or may hold it.
    fn place(
        &self,
        reading: &mut Reading,
        source: &Field,
        release: &mut EmbeddedRelease,
        harvest: &mut Harvest,
    ) -> Option<ChartOrigin> {
        let repository = reading.said(source, "repoURL", release);
        let address = repository.as_ref().map_or("", |said| said.text.as_str());
        let named = reading.said(source, "chart", release);
        let path = reading.said(source, "path", release);
        // An image of a registry is the chart itself.
        let named = named.or_else(|| repository.clone().filter(|said| said.text.starts_with("oci://")));
        if let Some(named) = named {
            return match chart(&named.text, address) {
                Chart::Vault => Some(ChartOrigin::Published),
                other => {
                    harvest.other(named.span, other);
                    None
                }
            };
        }
        let path = path?;
        for root in reading.files.roots(reading.path) {
            match LocalChart::find(&root.join(&path.text), reading.files, reading.sources) {
                Ok(Some(found)) => return Some(ChartOrigin::Local(found)),
                Ok(None) => {}
                Err(problem) => {
                    release.errors.push(problem.at(path.span, "named here"));
                    return None;
                }
            }
        }
        harvest.others.push((path.span, format!("the folder `{}` of a repository", path.text)));
        None
    }

    /// What a source says of the release itself.
    fn about(&self, reading: &Reading, source: &Field, place: &ChartOrigin, release: &mut EmbeddedRelease) {
        let name = reading.said(source, "helm.releaseName", release);
        release.name = name.or_else(|| reading.said(&self.root, "metadata.name", release));
        let namespace = reading.said(source, "helm.namespace", release);
        release.namespace = namespace.or_else(|| reading.said(&self.root, "spec.destination.namespace", release));
        if let ChartOrigin::Published = place {
            release.chart_version = reading.said(source, "targetRevision", release);
        }
        release.kube_version = reading.said(source, "helm.kubeVersion", release);
        let versions = reading.texts(source, "helm.apiVersions", release);
        release.api_versions = versions.into_iter().map(|said| said.text).collect();
        release.skip_tests = source.is_true("helm.skipTests");
    }

    fn value_files(&self, reading: &mut Reading, helm: &Field, place: &ChartOrigin, release: &mut EmbeddedRelease) {
        let may_be_missing = helm.is_true("ignoreMissingValueFiles");
        for said in reading.texts(helm, "valueFiles", release) {
            let found = self
                .named(reading, &said, place, release)
                .and_then(|named| reading.named(&said, named, may_be_missing));
            match found {
                Ok(part) => release.parts.extend(part),
                Err(problem) => release.errors.push(problem),
            }
        }
    }

    /// What the name of a file leads to.
    fn named(
        &self,
        reading: &Reading,
        said: &Said,
        place: &ChartOrigin,
        release: &EmbeddedRelease,
    ) -> Result<Named, Diagnostic> {
        let refused = |title: String, label: &str| Err(Diagnostic::error(CODE, title).at(said.span, label));
        if said.text.contains("{{") {
            let title = format!("`{}` is filled by the generator, which is not run here", said.text);
            return refused(title, "which file this is cannot be known");
        }
        if let Some((reference, path)) = said.text.strip_prefix('$').and_then(|rest| rest.split_once('/'))
            && !reference.starts_with('{')
        {
            return match self.references.iter().any(|known| known == reference) {
                true => Ok(in_repository(reading, &substitute(path, release))),
                false => refused(format!("no source has the `ref` `{reference}`"), "refers to it"),
            };
        }
        let path = substitute(&said.text, release);
        if path.contains("://") {
            return refused(format!("`{path}` is an address, which is not read"), "only files are read");
        }
        match place {
            ChartOrigin::Published => in_chart(said),
            ChartOrigin::Local(_) if path.starts_with('/') => Ok(in_repository(reading, &path)),
            ChartOrigin::Local(chart) => Ok(Named::Files(vec![chart.folder.join(&path)])),
        }
    }

    /// Parameters: the last of several by one name counts. All of `--set` come before those of `--set-string`.
    fn parameters(&self, reading: &Reading, helm: &Field, release: &mut EmbeddedRelease) {
        let mut sets: Vec<FileSet> = Vec::new();
        for parameter in helm.items("parameters") {
            let Some(name) = reading.said(&parameter, "name", release) else { continue };
            let empty = Said { text: String::new(), span: parameter.span() };
            let value = reading.said(&parameter, "value", release).unwrap_or(empty);
            let kind = if parameter.is_true("forceString") { SetKind::Text } else { SetKind::Typed };
            sets.retain(|other| (other.kind, &other.name) != (kind, &name.text));
            sets.push(FileSet {
                kind,
                name: name.text,
                name_span: name.span,
                value: escaped(&substitute(&value.text, release)),
                value_span: value.span,
                file: None,
            });
        }
        sets.sort_by_key(|set| set.kind);
        release.parts.extend(sets.into_iter().map(GivenLayer::Set));
    }

    fn file_parameters(&self, reading: &Reading, helm: &Field, place: &ChartOrigin, release: &mut EmbeddedRelease) {
        for parameter in helm.items("fileParameters") {
            let (name, path) = (reading.said(&parameter, "name", release), reading.said(&parameter, "path", release));
            let (Some(name), Some(path)) = (name, path) else { continue };
            let text = match self.named(reading, &path, place, release) {
                Ok(named) => reading.text_of(&path, named),
                Err(problem) => Err(problem),
            };
            match text {
                Ok(text) => release.parts.push(GivenLayer::Set(FileSet {
                    kind: SetKind::File,
                    name: name.text,
                    name_span: name.span,
                    value: "file".to_owned(),
                    value_span: path.span,
                    file: Some(text),
                })),
                Err(problem) => release.errors.push(problem),
            }
        }
    }
}

/// The inline values: where there is an object, the text is not looked at.
fn inline(reading: &Reading, helm: &Field) -> Option<ReadValues> {
    if let Some(object) = helm.get("valuesObject") {
        return Some(reading.map(&object));
    }
    let text = helm.get("values")?;
    let mut read = reading.text_values(&text);
    if let (Data::Map(_), Some(error)) = (&text.node.data, read.errors.last_mut()) {
        error.help.push("write `values: |` before the map, or call it `valuesObject`".to_owned());
    }
    Some(read)
}

/// Puts the build environment into a text, as far as it is known: `$$` is a dollar, and what is not known is nothing.
/// <https://argo-cd.readthedocs.io/en/stable/user-guide/build-environment/>
fn substitute(text: &str, release: &EmbeddedRelease) -> String {
    let said = |said: &Option<Said>| said.as_ref().map_or(String::new(), |said| said.text.clone());
    let value = |name: &str| match name {
        "ARGOCD_APP_NAME" => release.label.clone(),
        "ARGOCD_APP_NAMESPACE" => said(&release.namespace),
        "ARGOCD_APP_SOURCE_TARGET_REVISION" => said(&release.chart_version),
        "KUBE_VERSION" => said(&release.kube_version),
        _ => String::new(),
    };
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('$') {
        filled.push_str(before);
        let is_name = |character: char| character.is_ascii_alphanumeric() || character == '_';
        if let Some(after) = behind.strip_prefix('$') {
            filled.push('$');
            rest = after;
        } else if let Some((name, after)) = behind.strip_prefix('{').and_then(|inside| inside.split_once('}')) {
            filled.push_str(&value(name));
            rest = after;
        } else {
            let end = behind.find(|character| !is_name(character)).unwrap_or(behind.len());
            filled.push_str(&value(behind.get(..end).unwrap_or_default()));
            rest = behind.get(end..).unwrap_or_default();
        }
    }
    filled.push_str(rest);
    filled
}

/// The value behind `--set key=`: a comma gets a backslash unless it has one, but not within the braces of a list.
fn escaped(value: &str) -> String {
    if value.starts_with('{') && value.ends_with('}') {
        return value.to_owned();
    }
    let mut escaped = String::with_capacity(value.len());
    let mut before = None;
    for character in value.chars() {
        if character == ',' && before != Some('\\') {
            escaped.push('\\');
        }
        escaped.push(character);
        before = Some(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span};

    #[test]
    fn commas_are_escaped_as_argo_cd_does() {
        for (value, expected) in [("a,b", "a\\,b"), ("a\\,b", "a\\,b"), ("{a,b}", "{a,b}"), (",,", "\\,\\,")] {
            assert_eq!(escaped(value), expected);
        }
    }

    #[test]
    fn the_build_environment_is_put_in() {
        let span = Span::new(Sources::default().add("", ""), 0, 0);
        let mut release = EmbeddedRelease::new(Kind::Application, "prod", span);
        release.namespace = Some(Said { text: "vault".to_owned(), span });
        for (text, expected) in [
            ("$ARGOCD_APP_NAME-${ARGOCD_APP_NAMESPACE}.x", "prod-vault.x"),
            ("a$$b $OTHER.c $", "a$b .c "),
            ("{{ tpl }}", "{{ tpl }}"),
        ] {
            assert_eq!(substitute(text, &release), expected, "{text}");
        }
    }
}
