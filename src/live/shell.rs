//! What starts commands: the one thing here that a process of the system is needed for.

use std::path::Path;
use std::time::Duration;

use crate::command::Command;

/// How a command ended, and what it printed.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The exit status; a command that could not be run, or was ended, has -1.
    pub code: i32,
    /// What it printed.
    pub stdout: String,
    /// What it complained about.
    pub stderr: String,
}

impl Answer {
    /// Whether it ended well.
    pub fn is_good(&self) -> bool {
        self.code == 0
    }

    /// Whether trying again does not help: the API server has answered, and says no.
    pub fn is_refusal(&self) -> bool {
        const REFUSALS: [&str; 9] = [
            "(Forbidden)",
            "(NotFound)",
            "(Unauthorized)",
            "doesn't have a resource type",
            "could not find the requested resource",
            "does not exist",
            "context was not found",
            "no such file or directory",
            "not in PATH",
        ];
        REFUSALS.iter().any(|words| self.stderr.contains(words))
    }
}

/// Somebody who starts commands.
pub trait Shell {
    /// Runs a command until it ends.
    fn run(&mut self, command: &Command) -> Answer;
    /// Runs a command that talks to the person at the terminal; gives its exit status.
    fn attend(&mut self, command: &Command) -> i32;
    /// Runs a command until it ends, and keeps what it prints in a file that is not there yet and that nobody else may
    /// read.
    fn save(&mut self, command: &Command, path: &Path) -> Answer;
    /// Lets some time pass before a command is tried again.
    fn pause(&mut self, time: Duration);
}
