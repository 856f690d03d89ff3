//! Reads the plain part of YAML, which is most of what is ever written, in one pass over the lines: maps and lists in
//! block style, scalars on one line, literal blocks, lists of scalars in brackets.
//!
//! It knows nothing of the rest of the language: at the first sign of that, or of a fault, it gives up, and the text is
//! left to the parser of the whole language. Both give the same nodes at the same places.

use std::borrow::Cow;

use super::build::{Builder, Written};
use super::node::Style;
use super::read::{Document, Stream};
use crate::source::{SourceId, Span};

/// The longest key that is surely a simple one, in bytes.
const LONGEST_KEY: usize = 1000;

/// Reads the documents of a text that holds nothing but plain YAML.
pub(super) fn read(text: &str, source: SourceId) -> Option<Stream> {
    if !has_plain_characters(text) {
        return None;
    }
    let lines = Lines { text, next: 0 };
    let mut reader = Reader { lines, source, builder: Builder::default(), open: Vec::new(), pending: None };
    let mut stream = Stream::default();
    let mut is_explicit = false;
    while let Some(line) = reader.lines.next_content() {
        if line.indent == 0 && is_document_mark(line.text) {
            match (line.text, reader.document()?) {
                ("---", Some(document)) => stream.documents.push(document),
                ("---", None) if !is_explicit => {}
                _ => return None,
            }
            is_explicit = true;
        } else {
            reader.line(line)?;
        }
    }
    match reader.document()? {
        Some(document) => stream.documents.push(document),
        None if is_explicit => return None,
        None => {}
    }
    Some(stream)
}

/// Whether no character has a meaning, or a fault, that only the whole language knows: tabs, other line breaks, marks
/// of byte order, control characters.
fn has_plain_characters(text: &str) -> bool {
    let mut rest = text;
    loop {
        let ascii = rest.bytes().take_while(|byte| matches!(byte, b'\n' | b' '..=b'~')).count();
        let mut characters = rest.get(ascii..).unwrap_or_default().chars();
        match characters.next() {
            None => return true,
            Some('\u{A0}'..='\u{2027}' | '\u{202F}'..='\u{FEFE}' | '\u{FF00}'..='\u{FFEF}') => {}
            Some(_) => return false,
        }
        rest = characters.as_str();
    }
}

fn is_document_mark(line: &str) -> bool {
    line.starts_with("---") || line.starts_with("...") || line.starts_with('%')
}

/// A line without its indentation, line break and the blanks before that.
#[derive(Clone, Copy)]
struct Line<'text> {
    indent: usize,
    /// Where its text starts.
    start: usize,
    text: &'text str,
}

#[derive(Clone, Copy)]
struct Lines<'text> {
    text: &'text str,
    next: usize,
}

impl<'text> Lines<'text> {
    /// The next line, its line break left out, and where it starts.
    fn next_raw(&mut self) -> Option<(&'text str, usize)> {
        let start = self.next;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = rest.bytes().position(|byte| byte == b'\n').unwrap_or(rest.len());
        self.next = start + length + 1;
        Some((rest.get(..length)?, start))
    }

    /// The next line that is neither blank nor a comment.
    fn next_content(&mut self) -> Option<Line<'text>> {
        loop {
            let (line, start) = self.next_raw()?;
            let indent = indentation(line);
            let text = line.get(indent..)?.trim_end_matches(' ');
            if !text.is_empty() && !text.starts_with('#') {
                return Some(Line { indent, start: start + indent, text });
            }
        }
    }
}

fn indentation(line: &str) -> usize {
    line.bytes().take_while(|byte| *byte == b' ').count()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Map,
    List,
}

struct Reader<'text> {
    lines: Lines<'text>,
    source: SourceId,
    builder: Builder,
    /// The lists and maps that have not ended, with their indentations.
    open: Vec<(Kind, usize)>,
    /// Where a key ended whose value may stand on a later line.
    pending: Option<usize>,
}

impl<'text> Reader<'text> {
    /// Ends the document; none if there was nothing in it.
    fn document(&mut self) -> Option<Option<Document>> {
        self.settle_pending()?;
        let end = self.lines.text.len();
        while self.open.pop().is_some() {
            self.builder.end_collection(self.span(end, end)).ok()?;
        }
        let Builder { root, notices, .. } = std::mem::take(&mut self.builder);
        Some(root.map(|root| Document { root, notices }))
    }

