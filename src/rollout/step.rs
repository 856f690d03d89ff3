//! What a plan is made of.

use crate::diff::Instruction;

/// The whole way from what runs to what is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What it changes, in a line: `Plan: 1 to add, 2 to change, 0 to destroy.`, or that there is nothing to do.
    pub headline: String,
    /// What is not compared, a line each.
    pub notes: Vec<String>,
    /// The steps in their order; none if nothing changes.
    pub steps: Vec<Step>,
    /// The way back, if it went wrong.
    pub back: Option<Step>,
}

/// One step: done as a whole, or not begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is done, as an order: no full stop.
    pub title: String,
    /// Why, and what happens: whole sentences.
    pub why: String,
    /// What to do, in this order.
    pub actions: Vec<Instruction>,
    /// The pod that the step is for, if it depends on which one is active.
    pub only: Option<Only>,
}

/// When a step is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Only {
    /// The pod was active when the restarts began: it comes last.
    UnlessActive(String),
}

impl Step {
    /// A step without anything to do yet.
    pub(super) fn new(title: impl Into<String>, why: impl Into<String>) -> Self {
        Self { title: title.into(), why: why.into(), actions: Vec::new(), only: None }
    }

    /// Adds a command.
    #[must_use]
    pub(super) fn run(mut self, command: impl Into<String>) -> Self {
        self.actions.push(Instruction::Command(command.into()));
        self
    }

    /// Adds commands.
    #[must_use]
    pub(super) fn run_all(mut self, commands: impl IntoIterator<Item = String>) -> Self {
        self.actions.extend(commands.into_iter().map(Instruction::Command));
        self
    }

    /// Adds a sentence.
    #[must_use]
    pub(super) fn look(mut self, sentence: impl Into<String>) -> Self {
        self.actions.push(Instruction::Sentence(sentence.into()));
        self
    }

    /// Adds what is only so in some cases.
    #[must_use]
    pub(super) fn when(self, holds: bool, add: impl FnOnce(Self) -> Self) -> Self {
        if holds { add(self) } else { self }
    }
}
