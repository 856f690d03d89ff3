//! A field of an object, with the path that messages call it by.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::yaml::{Data, Node};

/// The name of what is wrong with a file that holds values.
pub(super) const CODE: &str = "release-file";

/// A value of an object, and the way to it.
#[derive(Clone, Debug)]
pub(super) struct Field<'n> {
    pub(super) node: &'n Node,
    pub(super) path: String,
}

impl<'n> Field<'n> {
    /// The whole of an object.
    pub(super) fn root(node: &'n Node) -> Self {
        Self { node, path: String::new() }
    }

    /// The field below a path of keys, if there is one that says something.
    pub(super) fn get(&self, keys: &str) -> Option<Self> {
        let node = self.node.at(keys).filter(|node| !node.is_null())?;
        let path = if self.path.is_empty() { keys.to_owned() } else { format!("{}.{keys}", self.path) };
        Some(Self { node, path })
    }

    /// The items of the list below a path of keys; none if it is no list.
    pub(super) fn items(&self, keys: &str) -> Vec<Self> {
        let Some(list) = self.get(keys) else { return Vec::new() };
        let Data::List(items) = &list.node.data else { return Vec::new() };
        let item = |(index, node)| Self { node, path: format!("{}[{index}]", list.path) };
        items.iter().enumerate().map(item).collect()
    }

    /// The text below a path of keys, if it is one.
    pub(super) fn text(&self, keys: &str) -> Option<&'n str> {
        self.node.at(keys)?.as_text()
    }

    /// Whether the field below a path of keys is true.
    pub(super) fn is_true(&self, keys: &str) -> bool {
        self.node.at(keys).is_some_and(|node| node.data == Data::Bool(true))
    }

    /// Where it stands.
    pub(super) fn span(&self) -> Span {
        self.node.span
    }

    /// That it is of another kind than it must be.
    pub(super) fn is_no(&self, expected: &str) -> Diagnostic {
        let title = format!("`{}` must be {expected}, found {}", self.path, self.node.kind());
        Diagnostic::error(CODE, title).at(self.node.span, format!("expected {expected}"))
    }
}
