//! From two sets of objects to their diff.

use serde_json::Value;

use super::around::Around;
use super::change::{Change, Diff, ObjectDiff, ObjectOp, Op};
use super::judge::judge;
use super::pair::{Pair, pair};
use super::path::Path;
use super::place::ValuePlace;
use super::settings::Settings;
use super::tree::{Side, object_changes};
use crate::kubernetes::stored;
use crate::manifest::Object;
use crate::manifest::ObjectId;

/// Compares two sets of objects.
pub fn diff(old: Vec<Object>, new: Vec<Object>, settings: &Settings) -> Diff {
    let around = Around::of(&new);
    let pairs = pair(old, new).into_iter();
    let objects = pairs.filter_map(|pair| object_diff(pair, settings)).collect();
    let mut diff = Diff { objects, ..Diff::default() };
    judge(&mut diff, &around);
    diff.objects.retain(|object| settings.keeps(&object.id));
    settings.filter(&mut diff);
    diff
}

fn object_diff(mut pair: Pair, settings: &Settings) -> Option<ObjectDiff> {
    let from = pair.old.as_ref().map(ObjectId::of);
    let to = pair.new.as_ref().map(ObjectId::of);
    for (object, id) in [(&mut pair.old, &from), (&mut pair.new, &to)] {
        if let (Some(object), Some(id)) = (object, id) {
            settings.prune(id, object);
        }
    }
    let id = to.clone().or_else(|| from.clone())?;
    let (op, changes) = match (&pair.old, &pair.new) {
        (Some(old), Some(new)) => (object_op(from?, to?), field_changes(old, new)),
        (Some(_), None) => (ObjectOp::Removed, vec![Change::new(Path::root(), Op::Removed, None, None)]),
        (None, _) => (ObjectOp::Added, vec![Change::new(Path::root(), Op::Added, None, None)]),
    };
    let differs = !changes.is_empty();
    let [old, new] = [pair.old, pair.new].map(|object| object.map(Object::into_shown));
    differs.then_some(ObjectDiff { id, op, old, new, changes })
}

fn object_op(from: ObjectId, to: ObjectId) -> ObjectOp {
    if from.name == to.name { ObjectOp::Changed } else { ObjectOp::Renamed { from } }
}

fn field_changes(old: &Object, new: &Object) -> Vec<Change> {
    if old.tree == new.tree {
        return Vec::new();
    }
    let place = ValuePlace::of_object(group(new), new.kind());
    object_changes(
        place,
        Side { tree: old.shown(), kept: &meaning(old) },
        Side { tree: new.shown(), kept: &meaning(new) },
    )
}

/// Gives the form of an object that all objects have which mean the same to Kubernetes: what its server keeps, in one
/// spelling.
pub fn meaning(object: &Object) -> Value {
    let kept = Value::Object(stored(&object.tree));
    ValuePlace::of_object(group(object), object.kind()).meaning(&kept)
}

fn group(object: &Object) -> &str {
    object.api_version().split_once('/').map_or("", |(group, _)| group)
}
