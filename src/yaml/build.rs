//! Building the nodes of one document from the parser's events, with an explicit stack.

use std::borrow::Cow;
use std::collections::HashSet;

use super::anchor::{Anchors, Built, COPY_LIMIT, OverBudget};
use super::error::ReadError;
use super::map::{Entries, Map};
use super::node::{Data, Entry, Node, Number, Style};
use super::notice::Notice;
use super::scalar::{self, Scalar, Tag};
use crate::source::Span;

/// How many lists and maps may lie within each other, copies by aliases included.
pub(super) const NESTING_LIMIT: usize = 200;

/// How many entries one list or map may have, those that are written twice included, and how many values all documents
/// of a text: far beyond what any cluster takes, and what keeps each later step short.
pub(super) const ENTRIES_LIMIT: usize = 10_000;
pub(crate) const VALUES_LIMIT: usize = 200_000;

/// A scalar as the parser gives it.
pub(super) struct Written<'text> {
    pub(super) text: Cow<'text, str>,
    pub(super) style: Style,
    pub(super) tag: Option<Tag>,
}

/// The nodes of one document, as far as they have been read.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub(super) root: Option<Node>,
    pub(super) notices: Vec<Notice>,
    open: Vec<Open>,
    anchors: Anchors,
    /// How many values were read, those of the documents before included.
    pub(super) values: usize,
}

/// A list or map that has not ended yet.
#[derive(Debug)]
struct Open {
    /// Its first place, and the end of what has been read of it.
    span: Span,
    anchor: usize,
    height: usize,
    weight: usize,
    entries: usize,
    content: Content,
}

#[derive(Debug)]
enum Content {
    List(Vec<Node>),
    Map(OpenMap),
}

#[derive(Debug, Default)]
struct OpenMap {
    entries: Entries,
    key: Option<Key>,
    /// The keys whose value came from a `<<`, and which may be written once more.
    merged: HashSet<String>,
}

/// A key whose value has not been read yet.
#[derive(Debug)]
enum Key {
    Merge,
    Text { text: String, span: Span },
}

impl Builder {
    /// Takes a scalar, as a key or as a value.
    pub(super) fn scalar(&mut self, anchor: usize, span: Span, written: Written<'_>) -> Result<(), ReadError> {
        let is_merge = is_merge(&written);
        let style = written.style;
        let scalar = resolve(written).map_err(|problem| ReadError::Scalar { span, problem })?;
        if self.expects_key() {
            if anchor != 0 {
                let data = scalar.clone().into_data().map_err(|problem| ReadError::Scalar { span, problem })?;
                self.keep(anchor, span, &Built::scalar(Node { span, style, data }))?;
            }
            let text = scalar.into_key().ok_or(ReadError::Key { span, found: "null" })?;
            self.take_key(if is_merge { Key::Merge } else { Key::Text { text, span } });
            return Ok(());
        }
        let data = scalar.into_data().map_err(|problem| ReadError::Scalar { span, problem })?;
        let built = Built::scalar(Node { span, style, data });
        self.keep(anchor, span, &built)?;
        self.take_value(built, span.end)
    }

    /// Takes an alias, written as `name`, as a key or as a value.
    pub(super) fn alias(&mut self, anchor: usize, span: Span, name: &str) -> Result<(), ReadError> {
        let height = self.anchors.get(anchor).map_or(0, |built| built.height);
        if self.open.len() + height > NESTING_LIMIT {
            return Err(ReadError::Nesting { span, limit: NESTING_LIMIT });
        }
        let copy = self.anchors.copy(anchor).map_err(|error| over_budget(error, span))?;
        let built = copy.ok_or_else(|| ReadError::AliasWithinItself { span, name: name.to_owned() })?;
        if !self.expects_key() {
            return self.take_value(built, span.end);
        }
        let found = built.node.kind();
        let text = key_text(built.node.data).ok_or(ReadError::Key { span, found })?;
        self.take_key(Key::Text { text, span });
        Ok(())
    }

    /// Opens a list.
    pub(super) fn start_list(&mut self, anchor: usize, span: Span) -> Result<(), ReadError> {
        self.start(anchor, span, Content::List(Vec::new()), "a list")
    }

    /// Opens a map.
    pub(super) fn start_map(&mut self, anchor: usize, span: Span) -> Result<(), ReadError> {
        self.start(anchor, span, Content::Map(OpenMap::default()), "a map")
    }

    fn start(&mut self, anchor: usize, span: Span, content: Content, kind: &'static str) -> Result<(), ReadError> {
        if self.expects_key() {
            return Err(ReadError::Key { span, found: kind });
        }
        if self.open.len() >= NESTING_LIMIT {
            return Err(ReadError::Nesting { span, limit: NESTING_LIMIT });
        }
        self.open.push(Open { span, anchor, height: 0, weight: 1, entries: 0, content });
        Ok(())
    }

