//! Values that something else fills before they reach the cluster: no rule judges what is not known, and one message a
//! file says so.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{SourceId, Sources, Span};
use crate::values::{LayerKind, Layers, placeholder};
use crate::yaml::{Data, Node};

/// The code of what is reported for a file.
pub(super) const CODE: &str = "placeholder";
/// The most placeholders that a message names.
const NAMED: usize = 3;

/// Whether a diagnostic speaks of a value that is not known yet.
fn is_open(diagnostic: &Diagnostic, sources: &Sources, of_tools: &mut OfTools) -> bool {
    let is_of_text = ["yaml-", "set-", "go-template"].iter().any(|start| diagnostic.code.starts_with(start));
    let Some(label) = diagnostic.labels.first().filter(|_| !is_of_text) else { return false };
    let written = sources.slice(label.span);
    let source = label.span.source;
    let mut is_of_tool = || *of_tools.entry(source).or_insert_with(|| is_of_tool(sources.text(source)));
    // The whole text is looked through once, and only if there is a placeholder.
    let mut is_filled = || placeholder(written).is_some() && is_filled(written, is_of_tool());
    sources.is_open(label.span) || !written.contains('\n') && is_filled()
}

/// Which texts are files of tools, as far as it was asked.
type OfTools = HashMap<SourceId, bool>;

/// Drops what speaks of values that are not known yet, and says whether there was anything.
pub(super) fn keep_known<T>(list: &mut Vec<T>, diagnostic: impl Fn(&T) -> &Diagnostic, sources: &Sources) -> bool {
    let (before, mut of_tools) = (list.len(), OfTools::new());
    list.retain(|one| !is_open(diagnostic(one), sources, &mut of_tools));
    list.len() < before
}

/// Whether something fills in a placeholder of a text. In a values file nobody does so with `${NAME}` and `<NAME>`, which
/// are left from a manual; a tool does in its own files.
fn is_filled(text: &str, is_of_tool: bool) -> bool {
    let found = placeholder(text).and_then(|range| text.get(range));
    found.is_some_and(|found| is_of_tool || found.starts_with("<path:") || found.starts_with("ref+"))
}

/// Whether a text is a file of Argo CD, Flux, kustomize, helmfile or Terraform.
fn is_of_tool(text: &str) -> bool {
    let is_mark =
        |line: &str| ["apiVersion:", "helmCharts:", "releases:", "resource "].iter().any(|mark| line.starts_with(mark));
    text.lines().any(is_mark)
}

/// What is reported for each file that holds placeholders.
pub(super) fn told(layers: &Layers, sources: &Sources) -> Vec<Diagnostic> {
    let mut files: Vec<(SourceId, Vec<Span>)> = Vec::new();
    for layer in layers.lowest_first().into_iter().filter(|layer| layer.kind == LayerKind::File) {
        let index = files.iter().position(|(source, _)| *source == layer.source).unwrap_or_else(|| {
            files.push((layer.source, Vec::new()));
            files.len() - 1
        });
        let is_of_tool = is_of_tool(sources.text(layer.source));
        if let Some((_, spans)) = files.get_mut(index) {
            find(&layer.tree, is_of_tool, spans);
        }
    }
    files.into_iter().filter_map(|(source, spans)| of_file(source, spans, sources)).collect()
}

fn find(node: &Node, is_of_tool: bool, spans: &mut Vec<Span>) {
    match &node.data {
        Data::Text(text) if is_filled(text, is_of_tool) => spans.push(node.span),
        Data::List(items) => items.iter().for_each(|item| find(item, is_of_tool, spans)),
        Data::Map(map) => map.values().for_each(|entry| find(&entry.value, is_of_tool, spans)),
        _ => {}
    }
}

fn of_file(source: SourceId, mut spans: Vec<Span>, sources: &Sources) -> Option<Diagnostic> {
    spans.sort();
    spans.dedup();
    let first = spans.first()?;
    let place = match placeholder(sources.slice(*first)) {
        Some(range) => Span::new(source, first.start as usize + range.start, first.start as usize + range.end),
        None => *first,
    };
    let named = |span: &Span| {
        let written = sources.slice(*span);
        let name = placeholder(written).and_then(|range| written.get(range));
        name.or(sources.is_open(*span).then_some(written)).map(|name| format!("`{name}`"))
    };
    let mut names: Vec<String> = Vec::new();
    for name in spans.iter().filter_map(named) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len().saturating_sub(NAMED);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    let shown = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let title = format!("`{}` holds placeholders: {shown}{rest}", sources.name(source));
    Some(
        Diagnostic::new(CODE, Severity::Advice, title)
            .at(place, "something else fills it in")
            .note("rules that need the value itself are silent where one stands"),
    )
}

/// The same of diagnostics alone.
pub(super) fn drop_open(problems: &mut Vec<Diagnostic>, sources: &Sources) -> bool {
    keep_known(problems, |problem| problem, sources)
}

/// Reports the placeholders unless that has been done.
pub(super) fn tell(problems: &mut Vec<Diagnostic>, layers: &Layers, sources: &Sources) {
    if !problems.iter().any(|problem| problem.code == CODE) {
        problems.extend(told(layers, sources));
    }
}
