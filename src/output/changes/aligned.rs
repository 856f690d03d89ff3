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
    let old = object.old.as_ref().map(tree);
    let new = match (&old, &object.new) {
        (Some(old), Some(_)) => Some(diff::apply(&object.changes, old)),
        (_, new) => new.as_ref().map(tree),
    };
    (old, new)
}
