//! Why a folder was not written.

use std::io;
use std::path::{Path, PathBuf};

/// Why the folder was left as it was.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// A file in the way that an earlier run did not write.
    #[error("`{}` already exists, and was not written by an earlier run", .0.display())]
    Foreign(PathBuf),
    /// A name that would lead out of the folder.
    #[error("`{0}` is not a file name inside the folder")]
    Outside(String),
    /// A name that means something to the next run.
    #[error("`{0}` begins with `.vaultchart-`, which is reserved")]
    Reserved(String),
    /// A run that was killed while it moved its files in.
    #[error("`{}` holds parts of two sets: a run that wrote it was interrupted; write it again", .0.display())]
    Unfinished(PathBuf),
    /// The system said no.
    #[error("cannot write `{}`: {}", path.display(), reason(error))]
    Io {
        /// What could not be written.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// The usual reasons in words of our own; the system's speak of error numbers.
pub(in super::super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "there is no space left".to_owned(),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "it is not a folder".to_owned(),
        io::ErrorKind::NotFound => "its folder does not exist".to_owned(),
        io::ErrorKind::InvalidFilename => "the name is too long".to_owned(),
        _ => error.to_string(),
    }
}

/// Gives what the system was asked to write when it said no.
pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> FolderError {
    let path = path.to_owned();
    move |error| FolderError::Io { path, error }
}
