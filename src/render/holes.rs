//! The holes of a template: what `{{ x }}` leaves in the text, and the values that take its place in the tree.
//!
//! `{{ x }}` does not print `x`. It stores the value in [`Slots`] and prints a marker of private-use characters. After
//! the text was parsed, a [`Filler`] replaces each marker: a plain scalar that is one marker becomes the value itself, with
//! its type; a marker inside a longer, quoted or block scalar becomes text. What was read for a value goes on to the
//! field that it is set into.

use std::ops::Range;

use minijinja::value::{Value, ValueKind};
use serde_json::Value as Json;

use super::budget::Budget;
use super::data::{scalar_text, to_json};
use super::fields::Fields;
use crate::manifest::Field;
use crate::source::{SourceId, Sources, Span};
use crate::values::Reads;
use crate::yaml::{self, Data, Map, Node, Notice, Style};

/// Opens a marker. Private-use characters are printable in YAML and stand in no sensible input.
pub(super) const OPEN: char = '\u{E000}';
/// Closes a marker.
pub(super) const CLOSE: char = '\u{E001}';

/// How deep a macro's result may hold another macro's result.
const MAX_NESTED_YAML: usize = 32;

/// The values that the markers of one rendered text stand for, each with what was read for it.
#[derive(Default)]
pub(super) struct Slots {
    holes: Vec<Hole>,
}

/// A value, and the part of the record of reads that was read for it.
struct Hole {
    value: Value,
    reads: Range<usize>,
}

impl Slots {
    /// Keeps a value and gives the number between the marks of the marker that stands for it.
    pub(super) fn keep(&mut self, value: Value, reads: Range<usize>) -> usize {
        self.holes.push(Hole { value, reads });
        self.holes.len() - 1
    }
}

/// A tree whose holes are filled, and what was read for each of its fields.
#[derive(Debug, PartialEq)]
pub struct Filled {
    /// The tree.
    pub tree: Json,
    /// The fields that values were set into.
    pub fields: Vec<Field>,
}

/// Why a text with holes is no tree of values; places are in the rendered text.
#[derive(Debug, thiserror::Error)]
pub(super) enum HoleError {
    /// The text around the holes is not YAML.
    #[error("the template is not YAML: {title}")]
    NotYaml { title: String, span: Option<Span> },
    /// A map or list stands where only text can.
    #[error("{found} cannot be part of a longer text")]
    NotText { found: &'static str, marker: String, span: Span, reads: Range<usize> },
    /// Two keys of a map are the same once their holes are filled.
    #[error("the key `{key}` is written twice")]
    DuplicateKey { key: String, span: Span, reads: Range<usize> },
    /// A marker that no value was kept for.
    #[error("the template holds a reserved character (U+E000 or U+E001)")]
    StrayMarker { span: Span },
    /// A value that has no form in YAML, such as a function.
    #[error("{found} cannot stand in a manifest")]
    NoData { found: String, span: Span, reads: Range<usize> },
}

impl HoleError {
    /// The part of the record of what was read for it.
    pub(super) fn into_reads(self) -> Range<usize> {
        match self {
            Self::NotText { reads, .. } | Self::NoData { reads, .. } | Self::DuplicateKey { reads, .. } => reads,
            _ => 0..0,
        }
    }

    /// Where in the rendered text, in bytes.
    pub(super) fn offset(&self, rendered: &str) -> Option<usize> {
        if let Self::NotText { marker, .. } = self
            && let Some(offset) = rendered.find(marker.as_str())
        {
            return Some(offset);
        }
        let span = match self {
            Self::NotYaml { span, .. } => *span,
            Self::NotText { span, .. }
            | Self::DuplicateKey { span, .. }
            | Self::StrayMarker { span }
            | Self::NoData { span, .. } => Some(*span),
        };
        span.map(|span| span.start as usize)
    }
}

/// Sets values into the trees of rendered texts.
#[derive(Clone, Copy)]
pub(super) struct Filler<'a> {
    slots: &'a Slots,
    reads: &'a Reads,
    budget: &'a Budget,
    depth: usize,
}

