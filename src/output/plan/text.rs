//! A plan for people: numbered steps, the commands indented so that they can be pasted, one by one or as a block.

use crate::diff::Instruction;
use crate::output::printable::printable;
use crate::rollout::{Plan, Step};

/// How wide a sentence is written.
const WIDTH: usize = 96;

pub(super) fn draw(plan: &Plan) -> String {
    let mut text = format!("{}\n", printable(&plan.headline));
    for note in &plan.notes {
        match note.starts_with(' ') {
            // One of a list.
            true => text.push_str(&format!("{}\n", printable(note))),
            false => paragraph(&mut text, "", note),
        }
    }
    for (index, step) in plan.steps.iter().enumerate() {
        draw_step(&mut text, &format!("{}. {}", index + 1, step.title), step);
    }
    plan.back.iter().for_each(|back| draw_step(&mut text, &back.title, back));
    text
}

fn draw_step(text: &mut String, headline: &str, step: &Step) {
    text.push_str(&format!("\n{}\n", printable(headline)));
    paragraph(text, "   ", &step.why);
    for action in &step.actions {
        match action {
            // What a command reads stands at the margin: blanks before it would be read too.
            Instruction::Command(command) => {
                let command = command.to_string();
                let (line, rest) = command.split_once('\n').unwrap_or((&command, ""));
                text.push_str(&format!("     {line}\n"));
                text.extend(rest.lines().flat_map(|line| [line, "\n"]));
            }
            Instruction::Sentence(sentence) => paragraph(text, "   ", sentence),
        }
    }
}

fn paragraph(text: &mut String, indent: &str, sentence: &str) {
    let sentence = printable(sentence);
    let mut line = String::new();
    for word in sentence.split(' ') {
        if !line.is_empty() && indent.len() + line.chars().count() + 1 + word.chars().count() > WIDTH {
            text.push_str(&format!("{indent}{line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    text.push_str(&format!("{indent}{line}\n"));
}
