//! `valuesFrom` of a HelmRelease: values that a ConfigMap or a Secret holds, in the order of the list.
//!
//! Without a `targetPath` the key holds a values file; with one it holds a value, which is set as with `--set`, and in
//! quotes as with `--set-string`.
//! <https://fluxcd.io/flux/components/helm/helmreleases/#values-references>,
//! <https://github.com/fluxcd/helm-controller/blob/main/internal/chartutil/values.go> (`ReplacePathValue`)

use std::path::Path;

use super::field::{CODE, Field};
use super::objects::Held;
use super::part::GivenLayer;
use super::reading::Reading;
use super::release::{EmbeddedRelease, Said};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use crate::values::{FileSet, ReadValues, SetKind};
use crate::yaml::{self, Node};

/// The names of a kustomization, whose generators make ConfigMaps and Secrets of files.
const KUSTOMIZATIONS: [&str; 3] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/// What a reference asks for.
struct Reference {
    kind: Said,
    name: Said,
    key: String,
    target: Option<Said>,
    is_optional: bool,
}

/// What a reference leads to.
enum Text {
    /// A scalar of a file.
    Written(SourceId, Node),
    /// A text of its own.
    Whole(String, String),
}

/// Lays the values that a HelmRelease takes from elsewhere over those before.
pub(super) fn values_from(reading: &mut Reading, root: &Field, release: &mut EmbeddedRelease) {
    for field in root.items("spec.valuesFrom") {
        let Some(reference) = reference(reading, &field, release) else { continue };
        match found(reading, root, &reference) {
            Ok(Some(text)) => take(reading, &reference, text, release),
            Ok(None) if reference.is_optional => release.warnings.push(missing(&reference, Diagnostic::warning)),
            Ok(None) => release.errors.push(missing(&reference, Diagnostic::error)),
            Err(problem) => release.errors.push(problem),
        }
    }
}

fn reference(reading: &Reading, field: &Field, release: &mut EmbeddedRelease) -> Option<Reference> {
    let kind = reading.said(field, "kind", release)?;
    let name = reading.said(field, "name", release)?;
    let key = reading.said(field, "valuesKey", release).map_or_else(|| "values.yaml".to_owned(), |said| said.text);
    let target = reading.said(field, "targetPath", release);
    Some(Reference { kind, name, key, target, is_optional: field.is_true("optional") })
}

fn found(reading: &mut Reading, root: &Field, reference: &Reference) -> Result<Option<Text>, Diagnostic> {
    let Reference { kind, name, key, .. } = reference;
    let problem = |title: String, label: &str| Err(Diagnostic::error(CODE, title).at(name.span, label));
    match reading.objects.held(&kind.text, &name.text, root.text("metadata.namespace"), key) {
        Some(Some(Held::Written(source, node))) => Ok(Some(Text::Written(source, node))),
        Some(Some(Held::Decoded(source, text))) => {
            let file = format!("{} ({} `{}`, `{key}`)", reading.sources.name(source), kind.text, name.text);
            Ok(Some(Text::Whole(file, text)))
        }
        Some(Some(Held::Encrypted)) => {
            problem(format!("the {} `{}` is encrypted by SOPS", kind.text, name.text), "its values cannot be read")
        }
        Some(None) => problem(format!("the {} `{}` has no key `{key}`", kind.text, name.text), "needs it"),
        None => generated(reading, reference),
    }
}

/// What the generators of the kustomization beside the file make of a file there.
/// <https://fluxcd.io/flux/guides/helmreleases/#refer-to-values-in-configmaps-generated-with-kustomize>
fn generated(reading: &mut Reading, reference: &Reference) -> Result<Option<Text>, Diagnostic> {
    let generator = if reference.kind.text == "Secret" { "secretGenerator" } else { "configMapGenerator" };
    for name in KUSTOMIZATIONS {
        let path = reading.folder().join(name);
        let Some(text) = reading.files.text(&path)? else { continue };
        let source = reading.sources.add(reading.files.name(&path), text.as_str());
        for document in yaml::read(&text, source)?.documents {
            let items = Field::root(&document.root).items(generator);
            let Some(item) = items.iter().find(|item| item.text("name") == Some(&reference.name.text)) else {
                continue;
            };
            let files = item.items("files").into_iter().filter_map(|file| file.node.as_text().map(str::to_owned));
            let file = files.map(|file| key_and_path(&file)).find(|(key, _)| *key == reference.key);
            let Some((_, file)) = file else { continue };
            let path = reading.folder().join(file);
            let text = reading.files.text(&path)?;
            return Ok(text.map(|text| Text::Whole(reading.files.name(&path), text)));
        }
    }
    Ok(None)
}

/// `values.yaml=vault.yaml`, or the path of a file that is called like the key.
fn key_and_path(file: &str) -> (String, String) {
    let own = || Path::new(file).file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    file.split_once('=').map_or_else(|| (own(), file.to_owned()), |(key, path)| (key.to_owned(), path.to_owned()))
}

fn take(reading: &mut Reading, reference: &Reference, text: Text, release: &mut EmbeddedRelease) {
    let Some(target) = &reference.target else {
        release.parts.push(values(reading, text));
        return;
    };
    let (value, value_span) = match text {
        Text::Written(_, node) => (node.as_text().unwrap_or_default().to_owned(), node.span),
        Text::Whole(name, text) => {
            let source = reading.sources.add(name, text.as_str());
            let span = Span::new(source, 0, text.len());
            (text, span)
        }
    };
    let quoted = |quote: char| value.len() > 1 && value.starts_with(quote) && value.ends_with(quote);
    let (kind, value) = match quoted('\'') || quoted('"') {
        true => (SetKind::Text, value.trim_matches(['\'', '"']).to_owned()),
        false => (SetKind::Typed, value),
    };
    let (name, name_span) = (target.text.clone(), target.span);
    release.parts.push(GivenLayer::Set(FileSet { kind, name, name_span, value, value_span, file: None }));
}

fn values(reading: &mut Reading, text: Text) -> GivenLayer {
    match text {
        Text::Written(source, node) => {
            let outer = reading.sources.text(source);
            let read = ReadValues::with_spelling(yaml::read_within(&node, outer), outer, source);
            GivenLayer::Values { source, read }
        }
        Text::Whole(name, text) => {
            let source = reading.sources.add(name, text.as_str());
            GivenLayer::Values { source, read: ReadValues::of_text(&text, source) }
        }
    }
}

fn missing(reference: &Reference, new: fn(&'static str, String) -> Diagnostic) -> Diagnostic {
    let title = format!("the {} `{}` is in none of the files", reference.kind.text, reference.name.text);
    new(CODE, title)
        .at(reference.name.span, format!("holds values below `{}`", reference.key))
        .help("give the file that holds it by a further `-f`")
}
