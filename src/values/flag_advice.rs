//! What is worth knowing of a value that a flag sets: the shell and `--set` take other quotes and dots than YAML.

use super::check::QUOTES;
use super::layers::{LayerKind, Layers};
use super::set::{Request, SetKind};
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};
use crate::yaml::{self, Data, Node};

/// Values of a flag that stand in quotes, which `--set` keeps.
pub(super) fn kept_quotes(kind: SetKind, request: &Request) -> Vec<Diagnostic> {
    if !matches!(kind, SetKind::Typed | SetKind::Text) {
        return Vec::new();
    }
    let values = request.assignments.iter().flat_map(|assignment| match &assignment.value.data {
        Data::List(items) => items.iter().collect(),
        _ => vec![&assignment.value],
    });
    values.filter(|value| is_in_quotes(value)).map(|value| quotes(kind, value.span)).collect()
}

fn is_in_quotes(value: &Node) -> bool {
    value.as_text().is_some_and(|text| yaml::without_quotes(text).is_some())
}

fn quotes(kind: SetKind, span: Span) -> Diagnostic {
    Diagnostic::warning("set-quotes", format!("`{}` keeps the quotes of a value", kind.flag()))
        .at(span, "the quotes are a part of the text")
        .note("as in Helm, they go only where the whole of a field is the value and the chart writes it without quotes")
        .help("leave the quotes out; `--set-string` takes every value as text")
}

impl Layers {
    /// Adds to problems with values of flags how flags write what was likely meant.
    pub fn advise_flags(&self, problems: &mut [Diagnostic], sources: &Sources) {
        for problem in problems {
            let Some(span) = problem.span() else { continue };
            let layer = self.lowest_first().into_iter().find(|layer| layer.source == span.source);
            let Some(LayerKind::Flag(kind)) = layer.map(|layer| layer.kind) else { continue };
            if kind == SetKind::Typed
                && let Some(help) = problem.help.iter_mut().find(|help| *help == QUOTES)
            {
                "use `--set-string`, which takes every value as text".clone_into(help);
            }
            problem.help.extend(escaped_key(sources.text(span.source), span));
        }
    }
}

/// A key such as `foo.com/bar`, of which a flag has made two.
fn escaped_key(argument: &str, span: Span) -> Option<String> {
    let (key, rest) = (argument.get(span.start as usize..span.end as usize)?, argument.get(span.end as usize..)?);
    let below = rest.split('=').next().filter(|below| below.starts_with('.') && below.contains('/'))?;
    let escaped = format!("{key}{below}").replace('.', "\\.");
    Some(format!("a dot in a key is written `\\.`: `{escaped}`"))
}
