//! From a place in the text that a scalar stands for to the place in the source where it was written.
//!
//! Quotes, escapes, folded lines and stripped indentation lie between the two. Instead of reading the scalar once more,
//! the two texts are laid beside each other: what is no white space stands in both, in the same order. Where they do
//! not fit, the caller has to do with the place of the whole value.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Label, Within};
use crate::source::{Sources, Span};

/// The place of a range of bytes in the text that the scalar at `span` stands for, if it can be determined.
///
/// `source` is the whole text that the scalar was read from.
pub fn place_in_text(span: Span, source: &str, text: &str, range: &Range<usize>) -> Option<Span> {
    places_in_text(span, source, text, std::slice::from_ref(range)).pop()?
}

/// The places of several ranges.
pub fn places_in_text(span: Span, source: &str, text: &str, ranges: &[Range<usize>]) -> Vec<Option<Span>> {
    let offsets = offsets(span, source, text).unwrap_or_default();
    ranges.iter().map(|range| place(span, &offsets, text, range)).collect()
}

fn place(span: Span, offsets: &[Range<usize>], text: &str, range: &Range<usize>) -> Option<Span> {
    let base = span.start as usize;
    let start = offsets.get(range.start.min(text.len()))?;
    // The last character's own place is known better than that of what follows it.
    let end = match text.get(..range.end).and_then(|before| before.chars().next_back()) {
        Some(last) if range.end > range.start => offsets.get(range.end - last.len_utf8())?.end,
        _ => start.start,
    };
    Some(Span::new(span.source, base + start.start, base + end.max(start.start)))
}

/// For each byte of the text that the scalar at `span` stands for, the bytes behind the start of the scalar that stand
/// for its character; one more for the end of the text.
pub(super) fn offsets(span: Span, source: &str, text: &str) -> Option<Vec<Range<usize>>> {
    let written = source.get(span.start as usize..span.end as usize)?;
    let ways = [Alignment::Plain(written), Alignment::Single(written), Alignment::Double(written)];
    ways.iter().find_map(|way| way.offsets(text))
}

/// Gives every label that speaks of a part of a value its own place, where that can be told. The texts are laid beside
/// each other once for all labels of one value.
pub fn settle_places<'d>(diagnostics: impl IntoIterator<Item = &'d mut Diagnostic>, sources: &Sources) {
    let mut known: HashMap<Span, (Arc<str>, Vec<Range<usize>>)> = HashMap::new();
    for label in diagnostics.into_iter().flat_map(|diagnostic| &mut diagnostic.labels) {
        let Some(Within { text, range }) = label.within.take() else { continue };
        let of_text = || offsets(label.span, sources.text(label.span.source), &text).unwrap_or_default();
        let laid = known.entry(label.span).or_insert_with(|| (text.clone(), of_text()));
        if laid.0 != text {
            *laid = (text.clone(), of_text());
        }
        label.span = place(label.span, &laid.1, &text, &range).unwrap_or(label.span);
    }
}

/// The same for one place.
pub fn settle_place(label: &mut Label, sources: &Sources) {
    let source = sources.text(label.span.source);
    if let Some(Within { text, range }) = label.within.take()
        && let Some(span) = place_in_text(label.span, source, &text, &range)
    {
        label.span = span;
    }
}

