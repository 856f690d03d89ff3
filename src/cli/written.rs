//! What is said where a file was not written.

use super::exit::Exit;
use super::messages::Messages;
use crate::output::FileError;

/// Says why a file was not written, and answers as for one that must not be overwritten or for any other trouble.
pub(super) fn not_written(error: &FileError, messages: &Messages) -> Exit {
    match error {
        FileError::Foreign(_) => {
            messages.advise(
                "output-file",
                error.to_string(),
                "remove it, or name another: nothing else is overwritten",
            );
            Exit::Refused
        }
        FileError::Io { .. } => {
            messages.fail("input-output", error.to_string());
            Exit::Trouble
        }
    }
}
