//! One line an object: what happens to it, how much of it changes, and how bad that is.

use super::words::{judgement, mark, plan, title};
use crate::diff::{Diff, ObjectDiff, ObjectOp};

/// Draws the diff.
pub(super) fn draw(diff: &Diff) -> String {
    let widest = diff.objects.iter().map(|object| title(&object.id).chars().count()).max().unwrap_or_default();
    let mut text: String = diff.objects.iter().map(|object| line(object, widest)).collect();
    text.push_str(&plan(diff));
    text.push('\n');
    text
}

fn line(object: &ObjectDiff, widest: usize) -> String {
    let title = title(&object.id);
    let judgement = object.worst().map(judgement).unwrap_or_default();
    format!("{} {title:widest$}  {:>10}  {judgement}\n", mark(&object.op), amount(object))
}

/// Says how much of the object changes.
fn amount(object: &ObjectDiff) -> String {
    match (&object.op, object.changes.len()) {
        (ObjectOp::Added | ObjectOp::Removed, _) => object.op.to_string(),
        (_, 1) => "1 change".to_owned(),
        (_, count) => format!("{count} changes"),
    }
}
