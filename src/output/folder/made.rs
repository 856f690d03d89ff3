//! Folders that a run makes, and takes back if it fails.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folders that were not there before, the innermost first.
#[derive(Debug)]
pub struct MadeFolders(Vec<PathBuf>);

impl MadeFolders {
    /// Makes a folder, and those above it that are missing.
    ///
    /// # Errors
    /// Whatever the system refuses; then none is made.
    pub fn make(folder: &Path) -> io::Result<Self> {
        let is_missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
        let made = Self(folder.ancestors().take_while(is_missing).map(Path::to_owned).collect());
        fs::create_dir_all(folder).inspect_err(|_| made.take_back())?;
        Ok(made)
    }

    /// Whether the folder was there.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Removes those that are empty; no one is left to report to if that fails.
    pub fn take_back(&self) {
        for folder in &self.0 {
            let _ = fs::remove_dir(folder);
        }
    }
}
