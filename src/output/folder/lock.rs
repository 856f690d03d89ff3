//! One run at a time writes a folder: the others wait. The system lets go of a lock when its owner dies.

use std::fs::{File, Metadata};
use std::path::Path;

/// Locks a folder until the file is dropped; nothing where the system has no such locks.
pub(super) fn lock(folder: &Path) -> Option<File> {
    loop {
        let file = File::open(folder).ok()?;
        file.lock().ok()?;
        // Whoever held the lock may have put another folder in the place of this one.
        if is_same(&file.metadata().ok()?, &folder.metadata().ok()?) {
            return Some(file);
        }
    }
}

/// Whether both are one file.
#[cfg(unix)]
pub(super) fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Whether both are one file: where that cannot be told, nothing ever takes the place of anything.
#[cfg(not(unix))]
pub(super) fn is_same(_: &Metadata, _: &Metadata) -> bool {
    true
}
