//! Draws diagnostics with the lines they speak of.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::printable::{printable, without_command};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::secrets::Veil;
use crate::source::{SourceId, Span};

/// The bytes between two places that one picture does not show together: it would have to be looked through.
const FAR: u32 = 64 * 1024;

/// The bytes of the longest line that is drawn whole; of a longer one a window is shown.
const LONGEST_LINE: usize = 4 * 1024;

/// What is shown of such a line before a place, and from its start on.
const BEFORE: usize = 40;
const FROM: usize = 80;

/// Draws one diagnostic with or without colour, without a newline at its end.
pub fn draw(diagnostic: &Diagnostic, texts: &Veil, is_coloured: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name(Severity::Advice.word()),
    };
    let title = shown(&diagnostic.title);
    let mut group = Group::with_title(level.primary_title(title.as_str()).id(diagnostic.code));
    let pictures = by_source(&diagnostic.labels);
    for (source, labels) in &pictures {
        group = match snippet(*source, labels, texts) {
            Some(snippet) => group.element(snippet),
            None => labels.iter().fold(group, |group, label| {
                let (origin, window) = window(label, texts);
                group.element(origin).element(window)
            }),
        };
    }
    let notes: Vec<String> = diagnostic.notes.iter().map(|note| shown(note)).collect();
    let help: Vec<String> = diagnostic.help.iter().map(|help| shown(help)).collect();
    group = group.elements(notes.iter().map(|note| Level::NOTE.message(note)));
    group = group.elements(help.iter().map(|help| Level::HELP.message(help)));
    let renderer = if is_coloured { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The lines of a title or a note, without what a terminal or a log would obey: it may name a file.
fn shown(text: &str) -> String {
    text.split('\n').map(|line| without_command(printable(line))).collect::<Vec<_>>().join("\n")
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

/// The lines of some labels; none if one of the lines is too long.
fn snippet<'a>(source: SourceId, labels: &[&'a Label], texts: &'a Veil) -> Option<Snippet<'a, Annotation<'a>>> {
    let text = texts.text(source);
    let ranges: Vec<Range<usize>> = labels.iter().map(|label| first_line(label.span, texts)).collect();
    let lines = lines_around(&ranges, text)?;
    let line = texts.place(Span::new(source, lines.start, lines.start)).line;
    let shown = text.get(lines.clone()).unwrap_or_default();
    let mut snippet = Snippet::source(shown).line_start(line).path(printable(texts.name(source)));
    for (index, (label, range)) in labels.iter().zip(ranges).enumerate() {
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let range = range.start - lines.start..range.end - lines.start;
        snippet = snippet.annotation(kind.span(range).label(printable(&label.text)));
    }
    Some(snippet)
}

/// A part of a long line round a label, and where that stands: drawing costs what is shown, not what there is.
fn window<'a>(label: &'a Label, texts: &'a Veil) -> (Origin<'a>, Snippet<'a, Annotation<'a>>) {
    let text = texts.text(label.span.source);
    let place = texts.place(label.span);
    let range = first_line(label.span, texts);
    let end = floor_char_boundary(text, range.end.min(range.start + FROM));
    let (from, to) = (floor_char_boundary(text, range.start.saturating_sub(BEFORE)), end + FROM);
    let before = text.get(from..range.start).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = text.get(end..floor_char_boundary(text, to)).unwrap_or_default();
    let after = after.split(['\n', '\r']).next().unwrap_or_default();
    let shown = format!("…{before}{}{after}…", text.get(range.start..end).unwrap_or_default());
    let start = '…'.len_utf8() + before.len();
    let annotation = AnnotationKind::Primary.span(start..start + end - range.start).label(printable(&label.text));
    let origin = Origin::path(printable(texts.name(label.span.source))).line(place.line).char_column(place.column);
    (origin, Snippet::source(shown).line_start(place.line).annotation(annotation))
}

/// The lines from the first place to the last, with one before and one after; none if a line with a place is too long.
fn lines_around(ranges: &[Range<usize>], text: &str) -> Option<Range<usize>> {
    let first = ranges.iter().map(|range| range.start).min().unwrap_or_default();
    let last = ranges.iter().map(|range| range.end).max().unwrap_or_default();
    let bytes = text.as_bytes();
    let start_of = |offset: usize| {
        let near = offset.saturating_sub(LONGEST_LINE);
        let newline = bytes.get(near..offset)?.iter().rposition(|byte| *byte == b'\n');
        newline.map(|newline| near + newline + 1).or((near == 0).then_some(0))
    };
    let end_of = |offset: usize| {
        let near = (offset + LONGEST_LINE).min(bytes.len());
        let newline = bytes.get(offset..near)?.iter().position(|byte| *byte == b'\n');
        newline.map(|newline| offset + newline + 1).or((near == bytes.len()).then_some(near))
    };
    let (start, end) = (start_of(first)?, end_of(last)?);
    let above = start.checked_sub(1).and_then(start_of).unwrap_or(start);
    Some(above..end_of(end).unwrap_or(end))
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

    /// A line may be all of a large file: what is drawn of it is a part.
    #[test]
    fn of_a_long_line_a_window_is_shown() {
        let mut sources = Sources::default();
        let text = format!("x: 1\na: {{{} replicass: 3, {}}}\n", "é: 1, ".repeat(2_000), "z: 1, ".repeat(100_000));
        let file = sources.add("prod.yaml", text.as_str());
        let start = text.find("replicass").expect("the word");
        let diagnostic = Diagnostic::error("code", "title").at(Span::new(file, start, start + 9), "not a key");
        let drawn = drawn(diagnostic, &sources);
        assert!(drawn.contains(" --> prod.yaml:2:12006\n"), "{drawn}");
        assert!(drawn.contains("replicass: 3, z: 1") && drawn.contains("^^^^^^^^^ not a key"), "{drawn}");
        assert!(drawn.len() < 1_000, "{drawn}");
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
        assert!(!drawn.contains('\u{1b}') && !drawn.lines().any(|line| line.trim_start().starts_with("::")), "{drawn}");
        assert!(drawn.starts_with("error[code]: a\n             \\u{3a}:set-output name=x::y\n"), "{drawn}");
        assert!(drawn.contains(" --> a\\u{a}::error::\\u{1b}[2J.yaml:1:1\n"), "{drawn}");
        assert!(drawn.contains("= note: \\u{1b}[2J\n          next"), "{drawn}");
    }
}
