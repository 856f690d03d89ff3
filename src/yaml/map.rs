//! The entries of a map, shared by all trees that hold the same ones.
//!
//! Values that nobody changed are those of the documented defaults, in every release of a run: they are held once, a
//! copy costs nothing, and whoever changes a map gets one of its own.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use foldhash::fast::RandomState;
use indexmap::IndexMap;

use super::node::Entry;

/// The entries themselves, in the order of writing. Their hashes are seeded anew in each run, and cost little.
pub type Entries = IndexMap<String, Entry, RandomState>;

/// The entries of a map, copied only when one of those who hold them writes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map(Arc<Entries>);

impl Map {
    /// Whether both hold the very same entries, which says more than that they are equal, and is found out at once.
    pub fn is_shared_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The entries, copied if somebody else holds them too.
    fn into_entries(self) -> Entries {
        Arc::unwrap_or_clone(self.0)
    }
}

impl From<Entries> for Map {
    fn from(entries: Entries) -> Self {
        Self(Arc::new(entries))
    }
}

impl Deref for Map {
    type Target = Entries;

    fn deref(&self) -> &Entries {
        &self.0
    }
}

impl DerefMut for Map {
    fn deref_mut(&mut self) -> &mut Entries {
        Arc::make_mut(&mut self.0)
    }
}

impl IntoIterator for Map {
    type Item = (String, Entry);
    type IntoIter = indexmap::map::IntoIter<String, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_entries().into_iter()
    }
}

impl<'a> IntoIterator for &'a Map {
    type Item = (&'a String, &'a Entry);
    type IntoIter = indexmap::map::Iter<'a, String, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::yaml::{Data, Node};

    fn map(key: &str) -> Map {
        let span = crate::source::Span::new(Sources::default().add("", ""), 0, 0);
        Entries::from_iter([(key.to_owned(), Entry { key_span: span, value: Node::new(span, Data::Null) })]).into()
    }

    #[test]
    fn who_writes_gets_a_map_of_its_own() {
        let (one, other) = (map("a"), map("a"));
        assert!(one == other && !one.is_shared_with(&other));
        let mut copy = one.clone();
        assert!(copy.is_shared_with(&one));
        copy.extend(map("b"));
        assert_eq!((one.len(), copy.len()), (1, 2));
        assert!(!copy.is_shared_with(&one));
    }
}
