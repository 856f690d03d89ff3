//! The record of what is read: every door to the values notes here the path of each value that goes through it.
//!
//! What was made in the meantime was made of what was read in the meantime. So a part of the record says what a fact or
//! a field of an object comes from, and the whole of it which values have an effect.

use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How much of a value was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Whether there is any: not false, 0 or empty.
    Truth,
    /// The whole of it.
    Whole,
}

/// One reading of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The path of the value, such as `server.volumes[1].name`.
    pub path: Arc<str>,
    /// How much of it was read.
    pub extent: Extent,
}

impl Read {
    /// Whether the value at a path is what was read, or in it, or holds it.
    pub fn concerns(&self, path: &str) -> bool {
        is_in(path, &self.path) || is_in(&self.path, path)
    }
}

/// Whether a path is the same as another one or leads on from it.
pub fn is_in(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Everything that was read, in its order.
#[derive(Debug, Default)]
pub struct Reads {
    noted: Mutex<Noted>,
}

#[derive(Debug, Default)]
struct Noted {
    log: Vec<Read>,
    /// What was read for each fact.
    facts: Vec<(&'static str, Range<usize>)>,
    /// Where the reading for the next value begins.
    start: usize,
}

impl Reads {
    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a value was read.
    pub fn note(&self, path: impl Into<Arc<str>>, extent: Extent) {
        self.noted().log.push(Read { path: path.into(), extent });
    }

    /// Notes once more what was read before.
    pub fn note_again(&self, range: Range<usize>) {
        let noted = &mut *self.noted();
        noted.log.extend_from_within(range);
    }

    /// How much was read up to now.
    pub fn count(&self) -> usize {
        self.noted().log.len()
    }

    /// Begins the reading for the next value: what was read before was for a condition or a loop.
    pub fn begin(&self) {
        let noted = &mut *self.noted();
        noted.start = noted.log.len();
    }

    /// What was read for a value since it began; the next one begins.
    pub fn take(&self) -> Range<usize> {
        let noted = &mut *self.noted();
        let end = noted.log.len();
        std::mem::replace(&mut noted.start, end)..end
    }

    /// Makes a fact, and keeps what was read for it under its name.
    pub fn keep_fact<T>(&self, name: &'static str, make: impl FnOnce() -> T) -> T {
        let start = self.count();
        let fact = make();
        let noted = &mut *self.noted();
        let range = start..noted.log.len();
        noted.facts.push((name, range));
        fact
    }

    /// Notes that a fact was read: what it was made of is read with it.
    pub fn note_fact(&self, name: &str) {
        let noted = &mut *self.noted();
        if let Some((_, range)) = noted.facts.iter().find(|(known, _)| *known == name) {
            noted.log.extend_from_within(range.clone());
        }
    }

    /// A copy of the record.
    pub fn log(&self) -> Vec<Read> {
        self.noted().log.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::{Extent, Reads, is_in};

    #[test]
    fn a_value_is_made_of_what_was_read_for_it() {
        let reads = Reads::default();
        reads.keep_fact("name", || reads.note("nameOverride", Extent::Whole));
        reads.note("server.enabled", Extent::Truth);
        reads.begin();
        reads.note_fact("name");
        reads.note("server.port", Extent::Whole);
        let paths = |range: std::ops::Range<usize>| {
            reads.log()[range].iter().map(|read| read.path.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(paths(reads.take()), ["nameOverride", "server.port"]);
        assert!(reads.take().is_empty());
    }

    #[test]
    fn paths_end_at_a_dot_or_a_bracket() {
        for (path, above, expected) in
            [("a.b", "a", true), ("a[0]", "a", true), ("a", "a", true), ("ab", "a", false), ("a", "a.b", false)]
        {
            assert_eq!(is_in(path, above), expected, "{path} in {above}");
        }
    }
}
