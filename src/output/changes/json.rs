//! Data for programs: one JSON document.
//!
//! The form is stable: within one `schemaVersion` keys are only added.
//!
//! - `schemaVersion`: 1.
//! - `plan`: how many objects there are to `add`, to `change` and to `destroy`.
//! - `verdict`: the one with the highest impact, or null if nothing changes. Verdicts are `ignored`, `labels-only`, `in-place`,
//!   `restarts-pods`, `recreates`, `refused`, `exposes`, `widens-rights`, `downgrade` and `downtime`, the mildest first.
//! - `objects`, each with `group` (empty for the core), `kind`, `namespace` (or null), `name`; `op`: `added`, `removed`,
//!   `changed` or `renamed`, then with `from`; `verdict`; `changes`; and for one that comes or goes the whole
//!   `object`.
//! - A change has `path`: as `--ignore` takes it, empty for the whole object; `op`: `added`, `removed`, `replaced` or
//!   `reordered`; `old` and `new`, left out where there is no value; `position` for an item of a list that comes or
//!   goes; `verdict`; `why`; `steps` to get there, if applying is not enough, each with its `kind`, `command` for a line to
//!   paste into a shell or `sentence`, and its `text`; and `detail` for a text: its `kind` is `lines` with `hunks` of
//!   half-open line ranges counted from 0, or `vault-config` or `json` with `changes` inside.
//! - `foreign`: the objects of the old side that are not of the release and are left alone, each with what names it and
//!   `why`. `notInDump`: the objects of kinds that the dump of a cluster holds none of. Neither counts as a change.
//!
//! - `notes`: what the releases of the chart between the sides bring that concerns the values, each with the `release` that
//!   brought it, and what it `says`.
//!
//! Of many files, `plan` and `verdict` are of all of them, and so are `foreign` and `notInDump`, each object with its
//! `file`; `fileCounts` tells how many there are in `all`, and how many are `added`, `changed` and `removed`, and
//! `files` holds those that differ, each with `file`, `folder`, `release`, `namespace`, `op`, and `plan`, `verdict` and
//! `objects` of its own.

use serde_json::{Map, Value, json};

use super::fleet::{ComparedFile, DrawnFile, FileOp, Fleet, LeftOfFile};
use super::printable;
use crate::diff::{
    Change, Counts, Detail, Diff, Foreign, Hunk, Instruction, ObjectDiff, ObjectId, ObjectOp, ReleaseNote,
    ReleaseNotes, Verdict,
};
use crate::manifest::Object;

/// The version of the form.
const SCHEMA_VERSION: u32 = 1;

/// Draws the diff.
pub(super) fn draw(diff: &Diff) -> String {
    let document = json!({
        "schemaVersion": SCHEMA_VERSION,
        "plan": plan(diff.counts()),
        "verdict": diff.verdict().map(Verdict::id),
        "objects": objects(diff),
        "foreign": diff.left_out.foreign.iter().map(|object| foreign(object, None)).collect::<Vec<_>>(),
        "notes": notes(&diff.notes, None),
        "notInDump": diff.left_out.not_in_dump.iter().map(|object| of_file(id(object), None)).collect::<Vec<_>>(),
    });
    printable::json(&format!("{document:#}\n"))
}

/// Draws the diff of one of many files, indented as a part of the whole document.
pub(super) fn file(diff: &Diff, about: &ComparedFile) -> String {
    let op = match about.op {
        FileOp::Added => "added",
        FileOp::Changed => "changed",
        FileOp::Removed => "removed",
    };
    let document = json!({
        "file": about.name,
        "folder": about.folder,
        "release": about.release,
        "namespace": about.namespace,
        "op": op,
        "plan": plan(diff.counts()),
        "verdict": diff.verdict().map(Verdict::id),
        "objects": objects(diff),
    });
    // A string of JSON holds no line break.
    printable::json(&format!("    {}", format!("{document:#}").replace('\n', "\n    ")))
}

/// Draws the document of many files.
pub(super) fn draw_fleet(fleet: &Fleet) -> String {
    let document = json!({
        "schemaVersion": SCHEMA_VERSION,
        "plan": plan(fleet.counts()),
        "verdict": fleet.verdict().map(Verdict::id),
        "fileCounts": {
            "all": fleet.count,
            "added": fleet.count(FileOp::Added),
            "changed": fleet.count(FileOp::Changed),
            "removed": fleet.count(FileOp::Removed),
        },
        "foreign": fleet.left_out.iter().flat_map(foreign_of).collect::<Vec<_>>(),
        "notes": fleet.left_out.iter().flat_map(|file| notes(&file.notes, Some(&file.name))).collect::<Vec<_>>(),
        "notInDump": fleet.left_out.iter().flat_map(not_in_dump_of).collect::<Vec<_>>(),
    });
    let head = printable::json(&format!("{document:#}"));
    let head = head.strip_suffix("\n}").unwrap_or(&head);
    let files: Vec<&str> = fleet.files.iter().map(DrawnFile::text).collect();
    let files = if files.is_empty() { "[]".to_owned() } else { format!("[\n{}\n  ]", files.join(",\n")) };
    format!("{head},\n  \"files\": {files}\n}}\n")
}

