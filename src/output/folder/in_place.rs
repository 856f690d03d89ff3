//! The set is moved into the folder file by file. A folder is the journal: once the whole new set lies in it, it is
//! renamed to say so, and from then on the next run finishes what a killed one began.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::{FolderError, at};
use super::index::{self, INDEX, create_parent};
use super::names::Names;

/// Where the files lie until all of them are written.
const STAGING: &str = ".vaultchart-staging";
/// Where they lie once they are, until each has been moved to its place.
const COMMIT: &str = ".vaultchart-commit";

/// Where a new set of a folder lies first.
pub(super) fn staging(folder: &Path) -> PathBuf {
    folder.join(STAGING)
}

/// Whether a run was stopped after its first file may have been moved.
pub(super) fn is_unfinished(folder: &Path) -> bool {
    folder.join(COMMIT).symlink_metadata().is_ok()
}

/// Brings the folder to the old set or the new one, as far as a killed run had come.
pub(super) fn finish(folder: &Path) -> Result<(), FolderError> {
    remove_all(&staging(folder))?;
    if is_unfinished(folder) { commit(folder) } else { Ok(()) }
}

/// Moves a set that lies elsewhere, its index with it, into the folder.
pub(super) fn put(folder: &Path, staging: &Path, own: &Names, new: &Names) -> Result<(), FolderError> {
    new.iter().try_for_each(|name| refuse_foreign(folder, &name, own))?;
    let journal = folder.join(COMMIT);
    fs::rename(staging, &journal).map_err(at(&journal))?;
    commit(folder)
}

/// Moves the files to their places, which takes no space and so cannot run out of it; the index comes last.
fn commit(folder: &Path) -> Result<(), FolderError> {
    let journal = folder.join(COMMIT);
    if let Some(new) = index::read(&journal)? {
        let old = index::read(folder)?.unwrap_or_default();
        // What goes may stand in the way of what comes.
        old.iter().filter(|name| !new.contains(name)).try_for_each(|name| remove(folder, &name))?;
        for (top, rests) in new.tops() {
            move_top(folder, &journal, top, rests, &old)?;
        }
        let index = folder.join(INDEX);
        fs::rename(journal.join(INDEX), &index).map_err(at(&index))?;
    }
    remove_all(&journal)
}

/// Moves all that is under one name: in one step if there is nothing in the way, else file by file.
fn move_top(folder: &Path, journal: &Path, top: &str, rests: &[Box<str>], old: &Names) -> Result<(), FolderError> {
    let path = folder.join(top.trim_end_matches('/'));
    if path.symlink_metadata().is_err() && fs::rename(journal.join(top), &path).is_ok() {
        return Ok(());
    }
    rests.iter().try_for_each(|rest| move_file(folder, journal, &format!("{top}{rest}"), old))
}

fn move_file(folder: &Path, journal: &Path, name: &str, old: &Names) -> Result<(), FolderError> {
    let (from, path) = (journal.join(name), folder.join(name));
    if from.symlink_metadata().is_err() {
        return Ok(());
    }
    refuse_foreign(folder, name, old)?;
    create_parent(&path)?;
    fs::rename(from, &path).map_err(at(&path))
}

/// Refuses a file that is in the way and not ours, and a link where a folder has to be: it may lead anywhere.
pub(super) fn refuse_foreign(folder: &Path, name: &str, old: &Names) -> Result<(), FolderError> {
    let path = folder.join(name);
    if path.symlink_metadata().is_ok() && !old.contains(name) {
        return Err(FolderError::Foreign(path));
    }
    for parent in parents(name) {
        let path = folder.join(parent);
        let is_ours = parent.to_str().is_some_and(|parent| old.contains(parent));
        if path.symlink_metadata().is_ok_and(|found| !found.is_dir()) && !is_ours {
            return Err(FolderError::Foreign(path));
        }
    }
    Ok(())
}

/// Removes a file of an earlier run, and its folders where nothing else is left in them.
fn remove(folder: &Path, name: &str) -> Result<(), FolderError> {
    // What lies behind a link is not what was written here.
    let is_behind_a_link = |parent| folder.join(parent).symlink_metadata().is_ok_and(|found| !found.is_dir());
    let path = folder.join(name);
    if parents(name).any(is_behind_a_link) || path.symlink_metadata().is_err() {
        return Ok(());
    }
    fs::remove_file(&path).map_err(at(&path))?;
    for parent in parents(name) {
        // A folder that holds something else stays, and so does all above it.
        if fs::remove_dir(folder.join(parent)).is_err() {
            break;
        }
    }
    Ok(())
}

/// The folders that a name lies in, the innermost first.
fn parents(name: &str) -> impl Iterator<Item = &Path> {
    Path::new(name).ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty())
}

fn remove_all(path: &Path) -> Result<(), FolderError> {
    if path.symlink_metadata().is_err() { Ok(()) } else { fs::remove_dir_all(path).map_err(at(path)) }
}