    fn line(&mut self, line: Line<'text>) -> Option<()> {
        let is_item = line.text.starts_with("- ");
        let innermost = self.open.last().copied();
        let opens = match (innermost, self.pending) {
            (None, _) => true,
            (Some((_, indent)), Some(_)) => line.indent > indent || is_item && line.indent == indent,
            (Some(_), None) => false,
        };
        if !opens {
            self.settle_pending()?;
            self.close_to(line.indent, is_item)?;
        }
        self.pending = None;
        if is_item { self.item(line, opens) } else { self.entry(line, opens) }
    }

    /// Gives a key without a value its null.
    fn settle_pending(&mut self) -> Option<()> {
        match self.pending.take() {
            Some(end) => self.scalar(end, "", Style::Plain),
            None => Some(()),
        }
    }

    /// Ends what the indentation of a line ends; the line must then go on with what is open.
    fn close_to(&mut self, indent: usize, is_item: bool) -> Option<()> {
        let kind = if is_item { Kind::List } else { Kind::Map };
        while let Some((open, open_indent)) = self.open.last().copied() {
            if open_indent == indent && open == kind {
                return Some(());
            }
            if open_indent < indent || open_indent == indent && open == Kind::Map {
                return None;
            }
            self.open.pop();
            let start = self.lines.next;
            self.builder.end_collection(self.span(start, start)).ok()?;
        }
        None
    }

    /// An item of a list, and what follows its dash on the same line.
    fn item(&mut self, line: Line<'text>, opens: bool) -> Option<()> {
        let Line { indent, start, text } = line;
        if opens {
            self.builder.start_list(0, self.span(start, start)).ok()?;
            self.open.push((Kind::List, indent));
        }
        let rest = text.get(1..)?;
        let blanks = indentation(rest);
        let content = Line { indent: indent + 1 + blanks, start: start + 1 + blanks, text: rest.get(blanks..)? };
        if content.text.starts_with("- ") {
            // Lists in lists are rare; the whole language may have them.
            return None;
        }
        match starts_plain(content.text).then(|| plain_end(content.text)) {
            Some((_, Stop::Colon)) => self.entry(content, true),
            _ => self.value(content.start, content.text, indent),
        }
    }

    /// A key of a map, and what follows it on the same line.
    fn entry(&mut self, line: Line<'text>, opens: bool) -> Option<()> {
        let Line { indent, start, text } = line;
        if !starts_plain(text) {
            return None;
        }
        let (length, Stop::Colon) = plain_end(text) else { return None };
        let key = text.get(..length)?.trim_end_matches(' ');
        if key.len() > LONGEST_KEY {
            return None;
        }
        if opens {
            self.builder.start_map(0, self.span(start, start)).ok()?;
            self.open.push((Kind::Map, indent));
        }
        self.scalar(start, key, Style::Plain)?;
        let rest = text.get(length + 1..)?;
        let blanks = indentation(rest);
        let value = rest.get(blanks..)?;
        if value.is_empty() || value.starts_with('#') {
            self.pending = Some(start + length);
            return Some(());
        }
        self.value(start + length + 1 + blanks, value, indent)
    }

    /// A value on one line, or a literal block that starts there.
    fn value(&mut self, start: usize, text: &'text str, indent: usize) -> Option<()> {
        match text.as_bytes().first()? {
            quote @ (b'"' | b'\'') => {
                let length = quoted_length(text, char::from(*quote))?;
                ends_line(text.get(length..)?)?;
                self.quoted(start, text.get(..length)?)
            }
            b'[' => self.flow_list(start, text),
            b'{' => self.empty_map(start, text),
            b'|' => self.block(text, indent),
            _ if starts_plain(text) => match plain_end(text) {
                (length, Stop::Comment | Stop::End) => self.scalar(start, text.get(..length)?, Style::Plain),
                (_, Stop::Colon) => None,
            },
            _ => None,
        }
    }

    fn quoted(&mut self, start: usize, written: &'text str) -> Option<()> {
        let text = written.get(1..written.len().checked_sub(1)?)?;
        let written = Written { text: Cow::Borrowed(text), style: Style::Quoted, tag: None };
        self.builder.scalar(0, self.span(start, start + text.len() + 2), written).ok()
    }

    fn scalar(&mut self, start: usize, text: &'text str, style: Style) -> Option<()> {
        let written = Written { text: Cow::Borrowed(text), style, tag: None };
        self.builder.scalar(0, self.span(start, start + text.len()), written).ok()
    }

    fn empty_map(&mut self, start: usize, text: &'text str) -> Option<()> {
        ends_line(text.strip_prefix("{}")?)?;
        self.builder.start_map(0, self.span(start, start + 1)).ok()?;
        self.builder.end_collection(self.span(start + 1, start + 2)).ok()
    }

