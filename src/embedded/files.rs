//! What the room needs of the world outside: the texts of files that a file names.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;

/// Reads files, as they are or as they were.
pub trait Files {
    /// The text of a file; nothing if there is none.
    ///
    /// # Errors
    /// A file that is there and cannot be read.
    fn text(&self, path: &Path) -> Result<Option<String>, Diagnostic>;

    /// What messages call a file.
    fn name(&self, path: &Path) -> String;

    /// The folders that may be the root of the repository that a file belongs to, the likeliest first.
    fn roots(&self, file: &Path) -> Vec<PathBuf>;
}
