//! Changes that the API server refuses because of what the object becomes, whatever it was.

use super::change::{Change, ObjectDiff, ObjectOp};
use super::path;
use super::verdict::Verdict;
use crate::kubernetes::{Fault, refused};
use crate::manifest::Object;
use crate::values::Step;

/// The release of Kubernetes whose rules the verdicts follow.
const MINOR: u64 = 36;

/// Judges the changes that bring a fault into an object which it did not have before.
pub(super) fn judge_faults(object: &mut ObjectDiff) {
    // What hides the data of a secret is no content to be judged; a new object is not a change.
    let is_told = matches!(object.op, ObjectOp::Changed | ObjectOp::Renamed { .. }) && object.id.kind != "Secret";
    let (Some(old), Some(new)) = (&object.old, &object.new) else { return };
    if !is_told {
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
    let faults = refused(&new.tree, MINOR);
    if faults.is_empty() {
        return faults;
    }
    // Items of lists may have moved: what is wrong, and under which keys, tells a fault.
    let known: Vec<_> = refused(&old.tree, MINOR).iter().map(|fault| (keys_of_fault(fault), fault.words())).collect();
    faults.into_iter().filter(|fault| !known.contains(&(keys_of_fault(fault), fault.words()))).collect()
}

fn keys_of_fault(fault: &Fault) -> Vec<String> {
    let key = |step: &Step| if let Step::Key(key) = step { Some(key.clone()) } else { None };
    fault.path.iter().filter_map(key).collect()
}

fn keys_of(change: &Change) -> Vec<String> {
    let key = |step: &path::Step| if let path::Step::Key(key) = step { Some(key.clone()) } else { None };
    change.path.steps().iter().filter_map(key).collect()
}

fn common(one: &[String], other: &[String]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}
