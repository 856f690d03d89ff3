//! Changes that the API server refuses because of what the object becomes, whatever it was.

use std::collections::{HashMap, HashSet};

use super::change::{Change, ObjectDiff, ObjectOp};
use super::path;
use super::verdict::Verdict;
use crate::kubernetes::{Fault, FaultKind, check, refused};
use crate::manifest::Object;
use crate::values::Segment;

/// The release of Kubernetes whose rules the verdicts follow.
const MINOR: u64 = 36;

/// Judges the changes that bring a fault into an object which it did not have before.
pub(super) fn judge_faults(object: &mut ObjectDiff) {
    let (Some(old), Some(new)) = (&object.old, &object.new) else { return };
    // An object that comes is not a change.
    if !matches!(object.op, ObjectOp::Changed | ObjectOp::Renamed { .. }) {
        return;
    }
    let faults = new_faults(old, new);
    let keys_of_changes: Vec<Vec<String>> = object.changes.iter().map(keys_of).collect();
    let first = first_under(&keys_of_changes);
    let is_service = object.id.kind == "Service";
    for fault in faults {
        let keys = keys_of_fault(&fault);
        let nearest = (0..=keys.len()).rev().find_map(|shared| first.get(keys.get(..shared)?)).copied();
        let is_of = |index: &usize| keys_of_changes.get(*index).is_some_and(|change| is_of(change, &keys, is_service));
        if let Some(change) = nearest.filter(is_of).and_then(|index| object.changes.get_mut(index)) {
            change.verdict = Verdict::Refused;
            change.why = format!("the API server refuses it: `{}` {}", fault.place(), fault.words());
            change.steps.clear();
        }
    }
}

/// Whether a fault comes from a change. Of a service whose type changes, the server itself takes away what the new type
/// does not have, if nobody touched it.
fn is_of(change: &[String], fault: &[String], is_service: bool) -> bool {
    let shared = fault.iter().zip(change).take_while(|(one, other)| one == other).count();
    if is_service { shared == fault.len().min(change.len()) } else { shared > 0 }
}

/// The first change under each way that leads to some: so the nearest one of a fault is looked up.
fn first_under(changes: &[Vec<String>]) -> HashMap<&[String], usize> {
    let mut first = HashMap::new();
    for (index, keys) in changes.iter().enumerate() {
        for length in 0..=keys.len() {
            if let Some(way) = keys.get(..length) {
                first.entry(way).or_insert(index);
            }
        }
    }
    first
}

fn new_faults(old: &Object, new: &Object) -> Vec<Fault> {
    let faults = faults(new);
    if faults.is_empty() {
        return faults;
    }
    // Items of lists may have moved: what is wrong, and under which keys, tells a fault.
    let known: HashSet<_> = self::faults(old).iter().map(|fault| (keys_of_fault(fault), fault.words())).collect();
    faults.into_iter().filter(|fault| !known.contains(&(keys_of_fault(fault), fault.words()))).collect()
}

/// What the server refuses of an object: content, and values of another type, which it cannot read.
fn faults(object: &Object) -> Vec<Fault> {
    let is_unreadable = |fault: &Fault| matches!(fault.kind, FaultKind::Type { .. } | FaultKind::Unquoted { .. });
    let mut faults: Vec<Fault> = check(&object.tree, MINOR).into_iter().filter(is_unreadable).collect();
    faults.extend(refused(&object.tree, MINOR));
    // What hides a value of a secret is no content to be judged; that a key is missing can be seen all the same.
    faults.retain(|fault| object.kind() != "Secret" || fault.words().starts_with("must be there"));
    faults
}

fn keys_of_fault(fault: &Fault) -> Vec<String> {
    let key = |step: &Segment| if let Segment::Key(key) = step { Some(key.clone()) } else { None };
    fault.path.iter().filter_map(key).collect()
}

fn keys_of(change: &Change) -> Vec<String> {
    let key = |step: &path::DiffStep| if let path::DiffStep::Key(key) = step { Some(key.clone()) } else { None };
    change.path.steps().iter().filter_map(key).collect()
}
