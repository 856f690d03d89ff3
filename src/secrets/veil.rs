//! What every message and every finding is drawn through: no secret that a run has read is in its words or its lines.

use std::collections::HashMap;
use std::ops::Range;

use super::needles::Needles;
use super::text::secrets;
use crate::diagnostic::Diagnostic;
use crate::source::{Mark, Place, SourceId, Sources, Span};

/// What stands in words for a secret.
const MASK: &str = "****";
/// What stands in a line for each byte of a secret: places count bytes.
const LETTER: &str = "*";

/// The texts that messages speak of, without their secrets.
///
/// It is made of the texts together with the messages, whose words it masks: nothing is drawn that did not go through.
#[derive(Clone, Debug, Default)]
pub struct Veil {
    sources: Sources,
    shown: HashMap<SourceId, String>,
}

impl Veil {
    /// Masks the words of messages with all secrets of the texts, and keeps those texts that they speak of.
    pub fn over<'d>(sources: &Sources, diagnostics: impl IntoIterator<Item = &'d mut Diagnostic>) -> Self {
        Self::keeping(Vec::new(), sources, diagnostics)
    }

    /// The same, and keeps other texts as well.
    pub fn keeping<'d>(
        mut wanted: Vec<SourceId>,
        sources: &Sources,
        diagnostics: impl IntoIterator<Item = &'d mut Diagnostic>,
    ) -> Self {
        let diagnostics: Vec<&mut Diagnostic> = diagnostics.into_iter().collect();
        let labels = diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels);
        wanted.extend(labels.map(|label| label.span.source));
        wanted.sort_unstable();
        wanted.dedup();
        if diagnostics.is_empty() {
            return Self { sources: sources.with_texts_of(&wanted), shown: HashMap::new() };
        }
        let marks: Vec<(SourceId, Vec<Mark>)> = sources.given().map(|id| (id, marks(sources, id))).collect();
        let needles = Needles::new(marks.iter().flat_map(|(_, marks)| marks).map(|mark| mark.text.as_str()));
        for diagnostic in diagnostics {
            for words in diagnostic.words_mut() {
                if let Some(masked) = needles.masked(words, MASK) {
                    *words = masked;
                }
            }
        }
        let mut shown = HashMap::new();
        for (id, marks) in marks.iter().filter(|(id, _)| wanted.binary_search(id).is_ok()) {
            let text = sources.text(*id);
            let mut ranges: Vec<Range<usize>> = marks.iter().filter_map(|mark| mark.range.clone()).collect();
            ranges.extend_from_slice(sources.hidden(*id));
            ranges.extend(needles.ranges(text, &mut 0));
            shown.extend((!ranges.is_empty()).then(|| (*id, covered(text, ranges))));
        }
        Self { sources: sources.with_texts_of(&wanted), shown }
    }

    /// A text that was made of one of the sources, as many bytes as it has, with a mask over each secret of the run.
    pub fn made_of(sources: &Sources, id: SourceId, text: &str) -> String {
        let all: Vec<Mark> = sources.given().flat_map(|id| marks(sources, id)).collect();
        let needles = Needles::new(all.iter().map(|mark| mark.text.as_str()));
        let by_words = secrets(text).into_iter().filter(|secret| !secret.may_be_reference);
        let mut ranges: Vec<Range<usize>> = by_words.map(|secret| secret.range).collect();
        ranges.extend(needles.ranges(text, &mut 0));
        if text == sources.text(id) {
            ranges.extend(marks(sources, id).into_iter().filter_map(|mark| mark.range));
            ranges.extend_from_slice(sources.hidden(id));
        }
        covered(text, ranges)
    }

    /// The name that messages call a text by.
    pub fn name(&self, id: SourceId) -> &str {
        self.sources.name(id)
    }

    /// A text, as many bytes as it has, with a mask over each secret.
    pub fn text(&self, id: SourceId) -> &str {
        self.shown.get(&id).map_or_else(|| self.sources.text(id), String::as_str)
    }

    /// Line and column of the span's first character.
    pub fn place(&self, span: Span) -> Place {
        self.sources.place(span)
    }

    /// Line and column of the place behind the span's last character.
    pub fn end_place(&self, span: Span) -> Place {
        self.sources.end_place(span)
    }
}

/// The secrets of a text: those that were read of it, and those that its words tell, be they in comments or in what
/// cannot be read.
fn marks(sources: &Sources, id: SourceId) -> Vec<Mark> {
    let text = sources.text(id);
    let mut marks = sources.marks(id);
    if sources.has_all_marks(id) {
        return marks;
    }
    for secret in secrets(text).into_iter().filter(|secret| !secret.may_be_reference) {
        let words = text.get(secret.range.clone()).unwrap_or_default().to_owned();
        marks.push(Mark { range: Some(secret.range), text: words });
    }
    marks
}

/// The text with a mask over some ranges: white space stays, and with it the lines.
fn covered(text: &str, mut ranges: Vec<Range<usize>>) -> String {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut shown = String::with_capacity(text.len());
    let mut copied = 0;
    for range in ranges {
        let (start, end) = (range.start.max(copied), range.end.min(text.len()));
        let (Some(before), Some(secret)) = (text.get(copied..start), text.get(start..end)) else { continue };
        shown.push_str(before);
        for character in secret.chars() {
            match character.is_whitespace() {
                true => shown.push(character),
                false => shown.push_str(&LETTER.repeat(character.len_utf8())),
            }
        }
        copied = end;
    }
    shown.push_str(text.get(copied..).unwrap_or_default());
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text and a message about it, as they are shown.
    fn shown(text: &str, message: &str) -> (String, String) {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", text);
        let mut diagnostic = Diagnostic::error("code", message).at(Span::new(id, 0, 1), message);
        let veil = Veil::over(&sources, [&mut diagnostic]);
        assert_eq!(veil.text(id).len(), text.len());
        assert_eq!(diagnostic.title, diagnostic.labels[0].text);
        (veil.text(id).to_owned(), diagnostic.title)
    }

    #[test]
    fn secrets_are_in_no_line_and_no_word() {
        let table = [
            ("token: s\u{e9}cret-one # why\n", "token: *********** # why\n"),
            ("server: [  # token: s3cret-one\n", "server: [  # token: **********\n"),
            ("token: s3cret-one\nother: s3cret-one\n", "token: **********\nother: **********\n"),
            ("server:\n  secret: s3cret-one\n", "server:\n  secret: s3cret-one\n"),
            ("a: 1\n", "a: 1\n"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text, "").0, expected, "{text}");
        }
        assert_eq!(shown("token: s3cret-one\n", "`s3cret-one` is wrong").1, "`****` is wrong");
    }

    #[test]
    fn what_is_hidden_by_place_is_in_no_line() {
        let mut sources = Sources::default();
        let (one, other) = (sources.add("a.yaml", "a: why\n"), sources.add_built_in("b.yaml", "token: built-in\n"));
        sources.hide(Span::new(one, 3, 6));
        let mut diagnostic =
            Diagnostic::error("code", "built-in").at(Span::new(one, 0, 1), "").at(Span::new(other, 0, 1), "");
        let veil = Veil::over(&sources, [&mut diagnostic]);
        assert_eq!((veil.text(one), veil.text(other)), ("a: ***\n", "token: built-in\n"));
        assert_eq!(diagnostic.title, "built-in");
    }
}
