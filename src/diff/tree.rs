//! The changes between two trees.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::change::{Change, Op};
use super::list::Matching;
use super::list_keys::list_rule;
use super::path::{DiffStep, Path};
use super::place::ValuePlace;
use super::text;
use super::verdict::Verdict;

/// Finds the changes between two trees of no kind, each as it is reported and as it is; what means the same is no
/// change. Verdicts are left for later.
pub(super) fn tree_changes((old, old_is): (&Value, &Value), (new, new_is): (&Value, &Value)) -> Vec<Change> {
    let mut place = ValuePlace::anywhere();
    let (old_kept, new_kept) = (place.meaning(old_is), place.meaning(new_is));
    let mut walk = Walk { place: ValuePlace::anywhere(), path: Path::root(), changes: Vec::new() };
    walk.values(Both { old, new, kept: (Some(&old_kept), Some(&new_kept)) });
    walk.changes
}

/// One side of an object: what its author wrote, and what the server keeps of it.
#[derive(Clone, Copy)]
pub(super) struct Side<'v> {
    /// The object as it was written.
    pub(super) tree: &'v Map<String, Value>,
    /// The same object as the server keeps it, every value in its one form.
    pub(super) kept: &'v Value,
}

/// Finds the changes between two objects: what is told is what was written, and only where the server keeps something
/// else than before.
pub(super) fn object_changes<'v>(place: ValuePlace<'v>, old: Side<'v>, new: Side<'v>) -> Vec<Change> {
    let mut walk = Walk { place, path: Path::root(), changes: Vec::new() };
    if old.kept != new.kept {
        walk.maps(old.tree, new.tree, (Some(old.kept), Some(new.kept)));
    }
    walk.changes
}

struct Walk<'v> {
    place: ValuePlace<'v>,
    path: Path,
    changes: Vec<Change>,
}

/// What the server keeps at a place of the old and of the new object.
type Kept<'k> = (Option<&'k Value>, Option<&'k Value>);

/// Two values of one place.
struct Both<'v, 'k> {
    old: &'v Value,
    new: &'v Value,
    kept: Kept<'k>,
}

impl<'v> Walk<'v> {
    /// Compares two values; those of which the server keeps the same are equal.
    fn values(&mut self, both: Both<'v, '_>) {
        match (both.old, both.new) {
            (old, new) if old == new || both.kept.0 == both.kept.1 => {}
            (Value::Object(old), Value::Object(new)) => self.maps(old, new, both.kept),
            (Value::Array(old), Value::Array(new)) => self.lists(old, new, both.kept),
            (old, new) => self.change(Op::Replaced, (Some(old), Some(new)), None, both.kept),
        }
    }

    fn maps(&mut self, old: &'v Map<String, Value>, new: &'v Map<String, Value>, kept: Kept) {
        for (key, value) in old {
            self.entry(key, Some(value), new.get(key), kept);
        }
        for (key, value) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
            self.entry(key, None, Some(value), kept);
        }
    }

    fn entry(&mut self, key: &'v str, old: Option<&'v Value>, new: Option<&'v Value>, kept: Kept) {
        let kept_as = self.place.kept_as(key);
        let kept = (kept.0.and_then(|kept| kept.get(kept_as)), kept.1.and_then(|kept| kept.get(kept_as)));
        if kept.0 == kept.1 {
            return;
        }
        self.place.enter(key);
        self.path.push(DiffStep::Key(key.to_owned()));
        let (told_old, told_new) = (is_told(old, kept.0), is_told(new, kept.1));
        match (old, new) {
            (Some(old), Some(new)) if told_old && told_new || are_alike(old, new) => {
                self.values(Both { old, new, kept });
            }
            _ => self.one_side(old.filter(|_| told_old), new.filter(|_| told_new), kept),
        }
        self.path.pop();
        self.place.leave();
    }

    fn one_side(&mut self, old: Option<&'v Value>, new: Option<&'v Value>, kept: Kept) {
        match (old, new) {
            (Some(_), Some(_)) => self.change(Op::Replaced, (old, new), None, kept),
            (None, None) => {}
            // An object that names no namespace goes to the one that is chosen when it is applied.
            _ if self.place.keys() == ["metadata", "namespace"] => {}
            (Some(_), None) => self.change(Op::Removed, (old, None), None, kept),
            (None, Some(_)) => self.change(Op::Added, (None, new), None, kept),
        }
    }

    fn lists(&mut self, old: &'v [Value], new: &'v [Value], kept: Kept) {
        let rule = list_rule(&self.place, old, new);
        let old_kept = self.kept_items(old, kept.0);
        let new_kept = self.kept_items(new, kept.1);
        let matching = Matching::of(rule, (old, &old_kept), (new, &new_kept));
        if matching.is_reordered() {
            let (before, after) = matching.orders(old);
            self.change(Op::Reordered, (Some(&before), Some(&after)), None, (None, None));
        }
        for (left, right) in &matching.pairs {
            self.path.push(matching.step(&old[*left], *left));
            let kept = (old_kept.get(*left), new_kept.get(*right));
            self.values(Both { old: &old[*left], new: &new[*right], kept });
            self.path.pop();
        }
        for position in &matching.removed {
            self.item(&matching, Op::Removed, &old[*position], *position);
        }
        for position in &matching.added {
            self.item(&matching, Op::Added, &new[*position], *position);
        }
    }

    /// What the server keeps of each item: items stay where they are.
    fn kept_items<'k>(&mut self, list: &'v [Value], kept: Option<&'k Value>) -> Cow<'k, [Value]> {
        match kept.and_then(Value::as_array) {
            Some(kept) if kept.len() == list.len() => Cow::Borrowed(kept.as_slice()),
            _ => Cow::Owned(list.iter().map(|item| self.place.meaning(item)).collect()),
        }
    }

    fn item(&mut self, matching: &Matching, op: Op, item: &Value, position: usize) {
        self.path.push(matching.step(item, position));
        let sides = if op == Op::Removed { (Some(item), None) } else { (None, Some(item)) };
        self.change(op, sides, Some(position), (None, None));
        self.path.pop();
    }

    fn change(&mut self, op: Op, (old, new): Kept, position: Option<usize>, kept: Kept) {
        let mut change = Change::new(self.path.clone(), op, old.cloned(), new.cloned());
        change.position = position;
        change.detail = text::detail(&change, kept);
        self.changes.push(change);
    }
}

/// Whether a value is reported where it comes or goes: not a map or list of which the server keeps nothing.
fn is_told(value: Option<&Value>, kept: Option<&Value>) -> bool {
    value.is_some_and(|value| kept.is_some() || !matches!(value, Value::Null | Value::Object(_) | Value::Array(_)))
}

/// Whether both values are maps or both are lists, which are reported part by part even if nothing is kept of one.
fn are_alike(old: &Value, new: &Value) -> bool {
    matches!((old, new), (Value::Object(_), Value::Object(_)) | (Value::Array(_), Value::Array(_)))
}

impl Change {
    /// Makes a change that nobody has judged yet.
    pub(super) fn new(path: Path, op: Op, old: Option<Value>, new: Option<Value>) -> Self {
        let (why, steps) = (String::new(), Vec::new());
        Self { path, op, old, new, position: None, verdict: Verdict::LabelsOnly, why, steps, detail: None }
    }
}
