//! The texts that a run has read, and the places in them: what a message needs to show the character it speaks of.
//!
//! A source is a values file, one flag (`--set #2`) or a built-in file. It knows nothing of what its text means.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// One text among [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(u32);

/// A range of bytes in one source, end excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The text that the range lies in.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// A range of bytes; texts of 4 GiB or more are refused before they get here.
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let offset = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
        Self { source, start: offset(start), end: offset(end) }
    }
}

/// A line and a column, both counted from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// A secret that was read of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands in the text, if it stands there.
    pub range: Option<Range<usize>>,
    /// What it is.
    pub text: String,
}

/// What was read of a text, which knows where it holds secrets: it is asked when something of the text is shown.
pub trait Marks: Debug + Send + Sync {
    /// The secrets of the text.
    fn marks(&self, source: SourceId, text: &str) -> Vec<Mark>;

    /// Whether these are all, so that the text need not be looked through.
    fn are_all(&self) -> bool;
}

#[derive(Clone, Debug)]
struct Source {
    name: String,
    text: Cow<'static, str>,
    is_built_in: bool,
    marks: Vec<Arc<dyn Marks>>,
    hidden: Vec<Range<usize>>,
    lines: OnceLock<Lines>,
}

/// Where the lines of a text begin, and how many characters stand before each KiB of it: many messages ask for their
/// places, and none looks through the text, nor through a line that is all of it.
#[derive(Clone, Debug)]
struct Lines {
    starts: Vec<u32>,
    characters: Vec<u32>,
}

impl Lines {
    /// The bytes whose characters are counted anew for each place.
    const PART: usize = 1024;

    fn of(text: &str) -> Self {
        let offset = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| offset(at + 1));
        let mut before = 0;
        let characters = text.as_bytes().chunks(Self::PART).map(|part| {
            let here = before;
            before += offset(part.iter().filter(|byte| is_first(**byte)).count());
            here
        });
        Self { starts: [0].into_iter().chain(starts).collect(), characters: characters.collect() }
    }

    /// How many lines there are above the one that a place is in, and where that one begins.
    fn line_at(&self, at: usize) -> (usize, usize) {
        let above = self.starts.partition_point(|start| *start as usize <= at).saturating_sub(1);
        (above, self.starts.get(above).map_or(0, |start| *start as usize))
    }

    /// How many characters stand before a place.
    fn characters_before(&self, text: &str, at: usize) -> usize {
        let part = at / Self::PART;
        let Some(counted) = self.characters.get(part) else { return text.chars().count() };
        let rest = text.as_bytes().get(part * Self::PART..at).unwrap_or_default();
        *counted as usize + rest.iter().filter(|byte| is_first(**byte)).count()
    }
}

/// Whether a byte is the first one of a character.
fn is_first(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

/// Every text that a run has read, in the order of reading.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    list: Vec<Source>,
    open: BTreeSet<Span>,
}

