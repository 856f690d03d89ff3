//! A folder of many sets of manifests, one folder each: staged as they are made, then moved in together.
//!
//! One index on top tells what all of them hold, so that the next run removes the folders of files that are gone. What
//! is staged lies on the disk: memory holds the names alone.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::folder::{FolderError, folder_index};

/// The index: one relative path a line, sorted.
const INDEX: &str = ".vaultchart-index";
/// Where the files lie until all of them are written.
const STAGING: &str = ".vaultchart-staging";

/// Sets of manifests on their way into a folder; dropped without a commit, it leaves the folder as it was.
#[derive(Debug)]
pub struct FolderStage {
    folder: PathBuf,
    is_new: bool,
    old: BTreeSet<String>,
    new: Mutex<BTreeSet<String>>,
}

impl FolderStage {
    /// Starts a new set in place of what an earlier run wrote.
    ///
    /// # Errors
    /// Whatever the system refuses.
    pub fn open(folder: &Path) -> Result<Self, FolderError> {
        let old = folder_index(folder)?.unwrap_or_default();
        let is_new = !folder.exists();
        let staging = folder.join(STAGING);
        if staging.symlink_metadata().is_ok() {
            fs::remove_dir_all(&staging).map_err(at(&staging))?;
        }
        fs::create_dir_all(&staging).map_err(at(&staging))?;
        Ok(Self { folder: folder.to_owned(), is_new, old, new: Mutex::default() })
    }

    /// Stages the files of one folder inside; threads may do so at once for different ones.
    ///
    /// # Errors
    /// A name that leads out of the folder, a foreign file in the way, or whatever the system refuses.
    pub fn add(&self, inside: &str, files: &[(String, String)]) -> Result<(), FolderError> {
        let mut names = Vec::with_capacity(files.len());
        let mut last_parent = PathBuf::new();
        for (name, text) in files {
            let name = format!("{inside}/{name}");
            self.refuse(inside, &name)?;
            let path = self.folder.join(STAGING).join(&name);
            let parent = path.parent().unwrap_or(&self.folder);
            if parent != last_parent {
                fs::create_dir_all(parent).map_err(at(parent))?;
                last_parent = parent.to_owned();
            }
            fs::write(&path, text).map_err(at(&path))?;
            names.push(name);
        }
        self.new.lock().unwrap_or_else(PoisonError::into_inner).extend(names);
        Ok(())
    }

    /// Refuses a file that is in the way and not ours, and a link where a folder has to be: it may lead anywhere.
    fn refuse(&self, inside: &str, name: &str) -> Result<(), FolderError> {
        let is_normal = |name: &str| {
            !name.contains('\n') && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
        };
        if inside.is_empty() || !is_normal(inside) || !is_normal(name) {
            return Err(FolderError::Outside(name.to_owned()));
        }
        let path = self.folder.join(name);
        if path.symlink_metadata().is_ok() && !self.old.contains(name) {
            return Err(FolderError::Foreign(path));
        }
        for parent in parents(name) {
            let path = self.folder.join(parent);
            let is_ours = parent.to_str().is_some_and(|parent| self.old.contains(parent));
            if path.symlink_metadata().is_ok_and(|found| !found.is_dir()) && !is_ours {
                return Err(FolderError::Foreign(path));
            }
        }
        Ok(())
    }

    /// Moves everything into place, which takes no space and so cannot run out of it; the index comes last.
    ///
    /// # Errors
    /// Whatever the system refuses.
    pub fn commit(self) -> Result<(), FolderError> {
        let new = std::mem::take(&mut *self.new.lock().unwrap_or_else(PoisonError::into_inner));
        let staged_index = self.folder.join(STAGING).join(INDEX);
        let lines: String = new.iter().map(|name| format!("{name}\n")).collect();
        fs::write(&staged_index, lines).map_err(at(&staged_index))?;
        // What goes may stand in the way of what comes.
        self.old.difference(&new).try_for_each(|name| self.remove(name))?;
        let folders: BTreeSet<&str> = new.iter().filter_map(|name| name.split('/').next()).collect();
        let moved: BTreeSet<&str> = folders.into_iter().filter(|folder| self.move_whole(folder)).collect();
        for name in new.iter().filter(|name| name.split('/').next().is_none_or(|top| !moved.contains(top))) {
            let path = self.folder.join(name);
            let parent = path.parent().unwrap_or(&self.folder);
            fs::create_dir_all(parent).map_err(at(parent))?;
            fs::rename(self.folder.join(STAGING).join(name), &path).map_err(at(&path))?;
        }
        let index = self.folder.join(INDEX);
        fs::rename(&staged_index, &index).map_err(at(&index))
    }

    /// Moves a folder that is not there yet in one step.
    fn move_whole(&self, folder: &str) -> bool {
        let path = self.folder.join(folder);
        path.symlink_metadata().is_err() && fs::rename(self.folder.join(STAGING).join(folder), path).is_ok()
    }

    /// Removes a file of an earlier run, and its folders where nothing else is left in them.
    fn remove(&self, name: &str) -> Result<(), FolderError> {
        // What lies behind a link is not what was written here.
        let is_behind_a_link = |parent| self.folder.join(parent).symlink_metadata().is_ok_and(|found| !found.is_dir());
        let path = self.folder.join(name);
        if parents(name).any(is_behind_a_link) || path.symlink_metadata().is_err() {
            return Ok(());
        }
        fs::remove_file(&path).map_err(at(&path))?;
        for parent in parents(name) {
            // A folder that holds something else stays, and so does all above it.
            if fs::remove_dir(self.folder.join(parent)).is_err() {
                break;
            }
        }
        Ok(())
    }
}

impl Drop for FolderStage {
    fn drop(&mut self) {
        // Nobody can be told here, and the next run removes it too.
        let _ = fs::remove_dir_all(self.folder.join(STAGING));
        if self.is_new {
            // Only if it is empty.
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

/// The folders that a name lies in, the innermost first.
fn parents(name: &str) -> impl Iterator<Item = &Path> {
    Path::new(name).ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty())
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> FolderError {
    let path = path.to_owned();
    move |error| FolderError::Io { path, error }
}
