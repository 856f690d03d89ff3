//! How far a rollout is: lines for a file, a picture for a terminal, and JSON lines for programs.

use serde_json::{Value, json};

use super::table::table;
use crate::live::{Action, Observed, Progress, Turn};
use crate::output::printable::{self, printable};

/// One line for each thing that is new; `before` is the line that was written last.
pub fn progress_line(progress: &Progress, before: &str) -> Option<String> {
    let line = match progress {
        Progress::Sees(_, turn, _) => match &turn.action {
            Action::Wait => format!("waiting: {}", turn.why),
            Action::Finish => format!("done: {}", turn.why),
            _ => return None,
        },
        Progress::Does(turn) => format!("{}: {}", turn.action, turn.why),
        Progress::Says(text) => (*text).to_owned(),
    };
    let line = printable(&line).into_owned();
    (line != before).then_some(line)
}

/// What would be done next, and why.
pub fn next_line(turn: &Turn) -> String {
    printable(&format!("next: {}: {}", turn.action, turn.why)).into_owned() + "\n"
}

/// The servers as they are, and what is waited for, as lines of at most so many columns.
pub fn draw_progress(seen: &Observed, turn: &Turn, waited: u64, now: i64, width: usize) -> Vec<String> {
    let waited = if waited > 0 { format!(", for {waited} s") } else { String::new() };
    let last = match &turn.action {
        Action::Wait => format!("waiting: {}{waited}", turn.why),
        action => format!("next: {action}: {}", turn.why),
    };
    let mut lines = table(seen, now);
    lines.push(printable(&last).into_owned());
    lines.into_iter().map(|line| line.chars().take(width).collect()).collect()
}

/// One line of JSON for each look and each thing that is done.
pub fn progress_to_json(progress: &Progress) -> String {
    let event = match progress {
        Progress::Sees(seen, turn, waited) => json!({
            "event": "look", "next": turn_to_json(turn), "waitedSeconds": waited.as_secs(),
            "left": seen.old().rev().map(|pod| &pod.name).collect::<Vec<_>>(),
        }),
        Progress::Does(turn) => json!({ "event": "do", "does": turn_to_json(turn) }),
        Progress::Says(text) => json!({ "event": "say", "text": text }),
    };
    printable::json(&event.to_string())
}

/// What is done next, and why.
pub(super) fn turn_to_json(turn: &Turn) -> Value {
    let mut shown = json!({ "action": turn.action.word(), "why": turn.why });
    if let Some(pod) = turn.action.pod() {
        shown["pod"] = pod.into();
    }
    if let Action::Delete(target) = &turn.action {
        shown["uid"] = target.uid.clone().into();
        shown["isActive"] = target.is_active.into();
    }
    if let Action::Join { address, .. } = &turn.action {
        shown["address"] = address.clone().into();
    }
    if let Action::RemovePeer { id, .. } = &turn.action {
        shown["id"] = id.clone().into();
    }
    shown
}
