//! A plan for people: numbered steps, the commands indented so that they can be pasted.

use super::printable::printable;
use super::view::exception;
use crate::diff::Instruction;
use crate::rollout::{Plan, Step};

/// How wide a sentence is written.
const WIDTH: usize = 96;

pub(super) fn draw(plan: &Plan) -> String {
    let mut text = format!("{}\n", plan.headline);
    plan.notes.iter().for_each(|note| text.push_str(&format!("{}\n", printable(note))));
    for (index, step) in plan.steps.iter().enumerate() {
        draw_step(&mut text, &format!("{}. {}", index + 1, step.title), step);
    }
    plan.back.iter().for_each(|back| draw_step(&mut text, &back.title, back));
    text
}

fn draw_step(text: &mut String, headline: &str, step: &Step) {
    text.push_str(&format!("\n{headline}\n"));
    for sentence in std::iter::once(step.why.clone()).chain(exception(step)) {
        paragraph(text, &sentence);
    }
    for action in &step.actions {
        match action {
            Instruction::Command(command) => text.push_str(&format!("     {command}\n")),
            Instruction::Sentence(sentence) => paragraph(text, sentence),
        }
    }
}

fn paragraph(text: &mut String, sentence: &str) {
    let mut line = "  ".to_owned();
    for word in sentence.split(' ') {
        if line.chars().count() + 1 + word.chars().count() > WIDTH {
            text.push_str(&format!("{line}\n"));
            line = "  ".to_owned();
        }
        line.push(' ');
        line.push_str(word);
    }
    text.push_str(&format!("{line}\n"));
}
