//! A tree that the build script read and wrote down in Rust, so that no run has to read its text.

use super::map::Entries;
use super::node::{Data, Entry, Node, Number, Style};
use crate::source::{SourceId, Span};

/// Where something was written: its first byte, and the byte after its last one.
pub(super) type Range = (u32, u32);

/// A [`Node`] that is part of the program.
pub struct Constant {
    /// Where it was written.
    pub range: Range,
    /// How it was written.
    pub style: Style,
    /// What it is.
    pub data: ConstantData,
}

/// [`Data`] that is part of the program.
pub enum ConstantData {
    /// `null`, `~` or nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(Number),
    /// Text.
    Text(&'static str),
    /// A list.
    List(&'static [Constant]),
    /// A map: its keys, where they were written, and what they hold.
    Map(&'static [(&'static str, Range, Constant)]),
}

impl Constant {
    /// The node, whose text is the source.
    pub fn node(&self, source: SourceId) -> Node {
        let data = match &self.data {
            ConstantData::Null => Data::Null,
            ConstantData::Bool(bool) => Data::Bool(*bool),
            ConstantData::Number(number) => Data::Number(*number),
            ConstantData::Text(text) => Data::Text((*text).to_owned()),
            ConstantData::List(items) => Data::List(items.iter().map(|item| item.node(source)).collect()),
            ConstantData::Map(entries) => {
                let mut map = Entries::with_capacity_and_hasher(entries.len(), Default::default());
                for (key, range, value) in *entries {
                    let entry = Entry { key_span: span(source, *range), value: value.node(source) };
                    map.insert((*key).to_owned(), entry);
                }
                Data::Map(map.into())
            }
        };
        Node { span: span(source, self.range), style: self.style, data }
    }
}

fn span(source: SourceId, (start, end): Range) -> Span {
    Span { source, start, end }
}
