//! Removes the old folder once the new one stands in its place, and loses no file that is not ours.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::error::{FolderError, at};
use super::index::{self, INDEX, create_parent};
use super::lock::is_same;

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
    own: BTreeSet<String>,
}

impl Tidy<'_> {
    fn files_inside(&self, inside: &Path) -> Result<(), FolderError> {
        for name in names(&self.old.join(inside))? {
            let inside = inside.join(name);
            let path = self.old.join(&inside);
            if path.symlink_metadata().map_err(at(&path))?.is_dir() {
                self.files_inside(&inside)?;
                fs::remove_dir(&path).map_err(at(&path))?;
            } else if inside != Path::new(INDEX) {
                self.file(&inside)?;
            }
        }
        Ok(())
    }

    fn file(&self, inside: &Path) -> Result<(), FolderError> {
        let (from, to) = (self.old.join(inside), self.folder.join(inside));
        let is_own = inside.to_str().is_some_and(|name| self.own.contains(name));
        let there = to.symlink_metadata();
        let here = from.symlink_metadata().map_err(at(&from))?;
        match there {
            _ if is_own => fs::remove_file(&from).map_err(at(&from)),
            Ok(there) if is_same(&here, &there) => fs::remove_file(&from).map_err(at(&from)),
            Ok(_) => Err(FolderError::Foreign(from)),
            Err(_) => create_parent(&to).and_then(|()| fs::rename(&from, &to).map_err(at(&to))),
        }
    }
}

/// The names in a folder, sorted.
pub(super) fn names(folder: &Path) -> Result<Vec<PathBuf>, FolderError> {
    let entries = fs::read_dir(folder).map_err(at(folder))?;
    let mut names: Vec<PathBuf> = entries
        .map(|entry| entry.map(|entry| entry.file_name().into()))
        .collect::<Result<_, _>>()
        .map_err(at(folder))?;
    names.sort();
    Ok(names)
}