impl Sources {
    /// Takes in a text under the name that messages call it by: a path as the user typed it, or a flag.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.push(name.into(), Cow::Owned(text.into()), false)
    }

    /// Takes in a text that is part of the program.
    pub fn add_built_in(&mut self, name: impl Into<String>, text: impl Into<Cow<'static, str>>) -> SourceId {
        self.push(name.into(), text.into(), true)
    }

    fn push(&mut self, name: String, text: Cow<'static, str>, is_built_in: bool) -> SourceId {
        let id = SourceId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.list.push(Source {
            name,
            text,
            is_built_in,
            marks: Vec::new(),
            hidden: Vec::new(),
            lines: OnceLock::new(),
        });
        id
    }

    /// The same with the texts of these sources alone, so that the others can be dropped: of those the names stay.
    #[must_use]
    pub fn with_texts_of(&self, wanted: &[SourceId]) -> Self {
        let keep = |(index, source): (usize, &Source)| {
            let is_wanted = wanted.iter().any(|id| id.0 as usize == index);
            let text = if is_wanted { source.text.clone() } else { Cow::Borrowed("") };
            let (name, is_built_in) = (source.name.clone(), source.is_built_in);
            Source { name, text, is_built_in, marks: Vec::new(), hidden: Vec::new(), lines: OnceLock::new() }
        };
        Self { list: self.list.iter().enumerate().map(keep).collect(), open: BTreeSet::new() }
    }

    /// The name that messages call the source by.
    pub fn name(&self, id: SourceId) -> &str {
        &self.list[id.0 as usize].name
    }

    /// The whole text of the source.
    pub fn text(&self, id: SourceId) -> &str {
        &self.list[id.0 as usize].text
    }

    /// What the user typed at the span.
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.source).get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Keeps what stands at the span out of every message.
    pub fn hide(&mut self, span: Span) {
        if let Some(source) = self.list.get_mut(span.source.0 as usize) {
            source.hidden.push(span.start as usize..span.end as usize);
        }
    }

    /// Keeps in mind that something else gives the value for what stands at the span.
    pub fn leave_open(&mut self, span: Span) {
        self.open.insert(span);
    }

    /// Whether something else gives the value for what stands at the span.
    pub fn is_open(&self, span: Span) -> bool {
        self.open.contains(&span)
    }

    /// Keeps in mind what was read of a text, which may be secret.
    pub fn set_marks(&mut self, id: SourceId, marks: Arc<dyn Marks>) {
        if let Some(source) = self.list.get_mut(id.0 as usize) {
            source.marks.push(marks);
        }
    }

    /// The texts that are no part of the program.
    pub fn given(&self) -> impl Iterator<Item = SourceId> {
        let given = (0..).map(SourceId).zip(&self.list).filter(|(_, source)| !source.is_built_in);
        given.map(|(id, _)| id)
    }

    /// The secrets that were read of a text.
    pub fn marks(&self, id: SourceId) -> Vec<Mark> {
        let source = &self.list[id.0 as usize];
        source.marks.iter().flat_map(|marks| marks.marks(id, &source.text)).collect()
    }

    /// Whether it is known what of a text is secret.
    pub fn has_all_marks(&self, id: SourceId) -> bool {
        self.list[id.0 as usize].marks.iter().any(|marks| marks.are_all())
    }

    /// What is to be kept out of every message.
    pub fn hidden(&self, id: SourceId) -> &[Range<usize>] {
        &self.list[id.0 as usize].hidden
    }

    /// Line and column of the place behind the span's last character.
    pub fn end_place(&self, span: Span) -> Place {
        self.place(Span { start: span.end, ..span })
    }

    /// Line and column of the span's first character.
    pub fn place(&self, span: Span) -> Place {
        let Some(source) = self.list.get(span.source.0 as usize) else { return Place { line: 1, column: 1 } };
        let at = (span.start as usize).min(source.text.len());
        let lines = source.lines.get_or_init(|| Lines::of(&source.text));
        let (above, line_start) = lines.line_at(at);
        let column = lines.characters_before(&source.text, at) - lines.characters_before(&source.text, line_start);
        Place { line: above + 1, column: column + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_nobody_speaks_of_can_be_dropped() {
        let mut sources = Sources::default();
        let (one, other) = (sources.add("a.yaml", "token: secret\n"), sources.add("b.yaml", "b: 1\n"));
        let kept = sources.with_texts_of(&[one]);
        assert_eq!((kept.name(other), kept.text(other)), ("b.yaml", ""));
        assert_eq!(kept.text(one), "token: secret\n");
    }

    #[test]
    fn a_place_counts_lines_and_characters_from_one() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", "é: 1\nü: zwölf\n");
        let start = "é: 1\nü: ".len();
        let span = Span::new(id, start, start + "zwölf".len());
        assert_eq!(sources.place(span), Place { line: 2, column: 4 });
        assert_eq!(sources.slice(span), "zwölf");
    }

    #[test]
    fn a_place_far_down_is_counted_like_one_above() {
        let mut sources = Sources::default();
        let text = format!("{}\n{}\n", "é".repeat(3000), "aü\n".repeat(3000));
        let id = sources.add("a.yaml", text.as_str());
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..at];
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let place =
                Place { line: before.matches('\n').count() + 1, column: text[line_start..at].chars().count() + 1 };
            assert_eq!(sources.place(Span::new(id, at, at)), place, "{at}");
        }
    }
}
