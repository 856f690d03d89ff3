//! A plan for people: numbered steps, the commands indented so that they can be pasted, one by one or as a block.

use crate::diff::Instruction;
use crate::output::Drawing;
use crate::output::colours::{BOLD, CYAN, painted};
use crate::output::printable::printable;
use crate::rollout::{Plan, Step};

/// The widest that a sentence is written: the eye loses longer lines.
const WIDEST: usize = 96;

pub(super) fn draw(plan: &Plan, drawing: &Drawing) -> String {
    let mut page = Page { text: String::new(), width: drawing.width.min(WIDEST), is_coloured: drawing.is_coloured };
    page.line(BOLD, &printable(&plan.headline));
    for note in &plan.notes {
        match note.starts_with(' ') {
            // One of a list.
            true => page.line("", &printable(note)),
            false => page.paragraph("", note),
        }
    }
    for (index, step) in plan.steps.iter().enumerate() {
        page.step(&format!("{}. {}", index + 1, step.title), step);
    }
    plan.back.iter().for_each(|back| page.step(&back.title, back));
    page.text
}

struct Page {
    text: String,
    width: usize,
    is_coloured: bool,
}

impl Page {
    fn line(&mut self, colour: &str, text: &str) {
        self.text.push_str(&painted(self.is_coloured, colour, text));
        self.text.push('\n');
    }

    fn step(&mut self, headline: &str, step: &Step) {
        self.text.push('\n');
        self.line(BOLD, &printable(headline));
        self.paragraph("   ", &step.why);
        for action in &step.actions {
            match action {
                // What a command reads stands at the margin: blanks before it would be read too.
                Instruction::Command(command) => {
                    let command = command.to_string();
                    let (line, rest) = command.split_once('\n').unwrap_or((&command, ""));
                    self.text.push_str("     ");
                    self.line(CYAN, line);
                    rest.lines().for_each(|line| self.line("", line));
                }
                Instruction::Sentence(sentence) => self.paragraph("   ", sentence),
            }
        }
    }

    fn paragraph(&mut self, indent: &str, sentence: &str) {
        let sentence = printable(sentence);
        let mut line = String::new();
        for word in sentence.split(' ') {
            let length = indent.len() + line.chars().count() + 1 + word.chars().count();
            if !line.is_empty() && length > self.width {
                self.line("", &format!("{indent}{line}"));
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.line("", &format!("{indent}{line}"));
    }
}
