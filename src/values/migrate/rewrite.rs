//! Rewriting a text of values to other values: comments and order stay.

use serde_json::Value;

use super::edit::{Fragment, Page};
use crate::values::path::{Path, Segment};

/// What a text of values is to say otherwise. Keys are paths such as `server.image.tag`.
#[derive(Clone, Debug, Default)]
pub struct Rewrite {
    /// Keys that go, with the comments above them.
    pub removed: Vec<String>,
    /// Keys that get another value.
    pub set: Vec<(String, Value)>,
    /// Keys that are added behind the others of their map.
    pub added: Vec<(String, Value)>,
}

impl Rewrite {
    /// The text rewritten; a key that it does not have is passed over.
    pub fn apply(&self, text: &str) -> String {
        let mut text = text.to_owned();
        let steps = self
            .removed
            .iter()
            .map(|path| (path, None))
            .chain(self.set.iter().map(|(path, value)| (path, Some(value))));
        for (path, value) in steps {
            let path = Path::of_keys(path);
            let edited = Page::new(&text, 0).and_then(|page| match value {
                Some(value) => page.set(&path, value),
                None => page.remove(&path, true),
            });
            text = edited.unwrap_or(text);
        }
        if !self.removed.is_empty() {
            text = without_gaps(text);
        }
        for (path, value) in &self.added {
            let keys: Vec<String> = Path::of_keys(path).steps().iter().filter_map(key).collect();
            let edited =
                Page::new(&text, 0).and_then(|page| page.insert(&keys, &Fragment::of_line(&value.to_string())));
            text = edited.unwrap_or(text);
        }
        text
    }
}

/// Where a key went, the blank lines before it and behind it become one.
fn without_gaps(mut text: String) -> String {
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    text
}

fn key(step: &Segment) -> Option<String> {
    match step {
        Segment::Key(key) => Some(key.clone()),
        Segment::Index(_) => None,
    }
}
