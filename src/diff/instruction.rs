//! What to do to get to the new state where applying the new manifest is not enough.

use std::fmt;

/// One step on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instruction<T = String> {
    /// A line for a shell, to be run as it is.
    Command(T),
    /// What no single command does, told in a sentence; what a user could type in it stands between backticks.
    Sentence(T),
}

impl<T> Instruction<T> {
    /// Gives the command or the sentence.
    pub fn text(&self) -> &T {
        match self {
            Self::Command(text) | Self::Sentence(text) => text,
        }
    }

    /// Makes the same kind of instruction of another text.
    pub(super) fn with<U>(&self, text: U) -> Instruction<U> {
        match self {
            Self::Command(_) => Instruction::Command(text),
            Self::Sentence(_) => Instruction::Sentence(text),
        }
    }
}

impl<T: fmt::Display> fmt::Display for Instruction<T> {
    /// Prints it as documentation does: a command stands behind a `$`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Command(command) => write!(f, "$ {command}"),
            Self::Sentence(sentence) => write!(f, "{sentence}"),
        }
    }
}
