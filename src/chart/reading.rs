//! The door of Rust to the values: the questions that rules put to one, each noted in the record of reads.

use crate::values::{Extent, Reads};
use crate::yaml::{Data, Node, Number};

/// The merged values, with the questions that rules have. A path that does not exist reads as null.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    values: &'a Node,
    /// Where the questions are noted; those of the checks are not, since nothing is rendered of them.
    reads: Option<&'a Reads>,
}

impl<'a> Reading<'a> {
    /// Reads for what is rendered.
    pub(super) fn noted(values: &'a Node, reads: &'a Reads) -> Self {
        Self { values, reads: Some(reads) }
    }

    /// Reads for something else.
    pub(super) fn unnoted(values: &'a Node) -> Self {
        Self { values, reads: None }
    }

    /// Makes a fact, and keeps what was read for it under its name.
    pub(super) fn fact<T>(self, name: &'static str, make: impl FnOnce() -> T) -> T {
        match self.reads {
            Some(reads) => reads.keep_fact(name, make),
            None => make(),
        }
    }

    fn look(self, path: &str, extent: Extent) -> Option<&'a Node> {
        if let Some(reads) = self.reads {
            reads.note(path, extent);
        }
        self.values.at(path)
    }

    /// The value, if there is one.
    pub fn at(self, path: &str) -> Option<&'a Node> {
        self.look(path, Extent::Whole)
    }

    /// Whether the value is set to anything but false, 0, "", null, an empty list or an empty map.
    pub fn truthy(self, path: &str) -> bool {
        self.look(path, Extent::Truth).is_some_and(Node::is_truthy)
    }

    /// Whether the value reads `true`: the boolean or the text.
    pub fn on(self, path: &str) -> bool {
        self.at(path).is_some_and(|node| match &node.data {
            Data::Bool(bool) => *bool,
            Data::Text(text) => text == "true",
            _ => false,
        })
    }

    /// Whether the value is on, or is `-` (as `global.enabled`) and that is on.
    pub fn toggle(self, path: &str) -> bool {
        self.on(path) || (self.text(path) == Some("-") && self.on("global.enabled"))
    }

    /// Whether the value is set to something that is no switch: a text that is not `false` or `-`, or a map.
    pub(super) fn truthy_setting(self, path: &str) -> bool {
        let is_off = |node: &Node| matches!(node.as_text(), Some("false" | "-")) || matches!(node.data, Data::Bool(_));
        self.at(path).is_some_and(|node| node.is_truthy() && !is_off(node))
    }

    /// The text, if the value is text.
    pub fn text(self, path: &str) -> Option<&'a str> {
        self.at(path).and_then(Node::as_text)
    }

    /// The text, if the value is text that is not empty.
    pub fn given_text(self, path: &str) -> Option<&'a str> {
        self.text(path).filter(|text| !text.is_empty())
    }

    /// The text of a number, or the text, as Helm prints it.
    pub fn scalar(self, path: &str) -> Option<String> {
        match &self.at(path)?.data {
            Data::Number(number) => Some(number.to_string()),
            Data::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// The whole number, if the value is a number; a fraction is cut off.
    pub fn integer(self, path: &str) -> Option<i128> {
        match self.at(path)?.data {
            Data::Number(Number::Integer(whole)) => Some(whole),
            Data::Number(Number::Float(float)) => Some(float as i128),
            _ => None,
        }
    }
}

/// Makes a struct of facts; what is read of the values for each is kept under its name.
macro_rules! facts {
    ($values:ident, $prefix:literal, $facts:ident { $($fact:ident: $value:expr),* $(,)? }) => {
        $facts { $($fact: $values.fact(concat!($prefix, stringify!($fact)), || $value)),* }
    };
}
pub(super) use facts;
