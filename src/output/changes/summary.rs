//! One line an object: what happens to it, how much of it changes, and how bad that is.

use super::fleet::{DrawnFile, Fleet};
use super::view::Drawing;
use super::words::{beside, file_headline, fleet_beside, fleet_plan, judgement, mark, padded, plan, title};
use crate::diff::{Diff, ObjectDiff, ObjectOp};

/// Draws the diff.
pub(super) fn draw(diff: &Diff, drawing: &Drawing) -> String {
    format!("{}{}\n{}", objects(diff), plan(diff), lines(&beside(diff, drawing)))
}

/// Draws the lines of many files, each under a headline.
pub(super) fn draw_fleet(fleet: &Fleet, drawing: &Drawing) -> String {
    let file = |file: &DrawnFile| format!("{}\n{}\n", file_headline(&file.about), file.text());
    let files: String = fleet.files.iter().map(file).collect();
    format!("{files}{}\n{}", fleet_plan(fleet), lines(&fleet_beside(fleet, drawing)))
}

fn lines(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// Draws the lines alone.
pub(super) fn objects(diff: &Diff) -> String {
    let widest = diff.objects.iter().map(|object| title(&object.id).chars().count()).max().unwrap_or_default();
    diff.objects.iter().map(|object| line(object, widest)).collect()
}

fn line(object: &ObjectDiff, widest: usize) -> String {
    let title = padded(&title(&object.id), widest);
    let judgement = object.worst().map(judgement).unwrap_or_default();
    format!("{} {title}  {:>10}  {judgement}\n", mark(&object.op), amount(object))
}

/// Says how much of the object changes.
fn amount(object: &ObjectDiff) -> String {
    match (&object.op, object.changes.len()) {
        (ObjectOp::Added | ObjectOp::Removed, _) => object.op.to_string(),
        (_, 1) => "1 change".to_owned(),
        (_, count) => format!("{count} changes"),
    }
}
