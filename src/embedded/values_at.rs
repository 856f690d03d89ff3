//! Values at a path that the user names, in any file.

use super::field::CODE;
use super::part::GivenLayer;
use super::survey::Given;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::values::{Path, ReadValues};
use crate::yaml::{self, Data, Document, Node, Notice, Stream};

/// The values that stand at a path of a file, as a map or as a text.
///
/// # Errors
/// A file that cannot be read, a path that leads nowhere, or to more than one document.
pub fn values_at(given: &Given, path: &Path, sources: &Sources) -> Result<GivenLayer, Diagnostic> {
    let (source, text) = (given.source, sources.text(given.source));
    let stream = yaml::read(text, source)?;
    let name = sources.name(source);
    let found: Vec<(&Document, &Node)> = stream
        .documents
        .iter()
        .filter_map(|document| Some((document, path.find(&document.root)?)))
        .filter(|(_, node)| !node.is_null())
        .collect();
    let (document, node) = match found.as_slice() {
        [one] => *one,
        [] => return Err(nowhere(&stream, path, name)),
        [(_, first), (_, second), ..] => {
            let title = format!("`{path}` stands in more than one document of `{name}`");
            return Err(Diagnostic::error(CODE, title).at(first.span, "here").at(second.span, "and here"));
        }
    };
    let read = match &node.data {
        Data::Text(_) => yaml::read_within(node, text),
        _ => Ok(Stream { documents: vec![Document { root: node.clone(), notices: within(document, node) }] }),
    };
    let mut read = ReadValues::with_spelling(read, text, source);
    read.warnings.extend(beside(document, path));
    Ok(GivenLayer::Values { source, read })
}

/// That a chart hands down more than stands at the path.
fn beside(document: &Document, path: &Path) -> Option<Diagnostic> {
    let is_key = path.steps().len() == 1;
    let global =
        document.root.get("global").filter(|node| is_key && node.as_map().is_some_and(|map| !map.is_empty()))?;
    let title = format!("`global` of the file does not reach the values at `{path}`");
    let problem = Diagnostic::warning(CODE, title).at(global.span, "Helm hands it down to the charts of a chart");
    Some(problem.help("with the `Chart.yaml` beside it the file is read as Helm does, without `--values-at`"))
}

fn within(document: &Document, node: &Node) -> Vec<Notice> {
    let is_within = |notice: &&Notice| {
        let span = Diagnostic::from((*notice).clone()).span();
        span.is_some_and(|span| node.span.start <= span.start && span.end <= node.span.end)
    };
    document.notices.iter().filter(is_within).cloned().collect()
}

/// How far a path leads, and what is there.
fn nowhere(stream: &Stream, path: &Path, name: &str) -> Diagnostic {
    let problem = Diagnostic::error(CODE, format!("`{name}` has no `{path}`"));
    let mut above = path.clone();
    while above.pop().is_some() {
        let roots = stream.documents.iter().map(|document| &document.root);
        let Some(node) = roots.filter_map(|root| above.find(root)).next() else { continue };
        let place = if above.is_root() { "the file".to_owned() } else { format!("`{above}`") };
        return match &node.data {
            Data::Map(map) if !map.is_empty() => {
                let keys: Vec<String> = map.keys().map(|key| format!("`{key}`")).collect();
                problem.note(format!("{place} has {}", keys.join(", ")))
            }
            Data::List(items) => problem.note(format!("{place} is a list of {}", items.len())),
            _ => problem.note(format!("{place} is {}", node.kind())),
        };
    }
    problem
}
