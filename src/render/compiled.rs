//! Templates that the build script compiled, so that no run has to: the instructions of Jinja's machine as statics.
//!
//! They know no places in the text. A template that fails is done again from its text, which does.

use std::sync::OnceLock;

use minijinja::Value;
use minijinja::machinery::{Instruction, Instructions};

/// A template of the program's own.
pub struct Compiled {
    file: &'static str,
    steps: &'static [Step],
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

impl Compiled {
    /// What the build script wrote down.
    pub const fn of(file: &'static str, steps: &'static [Step]) -> Self {
        Self { file, steps, kept: OnceLock::new() }
    }

    /// The file of the template, such as `server/statefulset.yaml.j2`.
    pub fn file(&self) -> &'static str {
        self.file
    }

    /// The instructions, made anew.
    pub(super) fn instructions(&self) -> Instructions<'static> {
        let mut instructions = Instructions::new(self.file, "");
        for step in self.steps {
            instructions.add(match step {
                Step::Do(instruction) => instruction.clone(),
                Step::Text(text) => Instruction::LoadConst(Value::from(*text)),
                // The build script wrote JSON.
                Step::Data(json) => Instruction::LoadConst(serde_json::from_str(json).unwrap_or_default()),
            });
        }
        instructions
    }

    /// The instructions, made once for all renders of the process.
    pub(super) fn kept(&self) -> &Instructions<'static> {
        self.kept.get_or_init(|| self.instructions())
    }
}

#[cfg(test)]
impl Compiled {
    /// Every step, as it is printed for people.
    pub(crate) fn printed(&self) -> Vec<String> {
        printed(&self.instructions())
    }
}

#[cfg(test)]
pub(super) fn printed(instructions: &Instructions<'_>) -> Vec<String> {
    (0..).map_while(|index| instructions.get(index)).map(|step| format!("{step:?}")).collect()
}
