//! A plan for programs: `{"schemaVersion": 1, "headline", "notes", "steps": [{"title", "why", "unlessActive", "actions"}],
//! "back"}`.
//!
//! `notes` are sentences to know before the first step. `back` is the first step of the way back, or null; `wayBack` are
//! all of its steps. An action is `{"command", "words"}` or `{"sentence"}`: a command is a line for a shell, and
//! its words, each a text, or `{"variable": NAME}` where a shell fills it in, or a list of both where they form one word.
//! `unlessActive` is the pod whose step is left out while it is active, or null. Within one `schemaVersion` keys are only
//! added.

use serde_json::{Value, json};

use crate::diff::Instruction;
use crate::rollout::{Plan, Step};

/// The version of the form.
const SCHEMA_VERSION: u32 = 1;

pub(super) fn draw(plan: &Plan) -> String {
    let steps = |steps: &[Step]| steps.iter().map(step).collect::<Vec<_>>();
    let Plan { headline, notes, .. } = plan;
    let whole = json!({
        "schemaVersion": SCHEMA_VERSION,
        "headline": headline,
        "notes": notes,
        "steps": steps(&plan.steps),
        "back": plan.back.first().map(step),
        "wayBack": steps(&plan.back),
    });
    format!("{}\n", crate::output::printable::json(&format!("{whole:#}")))
}

fn step(step: &Step) -> Value {
    let actions: Vec<Value> = step.actions.iter().map(action).collect();
    json!({ "title": step.title, "why": step.why, "unlessActive": step.unless_active, "actions": actions })
}

fn action(action: &Instruction) -> Value {
    match action {
        Instruction::Command(command) => json!({ "command": command.to_string(), "words": command.to_json() }),
        Instruction::Sentence(sentence) => json!({ "sentence": sentence }),
    }
}
