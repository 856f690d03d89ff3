//! One run at a time writes a folder: the others wait. The system lets go of a lock when its owner dies.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// The folder that was to be locked is not there.
pub(super) struct Gone;

/// Locks a folder until the file is dropped; nothing where the system has no such locks.
pub(super) fn lock(folder: &Path) -> Result<Option<File>, Gone> {
    loop {
        let file = match File::open(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Gone),
            Err(_) => return Ok(None),
            Ok(file) => file,
        };
        let Ok(held) = file.lock().and_then(|()| file.metadata()) else { return Ok(None) };
        // Whoever held the lock may have put another folder in the place of this one, or removed it.
        if folder.metadata().is_ok_and(|found| is_same(&held, &found)) {
            return Ok(Some(file));
        }
    }
}

/// Whether both are one file.
#[cfg(unix)]
pub(super) fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Whether both are one file: where that cannot be determined, nothing ever takes the place of anything.
#[cfg(not(unix))]
pub(super) fn is_same(_: &Metadata, _: &Metadata) -> bool {
    true
}