/// How characters of the text are written.
enum Alignment<'w> {
    Plain(&'w str),
    Single(&'w str),
    Double(&'w str),
}

impl<'w> Alignment<'w> {
    fn written(&self) -> &'w str {
        match self {
            Self::Plain(written) | Self::Single(written) | Self::Double(written) => written,
        }
    }

    /// For each byte of the text, the bytes of the source that stand for its character; one more for its end.
    fn offsets(&self, text: &str) -> Option<Vec<Range<usize>>> {
        let opening = match self {
            Self::Plain(_) => "",
            Self::Single(_) => "'",
            Self::Double(_) => "\"",
        };
        let mut at = self.written().starts_with(opening).then_some(opening.len())?;
        let mut offsets = Vec::with_capacity(text.len() + 1);
        for character in text.chars() {
            let range = self.next(at, character)?;
            at = range.end;
            offsets.extend(std::iter::repeat_n(range, character.len_utf8()));
        }
        offsets.push(at..at);
        Some(offsets)
    }

    /// Where the character is written, at or after the given place.
    fn next(&self, at: usize, character: char) -> Option<Range<usize>> {
        let rest = self.written().get(at..)?;
        if let Some(length) = self.length(rest, character) {
            return Some(at..at + length);
        }
        if character.is_whitespace() {
            // A break that became a space, or blanks at the end that the block adds or keeps.
            return Some(at..at);
        }
        let skipped = rest.len() - self.without_blanks(rest).len();
        let length = self.length(rest.get(skipped..)?, character)?;
        Some(at + skipped..at + skipped + length)
    }

    /// The rest behind indentation, line breaks and escaped line breaks.
    fn without_blanks(&self, rest: &'w str) -> &'w str {
        let mut rest = rest.trim_start();
        while let (Self::Double(_), Some(next)) = (self, rest.strip_prefix("\\\n").or(rest.strip_prefix("\\\r\n"))) {
            rest = next.trim_start();
        }
        rest
    }

    /// The length of the character's spelling if the rest starts with it.
    fn length(&self, rest: &str, character: char) -> Option<usize> {
        match self {
            Self::Single(_) if character == '\'' => rest.starts_with("''").then_some(2),
            Self::Double(_) if rest.starts_with('\\') => {
                escape(rest).filter(|(_, meant)| *meant == character).map(|(length, _)| length)
            }
            // A flag escapes its commas and dots.
            Self::Plain(_) if rest.starts_with('\\') && character != '\\' => {
                rest.get(1..)?.starts_with(character).then(|| 1 + character.len_utf8())
            }
            _ => rest.starts_with(character).then(|| character.len_utf8()),
        }
    }
}

/// The length of an escape in double quotes, and the character that it stands for.
fn escape(rest: &str) -> Option<(usize, char)> {
    let letter = rest.chars().nth(1)?;
    let digits = match letter {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    if digits > 0 {
        let code = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
        return Some((2 + digits, char::from_u32(code)?));
    }
    let meant = match letter {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' => '\t',
        'n' => '\n',
        'v' => '\u{B}',
        'f' => '\u{C}',
        'r' => '\r',
        'e' => '\u{1B}',
        'N' => '\u{85}',
        '_' => '\u{A0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        other => other,
    };
    Some((1 + letter.len_utf8(), meant))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::yaml::read;

    /// Where `{{ x }}` in the value of `v` is found in the text, by line and column; nothing if it is not.
    fn place(yaml: &str) -> Option<(usize, usize, String)> {
        let mut sources = Sources::default();
        let id = sources.add("values.yaml", yaml);
        let document = read(yaml, id).expect("readable").documents.into_iter().next().expect("a document");
        let node = document.root.get("v").expect("a value");
        let start = node.as_text().expect("a text").find("{{").expect("an action");
        let text = node.as_text().expect("a text");
        let span = place_in_text(node.span, yaml, text, &(start..start + "{{ x }}".len()))?;
        let place = sources.place(span);
        Some((place.line, place.column, sources.slice(span).to_owned()))
    }

    #[test]
    fn a_place_in_a_text_is_found_in_the_source() {
        let table = [
            ("v: a {{ x }}", 1, 6),
            ("v: a\n  b\n\n  {{ x }} c", 4, 3),
            ("v: 'it''s {{ x }}'", 1, 11),
            ("v: 'a\n  b {{ x }}'", 2, 5),
            (r#"v: "a\n\u00e9\"\t{{ x }}""#, 1, 18),
            ("v: \"a \\\n   b {{ x }}\"", 2, 6),
            ("v: |\n  a\n    b: {{ x }}\n", 3, 8),
            ("v: |-\n\n\n   a\n   {{ x }}", 5, 4),
            ("v: |2\n    a\n  {{ x }}\n", 3, 3),
            ("v: >\n  a\n  b\n\n  c {{ x }}\n", 5, 5),
            ("v: |\r\n  a\r\n  é {{ x }}\r\n", 3, 5),
            ("v: |\n  {{ x }}\n\n\n", 2, 3),
        ];
        for (yaml, line, column) in table {
            assert_eq!(place(yaml), Some((line, column, "{{ x }}".to_owned())), "{yaml:?}");
        }
    }

    #[test]
    fn what_does_not_fit_has_no_place() {
        let id = Sources::default().add("--set", "a=b");
        let span = Span::new(id, 2, 3);
        assert_eq!(place_in_text(span, "a=b", "from a file", &(0..4)), None);
        assert_eq!(place_in_text(span, "", "from a file", &(0..4)), None);
    }
}
