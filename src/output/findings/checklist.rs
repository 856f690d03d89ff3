//! The production checklist as a page: each item met, open or not known, with the line that decides it.

use super::place::spot;
use super::view::FindingsView;
use crate::check::{Item, Report, State, checklist as items};
use crate::diagnostic::Label;
use crate::output::printable::{code_span, printable, prose_with_code};
use crate::secrets::Veil;
use crate::source::Span;

/// Draws the checklist of a release; nothing in a view that it has no form in.
pub fn checklist(report: &Report, texts: &Veil, view: FindingsView) -> Option<String> {
    let items = items(report);
    match view {
        FindingsView::Text => Some(text(&items, texts)),
        FindingsView::Markdown => Some(markdown(&items, texts)),
        _ => None,
    }
}

fn summary(items: &[(&Item, State<'_>)]) -> String {
    let count = |is: fn(&State<'_>) -> bool| items.iter().filter(|(_, state)| is(state)).count();
    let met = count(|state| matches!(state, State::Met(_)));
    let open = count(|state| matches!(state, State::Open(_)));
    let unknown = count(|state| matches!(state, State::Unknown));
    format!("{met} met, {open} open, {unknown} not known from the values")
}

fn text(items: &[(&Item, State<'_>)], texts: &Veil) -> String {
    let mut text = format!("production checklist: {}\n\n", summary(items));
    for (item, state) in items {
        let (word, more) = match state {
            State::Met(decided) => ("met", decided.map(|(path, span)| format!("`{path}` at {}", place(span, texts)))),
            State::Open(finding) => {
                let at = finding.diagnostic.labels.first().map(|label| format!(" at {}", spot(label, texts)));
                let title = printable(&finding.diagnostic.title);
                ("open", Some(format!("{title} ({}){}", finding.rule.id, at.unwrap_or_default())))
            }
            State::Unknown => ("?", None),
        };
        text.push_str(&format!("{word:<5} {}\n", item.text));
        text.extend(more.map(|more| format!("      {more}\n")));
    }
    text
}

fn markdown(items: &[(&Item, State<'_>)], texts: &Veil) -> String {
    let mut text = format!("**Production checklist: {}**\n\n", summary(items));
    for (item, state) in items {
        let line = match state {
            State::Met(None) => format!("- [x] {}", item.text),
            State::Met(Some((path, span))) => {
                format!("- [x] {}: {} at {}", item.text, code_span(path), code_span(&place(*span, texts)))
            }
            State::Open(finding) => {
                let at = finding.diagnostic.labels.first().map(|label| format!(", {}", code_span(&spot(label, texts))));
                let title = prose_with_code(&finding.diagnostic.title);
                format!("- [ ] {}: {title} ({}{})", item.text, code_span(finding.rule.id), at.unwrap_or_default())
            }
            State::Unknown => format!("- [ ] {} *(not known from the values)*", item.text),
        };
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn place(span: Span, texts: &Veil) -> String {
    spot(&Label::new(span, ""), texts)
}
