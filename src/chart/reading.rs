//! Questions that the rules of the chart put to a value.

use crate::yaml::{Data, Node, Number};

/// The merged values, with the questions of the chart's rules. A path that does not exist reads as null.
#[derive(Clone, Copy)]
pub struct Reading<'a>(pub(crate) &'a Node);

impl<'a> Reading<'a> {
    /// Whether the value is set to anything but false, 0, "", null, an empty list or an empty map.
    pub fn truthy(self, path: &str) -> bool {
        self.0.at(path).is_some_and(Node::is_truthy)
    }

    /// Whether the value reads `true`: the boolean or the text.
    pub fn on(self, path: &str) -> bool {
        self.0.at(path).is_some_and(|node| match &node.data {
            Data::Bool(bool) => *bool,
            Data::Text(text) => text == "true",
            _ => false,
        })
    }

    /// Whether the value is on, or is `-` (as `global.enabled`) and that is on.
    pub fn toggle(self, path: &str) -> bool {
        self.on(path) || (self.text(path) == Some("-") && self.on("global.enabled"))
    }

    /// The text, if the value is text.
    pub fn text(self, path: &str) -> Option<&'a str> {
        self.0.at(path).and_then(Node::as_text)
    }

    /// The text, if the value is text that is not empty.
    pub fn given_text(self, path: &str) -> Option<&'a str> {
        self.text(path).filter(|text| !text.is_empty())
    }

    /// The text of a number, or the text, as Helm prints it.
    pub fn scalar(self, path: &str) -> Option<String> {
        match &self.0.at(path)?.data {
            Data::Number(number) => Some(number.to_string()),
            Data::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// The whole number, if the value is a number; a fraction is cut off.
    pub fn integer(self, path: &str) -> Option<i128> {
        match self.0.at(path)?.data {
            Data::Number(Number::Integer(whole)) => Some(whole),
            Data::Number(Number::Float(float)) => Some(float as i128),
            _ => None,
        }
    }
}
