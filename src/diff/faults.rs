//! Changes that the API server refuses because of what the object becomes, whatever it was.

use super::change::{Change, ObjectDiff, ObjectOp};
use super::path;
use super::verdict::Verdict;
use crate::kubernetes::{Fault, FaultKind, check, refused};
use crate::manifest::Object;
use crate::values::Step;

/// The release of Kubernetes whose rules the verdicts follow.
const MINOR: u64 = 36;

/// Judges the changes that bring a fault into an object which it did not have before.
pub(super) fn judge_faults(object: &mut ObjectDiff) {
    let (Some(old), Some(new)) = (&object.old, &object.new) else { return };
    // An object that comes is not a change.
    if !matches!(object.op, ObjectOp::Changed | ObjectOp::Renamed { .. }) {
        return;
    }
    for fault in new_faults(old, new) {
        let keys = keys_of_fault(&fault);
        let is_service = object.id.kind == "Service";
        let nearest = object.changes.iter_mut().rev().max_by_key(|change| common(&keys, &keys_of(change)));
        if let Some(change) = nearest.filter(|change| is_of(change, &keys, is_service)) {
            change.verdict = Verdict::Refused;
            change.why = format!("the API server refuses it: `{}` {}", fault.place(), fault.words());
            change.steps.clear();
        }
    }
}

/// Whether a fault comes from a change. Of a service whose type changes, the server itself takes away what the new type
/// does not have, if nobody touched it.
fn is_of(change: &Change, fault: &[String], is_service: bool) -> bool {
    let keys = keys_of(change);
    let shared = common(fault, &keys);
    if is_service { shared == fault.len().min(keys.len()) } else { shared > 0 }
}

fn new_faults(old: &Object, new: &Object) -> Vec<Fault> {
    let faults = faults(new);
    if faults.is_empty() {
        return faults;
    }
    // Items of lists may have moved: what is wrong, and under which keys, tells a fault.
    let known: Vec<_> = self::faults(old).iter().map(|fault| (keys_of_fault(fault), fault.words())).collect();
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
    let key = |step: &Step| if let Step::Key(key) = step { Some(key.clone()) } else { None };
    fault.path.iter().filter_map(key).collect()
}

fn keys_of(change: &Change) -> Vec<String> {
    let key = |step: &path::DiffStep| if let path::DiffStep::Key(key) = step { Some(key.clone()) } else { None };
    change.path.steps().iter().filter_map(key).collect()
}

fn common(one: &[String], other: &[String]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}