/// A piece of a scalar.
enum Piece<'a> {
    Text(&'a str),
    /// The hole, and the marker that stands for it.
    Hole(&'a Hole, &'a str),
}

impl<'a> Filler<'a> {
    pub(super) fn new(slots: &'a Slots, reads: &'a Reads, budget: &'a Budget) -> Self {
        Self { slots, reads, budget, depth: 0 }
    }

    /// Parses the rendered text and sets the values into the trees; documents that are empty are left out.
    pub(super) fn fill(self, text: &str) -> Result<Vec<Filled>, HoleError> {
        let mut all = Vec::new();
        for root in self.parse(text)? {
            let mut fields = Fields::default();
            let tree = self.node(root, &mut fields)?;
            if !tree.is_null() {
                all.push(Filled { tree, fields: fields.into_vec() });
            }
        }
        Ok(all)
    }

    fn parse(self, text: &str) -> Result<Vec<Node>, HoleError> {
        let stream = yaml::read(text, rendered_source()).map_err(|error| {
            let diagnostic = crate::diagnostic::Diagnostic::from(error);
            HoleError::NotYaml { title: diagnostic.title, span: diagnostic.labels.first().map(|label| label.span) }
        })?;
        let mut roots = Vec::with_capacity(stream.documents.len());
        for document in stream.documents {
            for notice in document.notices {
                if let Notice::DuplicateKey { key, again: span, .. } = notice {
                    return Err(HoleError::DuplicateKey { key, span, reads: 0..0 });
                }
            }
            roots.push(document.root);
        }
        Ok(roots)
    }

    fn node(self, node: Node, fields: &mut Fields) -> Result<Json, HoleError> {
        Ok(match node.data {
            Data::Text(text) => return self.scalar(text, node.style, node.span, fields),
            Data::List(items) => {
                let mut filled = Vec::with_capacity(items.len());
                for (index, item) in items.into_iter().enumerate() {
                    filled.push(fields.below(&index.to_string(), |fields| self.node(item, fields))?);
                }
                filled.into()
            }
            Data::Map(map) => self.map(map, fields)?,
            _ => node.to_json(),
        })
    }

    fn map(self, map: Map, fields: &mut Fields) -> Result<Json, HoleError> {
        let mut filled = serde_json::Map::with_capacity(map.len());
        // The reader has told keys that are the same as they are written.
        let mut has_hole = false;
        for (key, entry) in map {
            has_hole |= has_marker(&key);
            let mut made_of = Fields::default();
            let key = self.text(key, entry.key_span, &mut made_of)?;
            let made_of = made_of.into_vec();
            let reads = made_of.last().map_or(0..0, |field| field.reads.clone());
            let value = fields.below(&key, |fields| {
                made_of.into_iter().for_each(|field| fields.note(field.reads));
                self.node(entry.value, fields)
            })?;
            if value.is_null() {
                continue;
            }
            if has_hole && filled.contains_key(&key) {
                return Err(HoleError::DuplicateKey { key, span: entry.key_span, reads });
            }
            filled.insert(key, value);
        }
        Ok(filled.into())
    }

    fn scalar(self, text: String, style: Style, span: Span, fields: &mut Fields) -> Result<Json, HoleError> {
        if style == Style::Plain
            && let Some((hole, "")) = self.marker(&text)
        {
            return self.value(hole, span, fields);
        }
        self.text(text, span, fields).map(Json::String)
    }

    /// The value that fills a whole scalar; a macro's result is YAML of its own.
    fn value(self, hole: &Hole, span: Span, fields: &mut Fields) -> Result<Json, HoleError> {
        let Hole { value, reads } = hole;
        if let Some(text) = value.as_str().filter(|_| value.is_safe()) {
            return self.nested(text, span, fields);
        }
        // What is in a map or a list is read now.
        let start = self.reads.count();
        self.reads.note_again(reads.clone());
        let json = to_json(value, self.budget);
        let reads = start..self.reads.count();
        fields.note(reads.clone());
        json.map_err(|found| HoleError::NoData { found, span, reads })
    }