/// What each release of the chart brings.
fn notes(notes: &ReleaseNotes, file: Option<&str>) -> Vec<Value> {
    let note = |note: &ReleaseNote| {
        let fields = [("release".to_owned(), json!(note.release)), ("says".to_owned(), json!(note.says))];
        of_file(fields.into_iter().collect(), file)
    };
    notes.notes.iter().map(note).collect()
}

fn foreign_of(file: &LeftOfFile) -> impl Iterator<Item = Value> {
    file.left_out.foreign.iter().map(|object| foreign(object, Some(&file.name)))
}

fn not_in_dump_of(file: &LeftOfFile) -> impl Iterator<Item = Value> {
    file.left_out.not_in_dump.iter().map(|object| of_file(id(object), Some(&file.name)))
}

fn foreign(object: &Foreign, file: Option<&str>) -> Value {
    let mut out = id(&object.id);
    out.insert("why".to_owned(), json!(object.why.to_string()));
    of_file(out, file)
}

/// Puts the file before the rest, where there are many.
fn of_file(object: Map<String, Value>, file: Option<&str>) -> Value {
    let file = file.map(|file| ("file".to_owned(), json!(file)));
    Value::Object(file.into_iter().chain(object).collect())
}

fn plan(counts: Counts) -> Value {
    json!({ "add": counts.added, "change": counts.changed, "destroy": counts.removed })
}

fn objects(diff: &Diff) -> Vec<Value> {
    diff.objects.iter().map(object).collect()
}

fn object(object: &ObjectDiff) -> Value {
    let mut out = id(&object.id);
    out.insert("op".to_owned(), json!(object.op.to_string()));
    if let ObjectOp::Renamed { from } = &object.op {
        out.insert("from".to_owned(), Value::Object(id(from)));
    }
    out.insert("verdict".to_owned(), json!(object.verdict().id()));
    out.insert("changes".to_owned(), object.changes.iter().map(change).collect());
    if let Some(whole) = whole(object) {
        out.insert("object".to_owned(), Value::Object(whole.tree.clone()));
    }
    Value::Object(out)
}

fn whole(object: &ObjectDiff) -> Option<&Object> {
    match object.op {
        ObjectOp::Added => object.new.as_ref(),
        ObjectOp::Removed => object.old.as_ref(),
        ObjectOp::Changed | ObjectOp::Renamed { .. } => None,
    }
}

fn id(id: &ObjectId) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("group".to_owned(), json!(id.group));
    out.insert("kind".to_owned(), json!(id.kind));
    out.insert("namespace".to_owned(), json!(id.namespace));
    out.insert("name".to_owned(), json!(id.name));
    out
}

fn change(change: &Change) -> Value {
    let mut out = Map::new();
    out.insert("path".to_owned(), json!(change.path.to_string()));
    out.insert("op".to_owned(), json!(change.op.to_string()));
    let optional =
        [("old", change.old.clone()), ("new", change.new.clone()), ("position", change.position.map(Value::from))];
    out.extend(optional.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
    out.insert("verdict".to_owned(), json!(change.verdict.id()));
    out.insert("why".to_owned(), json!(change.why));
    if !change.steps.is_empty() {
        out.insert("steps".to_owned(), change.steps.iter().map(step).collect());
    }
    if let Some(detail) = &change.detail {
        out.insert("detail".to_owned(), inside(detail));
    }
    Value::Object(out)
}

fn step(step: &Instruction) -> Value {
    let kind = match step {
        Instruction::Command(_) => "command",
        Instruction::Sentence(_) => "sentence",
    };
    json!({ "kind": kind, "text": step.text() })
}

fn inside(detail: &Detail) -> Value {
    let changes = |changes: &[Change]| changes.iter().map(change).collect::<Vec<_>>();
    match detail {
        Detail::Lines(hunks) => json!({ "kind": "lines", "hunks": hunks.iter().map(hunk).collect::<Vec<_>>() }),
        Detail::VaultConfig(inner) => json!({ "kind": "vault-config", "changes": changes(inner) }),
        Detail::Json(inner) => json!({ "kind": "json", "changes": changes(inner) }),
    }
}

fn hunk(hunk: &Hunk) -> Value {
    json!({ "old": [hunk.old.start, hunk.old.end], "new": [hunk.new.start, hunk.new.end] })
}
