//! What is said of many files of a fleet in the same words: kept once, with the first file and their number.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::member::Member;
use crate::diagnostic::Label;
use crate::secrets::Veil;

/// What is not about one file's own text, by its words; the order in which files are done leaves no trace in it.
pub(in crate::cli) struct Shared<T>(BTreeMap<String, Told<T>>);

/// Something that is said of one file or of several.
pub(in crate::cli) struct Told<T> {
    /// What is said.
    pub(in crate::cli) said: T,
    /// The texts that it speaks of.
    pub(in crate::cli) texts: Arc<Veil>,
    /// The number of the first file.
    pub(in crate::cli) first: usize,
    /// Of how many files it is said.
    pub(in crate::cli) count: usize,
    last: usize,
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Shared<T> {
    /// Adds what is said of a file, all of one file before any of the next; returns whether it is news.
    pub(in crate::cli) fn add(&mut self, index: usize, words: String, said: T, texts: &Arc<Veil>) -> bool {
        let Some(told) = self.0.get_mut(&words) else {
            let texts = Arc::clone(texts);
            self.0.insert(words, Told { said, texts, first: index, count: 1, last: index });
            return true;
        };
        if told.last != index {
            (told.last, told.count) = (index, told.count.saturating_add(1));
        }
        if index < told.first {
            (told.said, told.texts, told.first) = (said, Arc::clone(texts), index);
        }
        false
    }

    /// Forgets what is not to be said.
    pub(in crate::cli) fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        self.0.retain(|_, told| keep(&told.said));
    }

    /// Everything, ordered by its words.
    pub(in crate::cli) fn into_told(self) -> Vec<Told<T>> {
        self.0.into_values().collect()
    }
}

impl<T> Told<T> {
    /// The files that it is said of: the first and the number of the others.
    pub(in crate::cli) fn of(&self, members: &[Member]) -> String {
        let path = members.get(self.first).map(|member| member.path.display().to_string()).unwrap_or_default();
        match self.count.saturating_sub(1) {
            0 => format!("`{path}`"),
            1 => format!("`{path}` and 1 other file"),
            others => format!("`{path}` and {others} other files"),
        }
    }
}

/// Whether one of the places is in the text of this name.
pub(in crate::cli) fn is_in(name: &str, labels: &[Label], texts: &Veil) -> bool {
    labels.iter().any(|label| texts.name(label.span.source) == name)
}
