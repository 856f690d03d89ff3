//! A plan for a pull request or a ticket: steps with boxes to tick, commands in blocks that can be copied.

use crate::diff::Instruction;
use crate::output::printable::{fence, prose, prose_with_code};
use crate::rollout::{Plan, Step};

pub(super) fn draw(plan: &Plan) -> String {
    let mut text = format!("**{}**\n", prose(&plan.headline));
    for note in &plan.notes {
        match note.strip_prefix("  ") {
            Some(item) => text.push_str(&format!("* {}\n", prose_with_code(item))),
            None => text.push_str(&format!("\n{}\n", prose_with_code(note))),
        }
    }
    for (index, step) in plan.steps.iter().enumerate() {
        draw_step(&mut text, &format!("- [ ] **{}. {}**", index + 1, prose_with_code(&step.title)), step);
    }
    plan.back.iter().for_each(|back| draw_step(&mut text, &format!("- **{}**", prose_with_code(&back.title)), back));
    text
}

fn draw_step(text: &mut String, headline: &str, step: &Step) {
    text.push_str(&format!("\n{headline}\n\n  {}\n", prose_with_code(&step.why)));
    let mut block: Vec<String> = Vec::new();
    for action in &step.actions {
        match action {
            Instruction::Command(command) => block.extend(command.to_string().lines().map(str::to_owned)),
            Instruction::Sentence(sentence) => {
                draw_block(text, &mut block);
                text.push_str(&format!("\n  {}\n", prose_with_code(sentence)));
            }
        }
    }
    draw_block(text, &mut block);
}

/// Draws commands behind a fence that none of them can close.
fn draw_block(text: &mut String, lines: &mut Vec<String>) {
    if lines.is_empty() {
        return;
    }
    let fence = fence(lines);
    text.push_str(&format!("\n  {fence}sh\n"));
    lines.drain(..).for_each(|line| text.push_str(&format!("  {line}\n")));
    text.push_str(&format!("  {fence}\n"));
}
