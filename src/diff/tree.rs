//! The changes between two trees.

use serde_json::{Map, Value};

use super::change::{Change, Op};
use super::list::Matching;
use super::list_keys::list_rule;
use super::path::{Path, Step};
use super::place::Place;
use super::text;
use super::verdict::Verdict;

/// Finds the changes between two trees; what means the same at a place is no change. Verdicts are left for later.
pub(super) fn tree_changes<'v>(place: Place<'v>, old: &'v Value, new: &'v Value) -> Vec<Change> {
    let mut walk = Walk { place, path: Path::root(), changes: Vec::new() };
    walk.values(old, new);
    walk.changes
}

/// Finds the changes between two objects.
pub(super) fn object_changes<'v>(
    place: Place<'v>,
    old: &'v Map<String, Value>,
    new: &'v Map<String, Value>,
) -> Vec<Change> {
    let mut walk = Walk { place, path: Path::root(), changes: Vec::new() };
    walk.maps(old, new);
    walk.changes
}

struct Walk<'v> {
    place: Place<'v>,
    path: Path,
    changes: Vec<Change>,
}

impl<'v> Walk<'v> {
    fn values(&mut self, old: &'v Value, new: &'v Value) {
        match (old, new) {
            _ if old == new => {}
            (Value::Object(old), Value::Object(new)) => self.maps(old, new),
            (Value::Array(old), Value::Array(new)) => self.lists(old, new),
            _ => {
                if self.place.meaning(old) != self.place.meaning(new) {
                    self.change(Op::Replaced, Some(old), Some(new), None);
                }
            }
        }
    }

    fn maps(&mut self, old: &'v Map<String, Value>, new: &'v Map<String, Value>) {
        for (key, value) in old {
            self.entry(key, Some(value), new.get(key));
        }
        for (key, value) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
            self.entry(key, None, Some(value));
        }
    }

    fn entry(&mut self, key: &'v str, old: Option<&'v Value>, new: Option<&'v Value>) {
        self.place.enter(key);
        self.path.push(Step::Key(key.to_owned()));
        let old = old.filter(|value| !self.place.is_nothing(value));
        let new = new.filter(|value| !self.place.is_nothing(value));
        match (old, new) {
            (Some(old), Some(new)) => self.values(old, new),
            (None, None) => {}
            // An object that names no namespace goes to the one that is chosen when it is applied.
            _ if self.place.keys() == ["metadata", "namespace"] => {}
            (Some(_), None) => self.change(Op::Removed, old, None, None),
            (None, Some(_)) => self.change(Op::Added, None, new, None),
        }
        self.path.pop();
        self.place.leave();
    }

    fn lists(&mut self, old: &'v [Value], new: &'v [Value]) {
        let rule = list_rule(&self.place, old, new);
        let matching = Matching::of(rule, &mut self.place, old, new);
        if matching.is_reordered() {
            let (before, after) = matching.orders(old);
            self.change(Op::Reordered, Some(&before), Some(&after), None);
        }
        for (left, right) in &matching.pairs {
            self.path.push(matching.step(&old[*left], *left));
            self.values(&old[*left], &new[*right]);
            self.path.pop();
        }
        for position in &matching.removed {
            self.item(&matching, Op::Removed, &old[*position], *position);
        }
        for position in &matching.added {
            self.item(&matching, Op::Added, &new[*position], *position);
        }
    }

    fn item(&mut self, matching: &Matching, op: Op, item: &Value, position: usize) {
        self.path.push(matching.step(item, position));
        let (old, new) = if op == Op::Removed { (Some(item), None) } else { (None, Some(item)) };
        self.change(op, old, new, Some(position));
        self.path.pop();
    }

    fn change(&mut self, op: Op, old: Option<&Value>, new: Option<&Value>, position: Option<usize>) {
        let mut change = Change::new(self.path.clone(), op, old.cloned(), new.cloned());
        change.position = position;
        change.detail = text::detail(&change);
        self.changes.push(change);
    }
}

impl Change {
    /// Makes a change that nobody has judged yet.
    pub(super) fn new(path: Path, op: Op, old: Option<Value>, new: Option<Value>) -> Self {
        let (why, steps) = (String::new(), Vec::new());
        Self { path, op, old, new, position: None, verdict: Verdict::LabelsOnly, why, steps, detail: None }
    }
}
