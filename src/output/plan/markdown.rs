//! A plan for a pull request or a ticket: steps with boxes to tick, commands in blocks that can be copied.

use super::printable::{fence, printable};
use super::view::exception;
use crate::diff::Instruction;
use crate::rollout::{Plan, Step};

pub(super) fn draw(plan: &Plan) -> String {
    let mut text = format!("**{}**\n", plan.headline);
    if !plan.notes.is_empty() {
        let notes: String = plan.notes.iter().map(|note| format!("{}\n", printable(note))).collect();
        let marks = fence(&plan.notes);
        text.push_str(&format!("\n{marks}\n{notes}{marks}\n"));
    }
    for (index, step) in plan.steps.iter().enumerate() {
        draw_step(&mut text, &format!("- [ ] **{}. {}**", index + 1, step.title), step);
    }
    plan.back.iter().for_each(|back| draw_step(&mut text, &format!("- **{}**", back.title), back));
    text
}

fn draw_step(text: &mut String, headline: &str, step: &Step) {
    text.push_str(&format!("\n{headline}\n"));
    for sentence in std::iter::once(step.why.clone()).chain(exception(step)) {
        text.push_str(&format!("\n  {sentence}\n"));
    }
    let mut is_open = false;
    for action in &step.actions {
        match action {
            Instruction::Command(command) => {
                if !is_open {
                    text.push_str("\n  ```sh\n");
                }
                text.push_str(&format!("  {command}\n"));
            }
            Instruction::Sentence(sentence) => {
                let close = if is_open { "  ```\n" } else { "" };
                text.push_str(&format!("{close}\n  {sentence}\n"));
            }
        }
        is_open = matches!(action, Instruction::Command(_));
    }
    if is_open {
        text.push_str("  ```\n");
    }
}
