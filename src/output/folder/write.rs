//! A set of files that is all there, written in one go: one that the next run replaces, or one that is the user's from
//! then on.

use std::fs;
use std::io;
use std::path::Path;

use super::error::{FolderError, at};
use super::index::{self, INDEX, RESERVED};
use super::stage::FolderStage;

/// Writes the files, given by their paths inside the folder, and removes those of an earlier run that are not given;
/// returns how many these were.
///
/// Whenever the program is killed, the folder holds the old set or the new one; a folder that cannot be exchanged with
/// another (a mount point, or the one that the program runs in) only does so once the next run has finished the work.
///
/// # Errors
/// A path that leads out of the folder, a foreign file in the way, or whatever the system refuses; as long as not every
/// file could be written, the old ones stay as they are.
pub fn write_folder(folder: &Path, files: &[(String, String)]) -> Result<usize, FolderError> {
    files.iter().try_for_each(|(name, _)| index::check_name(name))?;
    let stage = FolderStage::open(folder)?;
    stage.add("", files)?;
    let gone = stage.files_that_go();
    stage.commit().map(|()| gone)
}

/// Writes files, given by their paths inside the folder, into one that is not there or holds nothing. They belong to the
/// user from then on: no index names them.
///
/// # Errors
/// A folder that holds something, or whatever the system refuses; then nothing is written.
pub fn write_new_folder(folder: &Path, files: &[(String, String)]) -> Result<(), FolderError> {
    files.iter().try_for_each(|(name, _)| index::check_name(name))?;
    if !is_free(folder).map_err(at(folder))? {
        return Err(FolderError::Foreign(folder.to_owned()));
    }
    let stage = FolderStage::open(folder)?;
    stage.add("", files)?;
    stage.commit()?;
    let index = folder.join(INDEX);
    fs::remove_file(&index).map_err(at(&index))
}

/// Whether nothing is there, or nothing but what a killed run left.
fn is_free(folder: &Path) -> io::Result<bool> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        // A file in the place of the folder, as against one in the place of a folder above it.
        Err(_) if folder.symlink_metadata().is_ok_and(|found| !found.is_dir()) => return Ok(false),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(true);
        }
        Err(error) => return Err(error),
    };
    let is_of_run = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with(RESERVED) && name != INDEX;
    for entry in entries {
        if !is_of_run(&entry?.file_name()) {
            return Ok(false);
        }
    }
    Ok(true)
}
