//! Why a command gave no answer.

use std::io::ErrorKind;

use anyhow::anyhow;

use super::exit::Exit;
use super::inputs::InputError;
use crate::diagnostic::Diagnostic;
use crate::output::{FileError, FolderError};

/// What the system says where a file is in the place of a folder.
const NO_FOLDER: [ErrorKind; 2] = [ErrorKind::NotADirectory, ErrorKind::AlreadyExists];

/// Why a command gave no answer.
#[derive(Debug)]
pub(super) struct Failure {
    /// What is still to be said of it.
    pub(super) problems: Vec<Diagnostic>,
    /// What the shell needs to know.
    pub(super) exit: Exit,
}

impl Failure {
    /// One of which everything was said.
    pub(super) fn said() -> Self {
        Self { problems: Vec::new(), exit: Exit::Trouble }
    }

    /// Something in the way that must not be overwritten, or that a plan must not touch.
    pub(super) fn refused(problem: Diagnostic) -> Self {
        Self { problems: vec![problem], exit: Exit::Refused }
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(problems: Vec<Diagnostic>) -> Self {
        Self { problems, exit: Exit::Trouble }
    }
}

impl From<Diagnostic> for Failure {
    fn from(problem: Diagnostic) -> Self {
        vec![problem].into()
    }
}

/// Something that the system did not do, or could not.
impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Diagnostic::error("input-output", format!("{error:#}")).into()
    }
}

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        Diagnostic::from(error).into()
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Foreign(_) => Self::refused(
                Diagnostic::error("output-file", error.to_string())
                    .help("remove it, or name another: nothing else is overwritten"),
            ),
            FileError::Outside(_) => Self::refused(
                Diagnostic::error("output-file", error.to_string()).help("name the file that it points to"),
            ),
            FileError::Io { .. } => anyhow!("{error}").into(),
        }
    }
}

impl From<FolderError> for Failure {
    fn from(error: FolderError) -> Self {
        let problem = Diagnostic::error("output-folder", error.to_string());
        match error {
            FolderError::Foreign(_) => Self::refused(problem),
            FolderError::Io { error, .. } if NO_FOLDER.contains(&error.kind()) => {
                problem.help("name a folder; one that does not exist is created").into()
            }
            _ => problem.into(),
        }
    }
}