    fn nested(self, text: &str, span: Span, fields: &mut Fields) -> Result<Json, HoleError> {
        if self.depth >= MAX_NESTED_YAML {
            let found = "a macro that calls itself without end".to_owned();
            return Err(HoleError::NoData { found, span, reads: 0..0 });
        }
        self.spend(text, span)?;
        let inner = Self { depth: self.depth + 1, ..self };
        // A place inside the macro's own text would point nowhere in the outer one.
        let outer = |error: HoleError| match error {
            HoleError::NotYaml { title, .. } => HoleError::NotYaml { title, span: Some(span) },
            other => other,
        };
        let roots = inner.parse(text).map_err(outer)?;
        roots.into_iter().next().map_or(Ok(Json::Null), |root| inner.node(root, fields))
    }

    fn text(self, text: String, span: Span, fields: &mut Fields) -> Result<String, HoleError> {
        if !has_marker(&text) {
            return Ok(text);
        }
        let mut filled = String::with_capacity(text.len());
        for piece in self.pieces(&text, span)? {
            match piece {
                Piece::Text(text) => {
                    self.spend(text, span)?;
                    filled.push_str(text);
                }
                Piece::Hole(hole, marker) => {
                    fields.note(hole.reads.clone());
                    self.write_text(hole, marker, span, &mut filled)?;
                }
            }
        }
        Ok(filled)
    }

    fn spend(self, text: &str, span: Span) -> Result<(), HoleError> {
        self.budget.spend(text, 0).map_err(|found| HoleError::NoData { found, span, reads: 0..0 })
    }

    fn write_text(self, hole: &Hole, marker: &str, span: Span, out: &mut String) -> Result<(), HoleError> {
        let value = &hole.value;
        self.spend(value.as_str().unwrap_or_default(), span)?;
        match value.as_str() {
            // The result of a macro is text with markers of its own.
            Some(text) if value.is_safe() && self.depth < MAX_NESTED_YAML => {
                let inner = Self { depth: self.depth + 1, ..self };
                out.push_str(&inner.text(text.to_owned(), span, &mut Fields::default())?);
            }
            Some(text) => out.push_str(text),
            None => {
                let text = scalar_text(value).ok_or_else(|| self.not_text(hole, marker, span))?;
                out.push_str(&text);
            }
        }
        Ok(())
    }

    fn not_text(self, hole: &Hole, marker: &str, span: Span) -> HoleError {
        let Hole { value, reads } = hole;
        // A map notes that it is read when it is looked at.
        let start = self.reads.count();
        self.reads.note_again(reads.clone());
        let _ = value.len();
        let reads = start..self.reads.count();
        HoleError::NotText { found: kind_name(value), marker: marker.to_owned(), span, reads }
    }

    fn pieces<'t>(self, text: &'t str, span: Span) -> Result<Vec<Piece<'t>>, HoleError>
    where
        'a: 't,
    {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find([OPEN, CLOSE]) {
            let (before, marker) = rest.split_at(start);
            if !before.is_empty() {
                pieces.push(Piece::Text(before));
            }
            let (hole, after) = self.marker(marker).ok_or(HoleError::StrayMarker { span })?;
            pieces.push(Piece::Hole(hole, marker.get(..marker.len() - after.len()).unwrap_or_default()));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest));
        }
        Ok(pieces)
    }

    fn marker<'t>(self, text: &'t str) -> Option<(&'a Hole, &'t str)> {
        let (number, after) = text.strip_prefix(OPEN)?.split_once(CLOSE)?;
        Some((self.slots.holes.get(number.parse::<usize>().ok()?)?, after))
    }
}

/// Whether a marker, or a part of one, stands in a text; both its characters begin with the same byte in UTF-8.
fn has_marker(text: &str) -> bool {
    text.as_bytes().contains(&0xEE) && text.contains([OPEN, CLOSE])
}

/// A rendered text is no source of the user's: its places are mapped back to the template before anyone sees them.
pub(super) fn rendered_source() -> SourceId {
    Sources::default().add("", "")
}

fn kind_name(value: &Value) -> &'static str {
    match value.kind() {
        ValueKind::None => "null",
        ValueKind::Map => "a map",
        ValueKind::Seq | ValueKind::Iterable => "a list",
        _ => "this value",
    }
}
