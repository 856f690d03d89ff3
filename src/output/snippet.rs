//! Draws diagnostics with the lines they speak of.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::printable::printable;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::secrets::Veil;
use crate::source::{SourceId, Span};

/// The bytes between two places that one picture does not show together: it would have to be looked through.
const FAR: u32 = 64 * 1024;

/// Draws one diagnostic with or without colour, without a newline at its end.
pub fn draw(diagnostic: &Diagnostic, texts: &Veil, is_coloured: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name(Severity::Advice.word()),
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.title.as_str()).id(diagnostic.code));
    let pictures = by_source(&diagnostic.labels);
    for (source, labels) in &pictures {
        group = group.element(snippet(*source, labels, texts));
    }
    let notes: Vec<String> = diagnostic.notes.iter().map(|note| shown(note)).collect();
    let help: Vec<String> = diagnostic.help.iter().map(|help| shown(help)).collect();
    group = group.elements(notes.iter().map(|note| Level::NOTE.message(note)));
    group = group.elements(help.iter().map(|help| Level::HELP.message(help)));
    let renderer = if is_coloured { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The lines of a note, without what a terminal would obey: it may name a file.
fn shown(text: &str) -> String {
    text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

/// Labels of one source are drawn into one picture, the source of the first label first, unless they are far apart.
fn by_source(labels: &[Label]) -> Vec<(SourceId, Vec<&Label>)> {
    let mut groups: Vec<(SourceId, Vec<&Label>)> = Vec::new();
    let is_near = |one: Span, other: Span| one.start.abs_diff(other.start) < FAR;
    for label in labels {
        let fits = |(source, group): &&mut (SourceId, Vec<&Label>)| {
            *source == label.span.source && group.iter().all(|other| is_near(other.span, label.span))
        };
        match groups.iter_mut().find(fits) {
            Some((_, group)) => group.push(label),
            None => groups.push((label.span.source, vec![label])),
        }
    }
    groups
}

fn snippet<'a>(
    source: SourceId,
    labels: &[&'a Label],
    texts: &'a Veil,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = texts.text(source);
    let ranges: Vec<Range<usize>> = labels.iter().map(|label| first_line(label.span, texts)).collect();
    let lines = lines_around(&ranges, text);
    let line = texts.place(Span::new(source, lines.start, lines.start)).line;
    let shown = text.get(lines.clone()).unwrap_or_default();
    let mut snippet = Snippet::source(shown).line_start(line).path(printable(texts.name(source)));
    for (index, (label, range)) in labels.iter().zip(ranges).enumerate() {
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let range = range.start - lines.start..range.end - lines.start;
        snippet = snippet.annotation(kind.span(range).label(printable(&label.text)));
    }
    snippet
}

/// The lines from the first place to the last, with one before and one after: to look through all of a large text for
/// each of many messages takes too long.
fn lines_around(ranges: &[Range<usize>], text: &str) -> Range<usize> {
    let first = ranges.iter().map(|range| range.start).min().unwrap_or_default();
    let last = ranges.iter().map(|range| range.end).max().unwrap_or_default();
    let before = |offset: usize| text.get(..offset).and_then(|before| before.rfind('\n'));
    let after = |offset: usize| text.get(offset..).and_then(|after| after.find('\n')).map(|length| offset + length + 1);
    let start = before(first).and_then(before).map_or(0, |newline| newline + 1);
    let end = after(last).and_then(after).unwrap_or(text.len());
    start..end
}

/// A list or map would underline everything in it: its first line says enough.
pub(super) fn first_line(span: Span, texts: &Veil) -> Range<usize> {
    let text = texts.text(span.source);
    let start = floor_char_boundary(text, span.start as usize);
    let end = floor_char_boundary(text, span.end as usize).max(start);
    let line_end = text[start..end].find(['\n', '\r']).map_or(end, |length| start + length);
    start..line_end
}

fn floor_char_boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|index| text.is_char_boundary(*index)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn drawn(mut diagnostic: Diagnostic, sources: &Sources) -> String {
        let texts = Veil::over(sources, [&mut diagnostic]);
        draw(&diagnostic, &texts, false)
    }

    #[test]
    fn a_diagnostic_shows_its_lines_notes_and_help() {
        let mut sources = Sources::default();
        let text = "server:\n  ha:\n    replicas: three\n";
        let file = sources.add("prod.yaml", text);
        let start = text.find("three").expect("the word");
        let diagnostic = Diagnostic::error("values-type", "`server.ha.replicas` must be an integer")
            .at(Span::new(file, start, start + 5), "expected an integer")
            .note("the default is 3")
            .help("write a number");
        insta::assert_snapshot!(drawn(diagnostic, &sources), @r"
        error[values-type]: `server.ha.replicas` must be an integer
         --> prod.yaml:3:15
          |
        3 |     replicas: three
          |               ^^^^^ expected an integer
          |
          = note: the default is 3
          = help: write a number
        ");
    }

    /// A pattern finds files of any name, such as those that somebody else's branch holds.
    #[test]
    fn a_name_of_a_file_commands_nothing() {
        let mut sources = Sources::default();
        let file = sources.add("a\n::error::\u{1b}[2J.yaml", "x: 1\n");
        let label = "x\n::error::boo\u{1b}[2J";
        let title = "a\n::set-output name=x::y";
        let diagnostic = Diagnostic::error("code", title).at(Span::new(file, 0, 1), label).note("\u{1b}[2J\nnext");
        let drawn = drawn(diagnostic, &sources);
        assert!(!drawn.contains('\u{1b}') && !drawn.contains("\n::"), "{drawn}");
        assert!(drawn.starts_with("error[code]: a\n             ::set-output name=x::y\n"), "{drawn}");
        assert!(drawn.contains(" --> a\\u{a}::error::\\u{1b}[2J.yaml:1:1\n"), "{drawn}");
        assert!(drawn.contains("= note: \\u{1b}[2J\n          next"), "{drawn}");
    }
}
