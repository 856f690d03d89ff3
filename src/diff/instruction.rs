//! What to do to get to the new state where applying the new manifest is not enough.

use std::fmt;

use crate::command::Command;

/// One step on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instruction {
    /// A line for a shell.
    Command(Command),
    /// What no single command does, in a sentence; what a user could type in it stands between backticks.
    Sentence(String),
}

impl Instruction {
    /// Gives the command as a line for a shell, or the sentence.
    pub fn text(&self) -> String {
        match self {
            Self::Command(command) => command.to_string(),
            Self::Sentence(sentence) => sentence.clone(),
        }
    }
}

impl fmt::Display for Instruction {
    /// Prints it as documentation does: a command stands behind a `$`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Command(command) => write!(f, "$ {command}"),
            Self::Sentence(sentence) => write!(f, "{sentence}"),
        }
    }
}
