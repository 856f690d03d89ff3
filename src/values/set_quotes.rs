//! Values of flags in quotes, which are a part of the text.

use super::set::{Request, SetKind};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
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
