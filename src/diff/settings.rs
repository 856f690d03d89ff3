//! What a diff leaves out.

use std::collections::BTreeSet;

use super::change::{Diff, ObjectDiff};
use super::glob::glob;
use super::pattern::Pattern;
use super::verdict::Verdict;
use crate::kubernetes::is_name_of;
use crate::manifest::Object;
use crate::manifest::ObjectId;

/// What a diff leaves out; by default nothing.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Parts of objects that are taken out of both sides before anything is compared.
    pub ignore: Vec<Pattern>,
    /// The verdicts that are kept; all if there are none here.
    pub only: Vec<Verdict>,
    /// The kinds that are kept, by any name that kubectl takes and with `*` for any characters; all if there are none
    /// here.
    pub kinds: Vec<String>,
    /// The names that are kept, with `*` for any characters; all if there are none here.
    pub names: Vec<String>,
}

impl Settings {
    /// Whether an object is looked at.
    pub fn keeps(&self, id: &ObjectId) -> bool {
        (self.kinds.is_empty() || self.kinds.iter().any(|wanted| is_of_kind(wanted, id)))
            && (self.names.is_empty() || self.names.iter().any(|wanted| glob(wanted, &id.name)))
    }

    /// The kinds and the names that no object has.
    pub fn unmatched(&self, known: &BTreeSet<ObjectId>) -> (Vec<&str>, Vec<&str>) {
        let no_kind = |wanted: &&String| !known.iter().any(|id| is_of_kind(wanted, id));
        let no_name = |wanted: &&String| !known.iter().any(|id| glob(wanted, &id.name));
        let kinds = self.kinds.iter().filter(no_kind).map(String::as_str).collect();
        (kinds, self.names.iter().filter(no_name).map(String::as_str).collect())
    }

    /// Takes out of an object what is ignored.
    pub(super) fn prune(&self, id: &ObjectId, object: &mut Object) {
        for pattern in self.ignore.iter().filter(|pattern| pattern.covers(id)) {
            pattern.prune(&mut object.tree);
            object.shown.iter_mut().for_each(|shown| pattern.prune(shown));
        }
    }

    /// Keeps the changes with a verdict that is asked for, and the objects that have any left.
    pub(super) fn filter(&self, diff: &mut Diff) {
        if self.only.is_empty() {
            return;
        }
        for object in &mut diff.objects {
            object.changes.retain(|change| self.only.contains(&change.verdict));
        }
        diff.objects.retain(has_changes);
    }
}

fn has_changes(object: &ObjectDiff) -> bool {
    !object.changes.is_empty()
}

fn is_of_kind(wanted: &str, id: &ObjectId) -> bool {
    is_name_of(wanted, &id.kind) || glob(&wanted.to_ascii_lowercase(), &id.kind.to_ascii_lowercase())
}
