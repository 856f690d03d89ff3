//! The words that several views share: what an object is called, what happens, what it all comes to.

use indexmap::IndexMap;

use serde_json::Value;

use super::fleet::{ComparedFile, FileOp, Fleet, LeftOfFile};
use super::printable::printable;
use super::view::Drawing;
use crate::diff::{
    Change, Counts, Detail, Diff, Foreign, Instruction, LeftOut, ObjectDiff, ObjectId, ObjectOp, Op, Path, ReleaseNote,
    Verdict,
};

/// The longest value that is shown on a line with others, in characters.
const SHORT: usize = 80;

/// Names an object as helm-diff does: `default, vault, StatefulSet (apps)`.
pub(super) fn title(id: &ObjectId) -> String {
    let group = if id.group.is_empty() { "v1" } else { &id.group };
    let namespace = id.namespace.iter().map(|namespace| format!("{namespace}, ")).collect::<String>();
    printable(&format!("{namespace}{}, {} ({group})", id.name, id.kind)).into_owned()
}

/// Names an object in one word: `StatefulSet/vault`.
pub(super) fn short_name(id: &ObjectId) -> String {
    printable(&format!("{}/{}", id.kind, id.name)).into_owned()
}

/// Fills a text up with blanks. A width behind a colon in a format must not be larger than any name could be.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.chars().count())))
}

/// Says what happens to an object: `has changed`.
pub(super) fn what_happens(op: &ObjectOp) -> String {
    match op {
        ObjectOp::Added => "has been added".to_owned(),
        ObjectOp::Removed => "has been removed".to_owned(),
        ObjectOp::Changed => "has changed".to_owned(),
        ObjectOp::Renamed { from } => format!("has been renamed from {}", printable(&from.name)),
    }
}

/// The character that stands for what happens to an object.
pub(super) fn mark(op: &ObjectOp) -> char {
    match op {
        ObjectOp::Added => '+',
        ObjectOp::Removed => '-',
        ObjectOp::Changed => '~',
        ObjectOp::Renamed { .. } => '>',
    }
}

/// Says how much there is to do: `Plan: 1 to add, 2 to change, 0 to destroy.`
pub(super) fn plan(diff: &Diff) -> String {
    if diff.is_empty() {
        return "No changes.".to_owned();
    }
    let counts = diff.counts();
    format!("Plan: {} to add, {} to change, {} to destroy.", counts.added, counts.changed, counts.removed)
}

/// Says what to know beside the changes, a line each: what releases of the chart bring, and what is not compared.
pub(super) fn beside(diff: &Diff, drawing: &Drawing) -> Vec<String> {
    let notes = diff.notes.lines();
    let notes = notes.iter().map(|line| printable(line).into_owned());
    notes.chain(left_out(&diff.left_out, drawing)).collect()
}

/// Says the same of all files together; a note that concerns several of them is said once.
pub(super) fn fleet_beside(fleet: &Fleet, drawing: &Drawing) -> Vec<String> {
    let mut titles: IndexMap<&str, IndexMap<&ReleaseNote, Vec<&str>>> = IndexMap::new();
    for file in &fleet.left_out {
        let notes = titles.entry(&file.notes.title).or_default();
        file.notes.notes.iter().for_each(|note| notes.entry(note).or_default().push(&file.name));
    }
    let mut lines = Vec::new();
    for (title, notes) in titles.iter().filter(|(_, notes)| !notes.is_empty()) {
        lines.push((*title).to_owned());
        for (note, files) in notes {
            let files = match files.as_slice() {
                [one] => (*one).to_owned(),
                many => format!("{} files", many.len()),
            };
            lines.push(format!("  {}: {} ({files})", note.release, note.says));
        }
    }
    let notes = lines.iter().map(|line| printable(line).into_owned());
    notes.chain(fleet_left_out(fleet, drawing)).collect()
}

/// Says what is not compared, a line each.
fn left_out(left_out: &LeftOut, drawing: &Drawing) -> Vec<String> {
    left_out.lines(drawing.shows_foreign).iter().map(|line| printable(line).into_owned()).collect()
}

/// Says the same of all files together.
fn fleet_left_out(fleet: &Fleet, drawing: &Drawing) -> Vec<String> {
    let mut all = LeftOut::default();
    for file in &fleet.left_out {
        all.foreign.extend(file.left_out.foreign.iter().cloned());
        all.not_in_dump.extend(file.left_out.not_in_dump.iter().cloned());
    }
    let mut lines = left_out(&all, &Drawing { shows_foreign: false, ..*drawing });
    let foreign = |file: &LeftOfFile| {
        let line = |foreign: &Foreign| printable(&format!("  {}: {foreign}", file.name)).into_owned();
        file.left_out.foreign.iter().map(line).collect::<Vec<_>>()
    };
    if drawing.shows_foreign && !all.foreign.is_empty() {
        let count = left_out(&LeftOut { foreign: all.foreign, ..LeftOut::default() }, drawing).into_iter().take(1);
        lines.splice(..1, count.chain(fleet.left_out.iter().flat_map(foreign)));
    }
    lines
}

