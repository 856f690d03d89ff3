//! A plan for programs: `{"schemaVersion": 1, "headline", "notes", "steps": [{"title", "why", "unlessActive", "actions"}], "back"}`.
//!
//! `notes` are lines about what is not compared.
//! `back` is a step as well, the way back, or null.
//! An action is `{"command": …}` or `{"sentence": …}`; `unlessActive` is the pod whose step is left out while it is active,
//! or null. Within one `schemaVersion` keys are only added.

use serde_json::{Value, json};

use crate::diff::Instruction;
use crate::rollout::{Only, Plan, Step};

/// The version of the form.
const SCHEMA_VERSION: u32 = 1;

pub(super) fn draw(plan: &Plan) -> String {
    let steps: Vec<Value> = plan.steps.iter().map(step).collect();
    let back = plan.back.as_ref().map(step);
    let Plan { headline, notes, .. } = plan;
    let document = json!({
        "schemaVersion": SCHEMA_VERSION,
        "headline": headline,
        "notes": notes,
        "steps": steps,
        "back": back,
    });
    format!("{document:#}\n")
}

fn step(step: &Step) -> Value {
    let unless_active = step.only.as_ref().map(|Only::UnlessActive(pod)| pod);
    let actions: Vec<Value> = step.actions.iter().map(action).collect();
    json!({ "title": step.title, "why": step.why, "unlessActive": unless_active, "actions": actions })
}

fn action(action: &Instruction) -> Value {
    match action {
        Instruction::Command(command) => json!({ "command": command }),
        Instruction::Sentence(sentence) => json!({ "sentence": sentence }),
    }
}
