//! The two sides of an object laid out alike, so that only what changes differs in their text.

use serde_json::Value;

use crate::diff::{self, ObjectDiff};
use crate::manifest::Object;

/// Gives the old and the new tree.
///
/// The new one is the old one with the changes applied: it holds neither what is filtered out nor what is only written
/// in another way.
pub(super) fn sides(object: &ObjectDiff) -> (Option<Value>, Option<Value>) {
    let tree = |object: &Object| Value::Object(object.tree.clone());
    let (old, new) = (object.old.as_ref().map(tree), object.new.as_ref().map(tree));
    let new = match (&old, new) {
        (Some(old), Some(new)) => Some(diff::apply(&object.changes, old, Some(&new))),
        (_, new) => new,
    };
    (old, new)
}
