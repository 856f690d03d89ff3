//! The set is moved into the folder file by file. A folder is the journal: once the whole new set lies in it, it is
//! renamed to say so, and from then on the next run finishes what a killed one began.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::error::{FolderError, at};
use super::index::{self, INDEX, create_parent};

/// Where the files lie until all of them are written.
const STAGING: &str = ".vaultchart-staging";
/// Where they lie once they are, until each has been moved to its place.
const COMMIT: &str = ".vaultchart-commit";

/// Whether a run was stopped after its first file may have been moved.
pub(super) fn is_unfinished(folder: &Path) -> bool {
    folder.join(COMMIT).symlink_metadata().is_ok()
}

/// Brings the folder to the old set or the new one, as far as a killed run had come.
pub(super) fn finish(folder: &Path) -> Result<(), FolderError> {
    remove_all(&folder.join(STAGING))?;
    if is_unfinished(folder) { commit(folder) } else { Ok(()) }
}

/// Writes the set.
pub(super) fn write(folder: &Path, files: &[(String, String)]) -> Result<(), FolderError> {
    let (staging, journal) = (folder.join(STAGING), folder.join(COMMIT));
    let staged = fs::create_dir(&staging).map_err(at(&staging)).and_then(|()| index::write_set(&staging, files));
    if let Err(error) = staged {
        // Of the two errors, the first says why.
        let _ = remove_all(&staging);
        return Err(error);
    }
    fs::rename(&staging, &journal).map_err(at(&journal))?;
    commit(folder)
}

/// Moves the files to their places, which takes no space and so cannot run out of it; the index comes last.
fn commit(folder: &Path) -> Result<(), FolderError> {
    let journal = folder.join(COMMIT);
    if let Some(new) = index::read(&journal)? {
        let old = index::read(folder)?.unwrap_or_default();
        // What goes may stand in the way of what comes.
        old.difference(&new).try_for_each(|name| remove(folder, name))?;
        new.iter().try_for_each(|name| put(folder, &journal, name, &old))?;
        let index = folder.join(INDEX);
        fs::rename(journal.join(INDEX), &index).map_err(at(&index))?;
    }
    remove_all(&journal)
}

fn put(folder: &Path, journal: &Path, name: &str, old: &BTreeSet<String>) -> Result<(), FolderError> {
    let (from, path) = (journal.join(name), folder.join(name));
    if from.symlink_metadata().is_err() {
        return Ok(());
    }
    refuse_foreign(folder, name, old)?;
    create_parent(&path)?;
    fs::rename(from, &path).map_err(at(&path))
}

/// Refuses a file that is in the way and not ours, and a link where a folder has to be: it may lead anywhere.
pub(super) fn refuse_foreign(folder: &Path, name: &str, old: &BTreeSet<String>) -> Result<(), FolderError> {
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
