//! The names of many files in little memory: the folders of a fleet mostly hold files of the same names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A set of names, in the order of their bytes.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The rests of the names by their first folders, each with its slash; a name without one has an empty rest.
    tops: BTreeMap<Box<str>, Rests>,
    /// Each list of rests once, since many folders share it.
    lists: BTreeSet<Rests>,
}

type Rests = Arc<[Box<str>]>;

impl Names {
    /// Adds names; those of one folder take the least work and memory one after the other.
    pub(super) fn extend<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        let (mut current, mut rests) = ("", BTreeSet::new());
        for (top, rest) in names.into_iter().map(split) {
            if top != current {
                self.add(current, std::mem::take(&mut rests));
                current = top;
            }
            rests.insert(rest.into());
        }
        self.add(current, rests);
    }

    fn add(&mut self, top: &str, mut rests: BTreeSet<Box<str>>) {
        if rests.is_empty() {
            return;
        }
        rests.extend(self.tops.get(top).into_iter().flat_map(|known| known.iter().cloned()));
        let rests = self.shared(rests.into_iter().collect());
        self.tops.insert(top.into(), rests);
    }

    fn shared(&mut self, rests: Rests) -> Rests {
        if let Some(known) = self.lists.get(&rests) {
            return Arc::clone(known);
        }
        self.lists.insert(Arc::clone(&rests));
        rests
    }

    /// Whether this is one of the names.
    pub(super) fn contains(&self, name: &str) -> bool {
        let (top, rest) = split(name);
        self.tops.get(top).is_some_and(|rests| rests.binary_search_by(|known| known.as_ref().cmp(rest)).is_ok())
    }

    /// All names.
    pub(super) fn iter(&self) -> impl Iterator<Item = String> {
        self.tops.iter().flat_map(|(top, rests)| rests.iter().map(move |rest| format!("{top}{rest}")))
    }

    /// How many of these the others do not have.
    pub(super) fn count_not_in(&self, others: &Self) -> usize {
        self.iter().filter(|name| !others.contains(name)).count()
    }

    /// How many folders of these hold no name of the others.
    pub(super) fn folders_not_in(&self, others: &Self) -> usize {
        self.tops.keys().filter(|top| top.ends_with('/') && !others.tops.contains_key(*top)).count()
    }

    /// What the names begin with: a folder and its slash, or a file on top; and the rests behind it.
    pub(super) fn tops(&self) -> impl Iterator<Item = (&str, &[Box<str>])> {
        self.tops.iter().map(|(top, rests)| (top.as_ref(), rests.as_ref()))
    }
}

impl<'a> FromIterator<&'a str> for Names {
    fn from_iter<I: IntoIterator<Item = &'a str>>(names: I) -> Self {
        let mut all = Self::default();
        all.extend(names);
        all
    }
}

fn split(name: &str) -> (&str, &str) {
    name.split_at(name.find('/').map_or(name.len(), |slash| slash.saturating_add(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_were_added_in_order() {
        let given = ["b/server/x.yaml", "a", "b/ui.yaml", "a-b/c", "b.yaml", "b/server/x.yaml", "c/ui.yaml"];
        let mut names: Names = given[..3].iter().copied().collect();
        names.extend(given[3..].iter().copied());
        let expected: BTreeSet<String> = given.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(names.iter().collect::<Vec<_>>(), expected.into_iter().collect::<Vec<_>>());
        assert!(given.iter().all(|name| names.contains(name)));
        let others: Names = ["b/z", "d/e", "a"].into_iter().collect();
        assert_eq!((names.folders_not_in(&others), others.folders_not_in(&names)), (2, 1));
        assert_eq!((names.count_not_in(&others), others.count_not_in(&names)), (5, 2));
        for other in ["", "b", "b/", "b/server", "a/", "c/server/x.yaml", "d"] {
            assert!(!names.contains(other), "{other}");
        }
    }

    #[test]
    fn folders_of_the_same_files_share_one_list() {
        let mut names = Names::default();
        for folder in 0..100 {
            let files = [format!("{folder}/a.yaml"), format!("{folder}/b.yaml")];
            names.extend(files.iter().map(String::as_str));
        }
        assert_eq!((names.iter().count(), names.lists.len()), (200, 1));
    }
}
