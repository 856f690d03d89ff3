//! Data for programs: one JSON document.
//!
//! The form is stable: within one `schemaVersion` keys are only added.
//!
//! - `schemaVersion`: 1.
//! - `plan`: how many objects there are to `add`, to `change` and to `destroy`.
//! - `verdict`: the worst one, or null if nothing changes. Verdicts are `labels-only`, `in-place`, `restarts-pods`,
//!   `recreates`, `exposes`, `widens-rights` and `downtime`, the mildest first.
//! - `objects`, each with `group` (empty for the core), `kind`, `namespace` (or null), `name`; `op`: `added`, `removed`,
//!   `changed` or `renamed`, then with `from`; `verdict`; `changes`; and for one that comes or goes the whole
//!   `object`.
//! - A change has `path`: as `--ignore` takes it, empty for the whole object; `op`: `added`, `removed`, `replaced` or
//!   `reordered`; `old` and `new`, left out where there is no value; `position` for an item of a list that comes or
//!   goes; `verdict`; `why`; `steps` to get there, if applying is not enough, each with its `kind`, `command` for a line to
//!   paste into a shell or `sentence`, and its `text`; and `detail` for a text: its `kind` is `lines` with `hunks` of
//!   half-open line ranges counted from 0, or `vault-config` or `json` with `changes` inside.

use serde_json::{Map, Value, json};

use super::printable;
use crate::diff::{Change, Detail, Diff, Hunk, Instruction, ObjectDiff, ObjectId, ObjectOp, Verdict};
use crate::manifest::Object;

/// The version of the form.
const SCHEMA_VERSION: u32 = 1;

/// Draws the diff.
pub(super) fn draw(diff: &Diff) -> String {
    let counts = diff.counts();
    let document = json!({
        "schemaVersion": SCHEMA_VERSION,
        "plan": { "add": counts.added, "change": counts.changed, "destroy": counts.removed },
        "verdict": diff.verdict().map(Verdict::id),
        "objects": diff.objects.iter().map(object).collect::<Vec<_>>(),
    });
    printable::json(&format!("{document:#}\n"))
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
