//! What was done to a values file, and what was left to do, in words.

use super::migration::{Change, Left, Reason};
use crate::diagnostic::Diagnostic;
use crate::values::history::How;

impl Change {
    /// What was done, as a line to read.
    pub fn words(&self) -> String {
        let path = &self.path;
        if self.unset {
            return format!("removed `{path}`, which sets nothing");
        }
        let again = if self.replaced.acts { "" } else { ", where it takes effect again" };
        match self.replaced.how {
            How::Moved | How::Image | How::Volumes => {
                let to: Vec<String> = self.replaced.to.iter().map(|key| format!("`{key}`")).collect();
                format!("moved `{path}` to {}{again}", to.join(" and "))
            }
            How::Labels(labels) => {
                let pairs: Vec<String> = labels.iter().map(|(old, new)| format!("`{old}` to `{new}`")).collect();
                format!("renamed labels in `{path}`: {}", pairs.join(", "))
            }
            How::NoMap => format!("took the empty map of `{path}` away: a list is expected"),
            How::ImageInPlace => format!("split `{path}` into repository and tag"),
            How::Dropped(why) | How::ByHand(why) | How::TextOnly(why) => format!("removed `{path}`: {why}"),
        }
    }
}

impl From<&Left> for Diagnostic {
    fn from(left: &Left) -> Self {
        let path = &left.path;
        let (title, label) = match left.reason {
            Reason::NoSuccessor => (format!("`{path}` has no replacement"), "this has no effect"),
            Reason::Structured => (format!("`{path}` must be text, found a map"), "expected a string"),
            Reason::BothSet => (format!("`{path}` and the key that replaced it are both set"), "remove one of them"),
            Reason::Kind => {
                (format!("`{path}` has a value that its replacement does not accept"), "this was left unchanged")
            }
            Reason::Writing => {
                (format!("`{path}` is written in a way that cannot be edited"), "this was left unchanged")
            }
        };
        Self::warning("values-migrate", title).at(left.span, label).help(left.replaced.advice())
    }
}
