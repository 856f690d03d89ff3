//! One line a change, for `grep`, `sort` and `cut`: `KIND/NAME PATH OPERATION OLD -> NEW VERDICT`.
//!
//! Values are JSON, and long ones are told by their size. What changes inside of a text that is understood has lines of
//! its own, with `>` between the path of the text and the path in it. Of many files, each line starts with the file.
//! What is not compared stands at the end behind `#`.

use super::fleet::{ComparedFile, Fleet};
use super::printable::{printable, without_command};
use super::view::Drawing;
use super::words::{beside, fleet_beside, from_to, inner_changes, short_name};
use crate::diff::{Change, Diff, ObjectDiff};

/// Draws the diff.
pub(super) fn draw(diff: &Diff, drawing: &Drawing) -> String {
    format!("{}{}", changes(diff, None), comments(&beside(diff, drawing)))
}

/// Draws many files.
pub(super) fn draw_fleet(fleet: &Fleet, drawing: &Drawing) -> String {
    format!("{}{}", fleet.texts().collect::<String>(), comments(&fleet_beside(fleet, drawing)))
}

/// Lines that say nothing of a change.
pub(super) fn comments(lines: &[String]) -> String {
    lines.iter().map(|line| format!("# {line}\n")).collect()
}

/// Draws the changes alone.
pub(super) fn changes(diff: &Diff, file: Option<&ComparedFile>) -> String {
    let mut text = String::new();
    let file = file.map(|file| format!("{} ", without_command(printable(&file.name)))).unwrap_or_default();
    for object in &diff.objects {
        for change in &object.changes {
            lines(&file, object, change, &mut text);
        }
    }
    text
}

fn lines(file: &str, object: &ObjectDiff, change: &Change, text: &mut String) {
    let path = if change.path.is_root() { ".".to_owned() } else { change.path.to_string() };
    let inner = inner_changes(change);
    if inner.is_empty() {
        text.push_str(file);
        text.push_str(&line(object, &path, change));
    }
    for inner in inner {
        text.push_str(file);
        text.push_str(&line(object, &format!("{path}>{}", inner.path), inner));
    }
}

fn line(object: &ObjectDiff, path: &str, change: &Change) -> String {
    let (name, path) = (short_name(&object.id), printable(path));
    let name = without_command(name.into());
    format!("{name} {path} {} {} {}\n", change.op, from_to(change), change.verdict.id())
}
