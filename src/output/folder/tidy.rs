//! Removes the old folder once the new one stands in its place, and loses no file that is not ours.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

use super::error::{FolderError, at};
use super::index::{self, INDEX, create_parent};
use super::lock::is_same;
use super::names::Names;

/// Removes what lies in `old`. A file that the new folder does not have, since somebody wrote it while the two changed
/// places, is moved there.
pub(super) fn tidy(old: &Path, folder: &Path) -> Result<(), FolderError> {
    let own = index::read(old)?.unwrap_or_default();
    let tidy = Tidy { old, folder, own };
    tidy.files_inside(Path::new(""))?;
    // The index goes last: without it, a run that comes after a killed one would take our files for somebody else's.
    let index = old.join(INDEX);
    if index.symlink_metadata().is_ok() {
        fs::remove_file(&index).map_err(at(&index))?;
    }
    fs::remove_dir(old).map_err(at(old))
}

struct Tidy<'a> {
    old: &'a Path,
    folder: &'a Path,
    own: Names,
}

impl Tidy<'_> {
    fn files_inside(&self, inside: &Path) -> Result<(), FolderError> {
        for (name, is_folder) in entries(&self.old.join(inside))? {
            let inside = inside.join(name);
            if is_folder {
                self.files_inside(&inside)?;
                let path = self.old.join(&inside);
                fs::remove_dir(&path).map_err(at(&path))?;
            } else if inside != Path::new(INDEX) {
                self.file(&inside)?;
            }
        }
        Ok(())
    }

    fn file(&self, inside: &Path) -> Result<(), FolderError> {
        let (from, to) = (self.old.join(inside), self.folder.join(inside));
        if inside.to_str().is_some_and(|name| self.own.contains(name)) {
            return fs::remove_file(&from).map_err(at(&from));
        }
        let here = from.symlink_metadata().map_err(at(&from))?;
        match to.symlink_metadata() {
            Ok(there) if is_same(&here, &there) => fs::remove_file(&from).map_err(at(&from)),
            Ok(_) => Err(FolderError::Foreign(from)),
            Err(_) => create_parent(&to).and_then(|()| fs::rename(&from, &to).map_err(at(&to))),
        }
    }
}

/// What lies in a folder, and whether it is one itself; read to its end before anything is removed.
fn entries(folder: &Path) -> Result<Vec<(OsString, bool)>, FolderError> {
    let read = || -> io::Result<_> {
        fs::read_dir(folder)?
            .map(|entry| entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?.is_dir()))))
            .collect()
    };
    read().map_err(at(folder))
}
