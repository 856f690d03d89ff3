//! Where a finding stands, for views that speak of files and lines without drawing them.

use crate::check::{Finding, ObjectPlace};
use crate::diagnostic::Label;
use crate::output::snippet::first_line;
use crate::secrets::Veil;
use crate::source::{Place, SourceId, Span};

/// The characters of one line that a label speaks of, as the text view underlines them.
pub(super) struct Region {
    pub(super) start: Place,
    pub(super) end: Place,
}

pub(super) fn region(label: &Label, texts: &Veil) -> Region {
    let range = first_line(label.span, texts);
    let span = Span::new(label.span.source, range.start, range.end);
    Region { start: texts.place(span), end: texts.end_place(span) }
}

/// The labels beside the one that stands for the finding.
pub(super) fn others<'f>(finding: &'f Finding, primary: Option<&'f Label>) -> impl Iterator<Item = &'f Label> {
    finding.diagnostic.labels.iter().filter(move |label| !primary.is_some_and(|primary| std::ptr::eq(primary, *label)))
}

/// The place in one word: `prod.yaml:11:25`.
pub(super) fn spot(label: &Label, texts: &Veil) -> String {
    let Place { line, column } = region(label, texts).start;
    format!("{}:{line}:{column}", texts.name(label.span.source))
}

/// The place and what is to be said of it.
pub(super) fn said_at(label: &Label, texts: &Veil) -> String {
    let spot = spot(label, texts);
    if label.text.is_empty() { format!("at {spot}") } else { format!("at {spot}: {}", label.text) }
}

/// The object and the path in it: ``seen in Service vault, at `spec.ports[0]` ``.
pub(super) fn seen_in(place: &ObjectPlace) -> String {
    let ObjectPlace { object, path } = place;
    let at = if path.is_empty() { String::new() } else { format!(", at `{path}`") };
    format!("seen in {} {}{at}", object.kind, object.name)
}

/// The path of a file as a machine that knows the folder of the run looks it up: `./` says nothing.
pub(super) fn file_name(source: SourceId, texts: &Veil) -> &str {
    let mut name = texts.name(source);
    while let Some(rest) = name.strip_prefix("./") {
        name = rest.trim_start_matches('/');
    }
    name
}
