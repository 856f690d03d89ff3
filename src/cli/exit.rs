//! What the shell needs to know.

use std::process::ExitCode;

/// The meaning of each exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// The answer was given.
    Done,
    /// The answer is no: there are changes, or the manifests are others.
    No,
    /// There are changes, for those who asked for helm-diff's exit codes.
    Changes,
    /// No answer could be given.
    Trouble,
    /// No answer could be given, for those who asked for helm-diff's exit codes.
    TroubleNotChanges,
    /// Something was in the way that must not be overwritten, or that a plan must not touch.
    Refused,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::No => Self::from(1),
            Exit::Trouble | Exit::Changes => Self::from(2),
            Exit::TroubleNotChanges | Exit::Refused => Self::from(3),
        }
    }
}
