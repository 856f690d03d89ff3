//! What the shell is told.

use std::process::ExitCode;

/// The meaning of each exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// The answer was given.
    Done,
    /// No answer could be given.
    Trouble,
    /// Something that must not be overwritten was in the way.
    Refused,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Trouble => Self::from(2),
            Exit::Refused => Self::from(3),
        }
    }
}
