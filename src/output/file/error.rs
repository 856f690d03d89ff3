//! Why a file was not written.

use std::io;
use std::path::{Path, PathBuf};

use super::super::folder::reason;

/// Why files were left as they were.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// A file in the way that an earlier run did not write.
    #[error("`{}` already exists, and was not written by an earlier run", .0.display())]
    Foreign(PathBuf),
    /// A link by which another folder would be written.
    #[error("`{}` is a link that points outside its folder", .0.display())]
    Outside(PathBuf),
    /// The system said no.
    #[error("cannot write `{}`: {}", path.display(), reason(error))]
    Io {
        /// What could not be written.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// Gives what was to be written when the system said no.
pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> FileError {
    let path = path.to_owned();
    move |error| FileError::Io { path, error }
}