    /// Closes the innermost list or map; `end` is the place of its closing bracket, empty in block style.
    pub(super) fn end_collection(&mut self, end: Span) -> Result<(), ReadError> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let is_bracket = end.start < end.end;
        let span = if is_bracket { Span { end: end.end, ..open.span } } else { open.span };
        let data = match open.content {
            Content::List(items) => Data::List(items),
            Content::Map(map) => Data::Map(map.entries.into()),
        };
        let node = Node { span, style: Style::Collection, data };
        let built = Built { node, height: open.height + 1, weight: open.weight, is_alias: false };
        self.keep(open.anchor, span, &built)?;
        self.take_value(built, span.end)
    }

    fn keep(&mut self, anchor: usize, span: Span, built: &Built) -> Result<(), ReadError> {
        self.anchors.keep(anchor, built).map_err(|error| over_budget(error, span))
    }

    /// Whether the innermost list or map is a map.
    pub(super) fn is_in_map(&self) -> bool {
        matches!(self.open.last(), Some(Open { content: Content::Map(_), .. }))
    }

    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { content: Content::Map(OpenMap { key: None, .. }), .. }))
    }

    fn take_key(&mut self, key: Key) {
        if let Some(Open { content: Content::Map(map), .. }) = self.open.last_mut() {
            map.key = Some(key);
        }
    }

    /// Puts a value into the innermost list or map; `end` is where it ends in the text, as an alias if it is one.
    fn take_value(&mut self, built: Built, end: u32) -> Result<(), ReadError> {
        self.values += 1;
        if self.values > VALUES_LIMIT {
            return Err(ReadError::Values { span: built.node.span, limit: VALUES_LIMIT });
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(built.node);
            return Ok(());
        };
        open.span.end = open.span.end.max(end);
        open.height = open.height.max(built.height);
        open.weight = open.weight.saturating_add(built.weight);
        open.entries += 1;
        if open.entries > ENTRIES_LIMIT {
            return Err(ReadError::Entries { span: open.span, limit: ENTRIES_LIMIT });
        }
        match &mut open.content {
            Content::List(items) => items.push(built.node),
            Content::Map(map) => map.take_value(built, &mut self.notices)?,
        }
        Ok(())
    }
}

impl OpenMap {
    fn take_value(&mut self, built: Built, notices: &mut Vec<Notice>) -> Result<(), ReadError> {
        match self.key.take() {
            Some(Key::Text { text, span }) => {
                self.insert(text, Entry { key_span: span, value: built.node }, notices);
                Ok(())
            }
            Some(Key::Merge) => self.merge(built, notices),
            None => Ok(()),
        }
    }

    fn insert(&mut self, key: String, entry: Entry, notices: &mut Vec<Notice>) {
        if let Some(before) = self.entries.get_mut(&key) {
            if !self.merged.remove(&key) {
                notices.push(Notice::DuplicateKey { key, first: before.key_span, again: entry.key_span });
            }
            *before = entry;
        } else {
            self.entries.insert(key, entry);
        }
    }

    /// Lays the maps under a `<<` over what is there, the first of a list last, so that it wins.
    fn merge(&mut self, built: Built, notices: &mut Vec<Notice>) -> Result<(), ReadError> {
        let Node { span, data, .. } = built.node;
        match data {
            Data::Map(map) => self.lay_over(map, span, notices),
            Data::List(items) if !built.is_alias => {
                for item in items.into_iter().rev() {
                    let found = item.kind();
                    let Data::Map(map) = item.data else { return Err(ReadError::Merge { span: item.span, found }) };
                    self.lay_over(map, span, notices);
                }
            }
            data => return Err(ReadError::Merge { span, found: Node::new(span, data).kind() }),
        }
        Ok(())
    }

    fn lay_over(&mut self, map: Map, merge: Span, notices: &mut Vec<Notice>) {
        for (key, entry) in map {
            if let Some(before) = self.entries.get(&key)
                && !self.merged.contains(&key)
            {
                notices.push(Notice::MergeOverrides { key: key.clone(), first: before.key_span, merge });
            }
            self.merged.insert(key.clone());
            self.entries.insert(key, entry);
        }
    }
}

fn over_budget(_: OverBudget, span: Span) -> ReadError {
    ReadError::AliasBudget { span, limit: COPY_LIMIT }
}

fn is_merge(written: &Written<'_>) -> bool {
    let unquoted = written.style == Style::Plain && written.tag != Some(Tag::Text);
    written.text == "<<" && (unquoted || written.tag == Some(Tag::Merge))
}

fn resolve(written: Written<'_>) -> Result<Scalar<'_>, scalar::ScalarError> {
    match (written.tag, written.style) {
        (Some(tag), _) => scalar::tagged(tag, written.text),
        (None, Style::Plain) => Ok(scalar::plain(written.text)),
        (None, _) => Ok(Scalar::Text(written.text)),
    }
}

/// The text of a copied value as a map key.
fn key_text(data: Data) -> Option<String> {
    let scalar = match data {
        Data::Null | Data::List(_) | Data::Map(_) => return None,
        Data::Bool(bool) => Scalar::Bool(bool),
        Data::Number(Number::Integer(whole)) => Scalar::Integer(whole),
        Data::Number(Number::Float(float)) => Scalar::Float(float),
        Data::Text(text) => Scalar::Text(Cow::Owned(text)),
    };
    scalar.into_key()
}
