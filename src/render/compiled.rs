//! Templates that the build script compiled, so that no run has to: the instructions of Jinja's machine as statics.

use std::sync::OnceLock;

use minijinja::Value;
use minijinja::machinery::{Instruction, Instructions, Span};

/// A template of the program's own.
pub struct Compiled {
    file: &'static str,
    steps: &'static [(Step, Range)],
    kept: OnceLock<Instructions<'static>>,
}

/// What the machine does in one step.
pub enum Step {
    /// An instruction as it is.
    Do(Instruction<'static>),
    /// Loads a text.
    Text(&'static str),
    /// Loads other data, a text in JSON.
    Data(&'static str),
}

/// Where in the template a step comes from: line, column and byte of its start, and those of its end. Lines count from
/// 1; a step that has a line alone ends at 0.
type Range = [u32; 6];

impl Compiled {
    /// What the build script wrote down.
    pub const fn of(file: &'static str, steps: &'static [(Step, Range)]) -> Self {
        Self { file, steps, kept: OnceLock::new() }
    }

    /// The file of the template, such as `server/statefulset.yaml.j2`.
    pub fn file(&self) -> &'static str {
        self.file
    }

    /// The instructions, made anew; `text` is what was compiled.
    pub(super) fn instructions(&self, text: &'static str) -> Instructions<'static> {
        let mut instructions = Instructions::new(self.file, text);
        for (step, range) in self.steps {
            let instruction = match step {
                Step::Do(instruction) => instruction.clone(),
                Step::Text(text) => Instruction::LoadConst(Value::from(*text)),
                // The build script wrote JSON.
                Step::Data(json) => Instruction::LoadConst(serde_json::from_str(json).unwrap_or_default()),
            };
            match range {
                [line, .., 0] => instructions.add_with_line(instruction, short(*line)),
                range => instructions.add_with_span(instruction, span(*range)),
            };
        }
        instructions
    }

    /// The instructions, made once for all renders of the process.
    pub(super) fn kept(&self, text: &'static str) -> &Instructions<'static> {
        self.kept.get_or_init(|| self.instructions(text))
    }
}

fn span([start_line, start_col, start_offset, end_line, end_col, end_offset]: Range) -> Span {
    Span {
        start_line: short(start_line),
        start_col: short(start_col),
        start_offset,
        end_line: short(end_line),
        end_col: short(end_col),
        end_offset,
    }
}

/// Jinja counts no further.
fn short(number: u32) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

#[cfg(test)]
impl Compiled {
    /// Every step with its place, as it is printed for people.
    pub(crate) fn printed(&self, text: &'static str) -> Vec<String> {
        printed(&self.instructions(text))
    }
}

#[cfg(test)]
pub(super) fn printed(instructions: &Instructions<'_>) -> Vec<String> {
    let place = |index| (instructions.get_line(index), instructions.get_span(index));
    let step = |index| instructions.get(index).map(|step| format!("{step:?} {:?}", place(index)));
    (0..).map_while(step).collect()
}