/// Says of how many files how many differ, and how much there is to do in all of them.
pub(super) fn fleet_plan(fleet: &Fleet) -> String {
    let files = if fleet.count == 1 { "1 file".to_owned() } else { format!("{} files", fleet.count) };
    let Some(verdict) = fleet.verdict() else { return format!("{files}: no changes.") };
    let many = |op, one: &str, many: &str| match fleet.count(op) {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let differ = [
        many(FileOp::Changed, "changes", "change"),
        many(FileOp::Added, "is new", "are new"),
        many(FileOp::Removed, "is gone", "are gone"),
    ];
    let differ = differ.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let Counts { added, changed, removed } = fleet.counts();
    format!(
        "{files}: {differ}. Plan: {added} to add, {changed} to change, {removed} to destroy. Highest impact: {verdict}."
    )
}

/// The line above what changes in a file.
pub(super) fn file_headline(file: &ComparedFile) -> String {
    let release = match (&file.release, &file.namespace) {
        (Some(release), Some(namespace)) => format!(": {release} in {namespace}"),
        _ => String::new(),
    };
    let what = match file.op {
        FileOp::Added => ", new",
        FileOp::Changed => "",
        FileOp::Removed => ", gone",
    };
    printable(&format!("== {}{release}{what} ==", file.name)).into_owned()
}

/// The character that stands for what happens to a file.
pub(super) fn file_mark(op: FileOp) -> char {
    match op {
        FileOp::Added => '+',
        FileOp::Changed => '~',
        FileOp::Removed => '-',
    }
}

/// Says how bad a change is, and why.
pub(super) fn judgement(change: &Change) -> String {
    let colon = if change.why.is_empty() { "" } else { ": " };
    format!("{}{colon}{}", change.verdict, printable(&change.why))
}

/// Gives for each change whether its reason is another one than that of the change before it.
pub(super) fn with_new_reasons<'a>(changes: &'a [&'a Change]) -> impl Iterator<Item = (&'a Change, bool)> {
    changes.iter().enumerate().map(|(index, change)| {
        let before = index.checked_sub(1).and_then(|index| changes.get(index));
        let is_same = before.is_some_and(|before| (before.verdict, &before.why) == (change.verdict, &change.why));
        (*change, !is_same)
    })
}

/// Prints a path on one line; the whole object has a name too.
pub(super) fn path_text(path: &Path) -> String {
    if path.is_root() { "(whole object)".to_owned() } else { printable(&path.to_string()).into_owned() }
}

/// The changes inside of a change's text, if it is understood.
pub(super) fn inner_changes(change: &Change) -> &[Change] {
    match &change.detail {
        Some(Detail::VaultConfig(changes) | Detail::Json(changes)) => changes,
        Some(Detail::Lines(_)) | None => &[],
    }
}

/// Says on one line from what to what a value changes: `3 -> 5`.
pub(super) fn from_to(change: &Change) -> String {
    let side = |value: &Option<Value>, op: Op| match value {
        Some(value) => short_value(value),
        // An object that comes or goes carries no value of its own.
        None if change.path.is_root() && change.op == op => "(object)".to_owned(),
        None => "(none)".to_owned(),
    };
    format!("{} -> {}", side(&change.old, Op::Removed), side(&change.new, Op::Added))
}

/// Prints a value as JSON where it is short, and else says how much it is.
pub(super) fn short_value(value: &Value) -> String {
    let text = printable(&value.to_string()).into_owned();
    if text.chars().count() <= SHORT {
        return text;
    }
    match value {
        Value::String(text) if text.contains('\n') => format!("(text of {} lines)", text.lines().count()),
        Value::Array(items) => format!("(list of {} items)", items.len()),
        Value::Object(entries) => format!("(map of {} keys)", entries.len()),
        _ => text.chars().take(SHORT - 1).chain(['…']).collect(),
    }
}

/// The steps that get there, each once, in their order.
pub(super) fn steps(object: &ObjectDiff) -> Vec<&Instruction> {
    let mut steps: Vec<&Instruction> = Vec::new();
    for step in object.changes.iter().flat_map(|change| &change.steps) {
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    steps
}

/// The parts of a sentence: what a user could type, which stands between backticks, and what stands around it.
pub(super) fn parts(sentence: &str) -> impl Iterator<Item = SentencePart<'_>> {
    let last = sentence.matches('`').count();
    // An odd backtick at the end opens nothing.
    let is_code = move |index: usize| index % 2 == 1 && index < last;
    sentence
        .split('`')
        .enumerate()
        .filter(|(_, text)| !text.is_empty())
        .map(move |(index, text)| if is_code(index) { SentencePart::Code(text) } else { SentencePart::Prose(text) })
}

/// A part of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SentencePart<'s> {
    /// Words.
    Prose(&'s str),
    /// What a user could type.
    Code(&'s str),
}

/// How loud a verdict is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// Nobody is disturbed.
    Calm,
    /// Worth a look.
    Notable,
    /// Somebody should think first.
    Serious,
}

/// Gives how loud a verdict is shown.
pub(super) fn weight(verdict: Verdict) -> Weight {
    match verdict {
        Verdict::Ignored | Verdict::LabelsOnly | Verdict::InPlace => Weight::Calm,
        Verdict::RestartsPods => Weight::Notable,
        _ => Weight::Serious,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_backticks_is_code() {
        let table: [(&str, &[SentencePart]); 5] = [
            ("one", &[SentencePart::Prose("one")]),
            ("do `x y`: z", &[SentencePart::Prose("do "), SentencePart::Code("x y"), SentencePart::Prose(": z")]),
            ("`x` and `y`", &[SentencePart::Code("x"), SentencePart::Prose(" and "), SentencePart::Code("y")]),
            ("an odd ` one", &[SentencePart::Prose("an odd "), SentencePart::Prose(" one")]),
            ("", &[]),
        ];
        for (sentence, expected) in table {
            assert_eq!(parts(sentence).collect::<Vec<_>>(), expected, "{sentence}");
        }
    }
}