    /// A list of scalars in brackets, on one line.
    fn flow_list(&mut self, start: usize, text: &'text str) -> Option<()> {
        self.builder.start_list(0, self.span(start, start + 1)).ok()?;
        let mut at = 1;
        loop {
            at += indentation(text.get(at..)?);
            let rest = text.get(at..)?;
            let place = start + at;
            at += match rest.as_bytes().first()? {
                b']' => break,
                quote @ (b'"' | b'\'') => {
                    let length = quoted_length(rest, char::from(*quote))?;
                    self.quoted(place, rest.get(..length)?)?;
                    length
                }
                _ => {
                    let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'/');
                    let length = rest.bytes().take_while(word).count();
                    self.scalar(place, rest.get(..length).filter(|word| !word.is_empty())?, Style::Plain)?;
                    length
                }
            };
            match text.as_bytes().get(at)? {
                b',' => at += 1,
                b']' => break,
                _ => return None,
            }
        }
        ends_line(text.get(at + 1..)?)?;
        self.builder.end_collection(self.span(start + at, start + at + 1)).ok()
    }

    /// A literal block: the lines that are indented deeper than what holds it, whose indentation is `parent`.
    fn block(&mut self, header: &str, parent: usize) -> Option<()> {
        let line_breaks = match header {
            "|" => 1,
            "|-" => 0,
            _ => return None,
        };
        let first = self.lines.next;
        let mut block = Block { indent: 0, text: String::new(), end: first };
        loop {
            let before = self.lines;
            let Some((line, start)) = self.lines.next_raw() else { break };
            if !block.take(line, start, parent)? {
                self.lines = before;
                break;
            }
        }
        let Block { indent: indent @ 1.., mut text, end } = block else { return None };
        text.truncate(text.trim_end_matches('\n').len() + line_breaks);
        let written = Written { text: Cow::Owned(text), style: Style::Block, tag: None };
        self.builder.scalar(0, self.span(first + indent, end), written).ok()
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }
}

/// A literal block as far as it has been read.
struct Block {
    /// Its indentation; 0 before the first line.
    indent: usize,
    text: String,
    /// Where its last text ends.
    end: usize,
}

impl Block {
    /// Takes a line if it is one of the block; gives up on blanks that mean something.
    fn take(&mut self, line: &str, start: usize, parent: usize) -> Option<bool> {
        let blanks = indentation(line);
        let is_blank = blanks == line.len();
        if self.indent == 0 {
            if is_blank || blanks <= parent {
                return None;
            }
            self.indent = blanks;
        }
        if !is_blank && blanks < self.indent {
            return Some(false);
        }
        if is_blank && blanks > self.indent {
            return None;
        }
        if !is_blank {
            self.text.push_str(line.get(self.indent..)?);
            self.end = start + line.trim_end().len();
        }
        self.text.push('\n');
        Some(true)
    }
}

/// What a text without quotes ends at.
enum Stop {
    Colon,
    Comment,
    End,
}

/// The length of a text without quotes up to its colon, its comment or the end of the line.
fn plain_end(text: &str) -> (usize, Stop) {
    let bytes = text.as_bytes();
    let before = |position: usize| position.checked_sub(1).and_then(|before| bytes.get(before));
    for (position, byte) in bytes.iter().enumerate() {
        match byte {
            b':' if matches!(bytes.get(position + 1), None | Some(b' ')) => return (position, Stop::Colon),
            b'#' if before(position) == Some(&b' ') => {
                let text = text.get(..position).unwrap_or_default();
                return (text.trim_end_matches(' ').len(), Stop::Comment);
            }
            _ => {}
        }
    }
    (text.len(), Stop::End)
}

/// Whether a text starts as one without quotes does, with a character that means nothing else anywhere.
fn starts_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'-') => bytes.get(1).is_some_and(|next| next.is_ascii_alphanumeric() || matches!(next, b'-' | b'.')),
        Some(b'/' | b'_' | b'.' | b'$' | b'(' | b'+' | b'<' | b'~') => true,
        Some(first) => first.is_ascii_alphanumeric() || !first.is_ascii(),
        None => false,
    }
}

/// The length of a text in quotes, quotes included; none if it has escapes, or does not end on the line.
fn quoted_length(text: &str, quote: char) -> Option<usize> {
    let inside = text.get(1..)?;
    let length = inside.find([quote, '\\'])?;
    let after = inside.get(length..)?.strip_prefix(quote)?;
    // A second quote is an escape, and a colon makes it a key.
    (!after.starts_with(quote)).then_some(length + 2)
}

/// Goes on if nothing but a comment follows a value.
fn ends_line(rest: &str) -> Option<()> {
    (rest.is_empty() || rest.starts_with(" ") && rest.trim_start_matches(' ').starts_with('#')).then_some(())
}
