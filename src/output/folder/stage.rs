//! A new set of files on its way into a folder: written as it is made, by several threads, and moved in at the end.
//!
//! What a killed run left is finished first. The new set lies beside the folder if the two can change places, else
//! inside. Memory holds names alone.

use std::fs::{self, File, Metadata};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::beside::{BesidePlace, Outcome};
use super::error::{FolderError, at};
use super::index;
use super::made::MadeFolders;
use super::names::Names;
use super::{in_place, lock};

/// Files on their way into a folder; dropped without a commit, it leaves the folder as it was.
#[derive(Debug)]
pub struct FolderStage {
    folder: PathBuf,
    made: MadeFolders,
    /// What an earlier run wrote.
    own: Names,
    /// Where the new set lies.
    staging: PathBuf,
    /// How it will come into place, if not file by file.
    place: Option<BesidePlace>,
    new: Mutex<Names>,
    // Dropped last: until then, other runs wait.
    _locks: [Option<File>; 2],
}

impl FolderStage {
    /// Starts a new set in place of what an earlier run wrote; waits for a run that writes the same folder.
    ///
    /// # Errors
    /// Whatever the system refuses.
    pub fn open(folder: &Path) -> Result<Self, FolderError> {
        Self::start(folder, BesidePlace::of)
    }

    /// Starts a new set that comes into place as `place` finds possible.
    pub(super) fn start(folder: &Path, place: fn(&Path) -> Option<BesidePlace>) -> Result<Self, FolderError> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let (made, lock) = enter(folder)?;
        let stage = Self {
            folder: folder.to_owned(),
            made,
            own: Names::default(),
            staging: in_place::staging(folder),
            place: None,
            new: Mutex::default(),
            _locks: [lock, None],
        };
        stage.prepared(place(folder))
    }

    /// Finishes what a killed run left, and makes room for the new set.
    fn prepared(mut self, place: Option<BesidePlace>) -> Result<Self, FolderError> {
        place.as_ref().map_or(Ok(()), BesidePlace::finish)?;
        in_place::finish(&self.folder)?;
        self.own = index::read(&self.folder)?.unwrap_or_default();
        fs::create_dir(&self.staging).map_err(at(&self.staging))?;
        // What can be moved out can be moved back, should the two folders not change places in the end.
        if let Some(place) = place.filter(|place| fs::rename(&self.staging, &place.new).is_ok()) {
            self.staging.clone_from(&place.new);
            self.place = Some(place);
        }
        self._locks[1] = lock::lock(&self.staging).ok().flatten();
        Ok(self)
    }

    /// Writes files of the new set, by their paths inside a folder of the folder, or on top for an empty name; threads
    /// may do so at once for different folders.
    ///
    /// # Errors
    /// A name that leads out of the folder, a foreign file in the way, or whatever the system refuses.
    pub fn add(&self, inside: &str, files: &[(String, String)]) -> Result<(), FolderError> {
        let prefix = if inside.is_empty() { String::new() } else { format!("{inside}/") };
        let is_new = !self.made.is_empty() || self.folder.join(inside).symlink_metadata().is_err();
        let mut made = vec![PathBuf::new()];
        let mut names = Vec::with_capacity(files.len());
        for (name, text) in files {
            let name = format!("{prefix}{name}");
            index::check_name(&name)?;
            if !is_new && !self.own.contains(&name) {
                // What else may be in the way shows at the end; this one is told before the work is done.
                in_place::refuse_foreign(&self.folder, &name, &self.own)?;
            }
            self.create_parents(Path::new(&name), &mut made)?;
            self.write(&name, text)?;
            names.push(name);
        }
        let mut new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        new.extend(names.iter().map(String::as_str));
        Ok(())
    }

    /// Writes a file; one that says the same as before is taken over, and so does not look changed to anybody.
    fn write(&self, name: &str, text: &str) -> Result<(), FolderError> {
        let (old, path) = (self.folder.join(name), self.staging.join(name));
        if self.own.contains(name) && holds(&old, text) && fs::hard_link(&old, &path).is_ok() {
            return Ok(());
        }
        // Never into a file that is there: it may be that of the old set.
        File::create_new(&path).and_then(|mut file| file.write_all(text.as_bytes())).map_err(at(&path))
    }

    /// Makes the folders that a name lies in, each once.
    fn create_parents(&self, name: &Path, made: &mut Vec<PathBuf>) -> Result<(), FolderError> {
        let missing = |parent: &&Path| !made.iter().any(|made| made == parent);
        let missing: Vec<&Path> = name.ancestors().skip(1).take_while(missing).collect();
        for parent in missing.into_iter().rev() {
            let path = self.staging.join(parent);
            match fs::create_dir(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(at(&path)(error)),
                _ => made.push(parent.to_owned()),
            }
        }
        Ok(())
    }

    /// How many files of an earlier run the new set does not have, and so will be removed.
    pub(super) fn files_that_go(&self) -> usize {
        self.own.count_not_in(&self.new.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// How many folders of an earlier run hold nothing of the new set, and so will be removed.
    pub fn folders_that_go(&self) -> usize {
        self.own.folders_not_in(&self.new.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Brings the new set into place, and removes the files of the old one and their folders.
    ///
    /// # Errors
    /// A foreign file in the way, or whatever the system refuses; as long as not every file is written, the old ones
    /// stay as they are.
    pub fn commit(self) -> Result<(), FolderError> {
        let new = std::mem::take(&mut *self.new.lock().unwrap_or_else(PoisonError::into_inner));
        index::write(&self.staging, &new)?;
        let place = self.place.as_ref();
        match place.map_or(Ok(Outcome::NotPossible), |place| place.put(&self.own))? {
            Outcome::Done => Ok(()),
            Outcome::NotPossible => in_place::put(&self.folder, &self.staging, &self.own, &new),
        }
    }
}

impl Drop for FolderStage {
    fn drop(&mut self) {
        // No one is left to report to, and the next run removes it too.
        let _ = fs::remove_dir_all(&self.staging);
        self.made.take_back();
    }
}

/// Whether this is a file of this text.
fn holds(path: &Path, text: &str) -> bool {
    let is_as_long = |found: Metadata| found.is_file() && found.len() == text.len() as u64;
    path.symlink_metadata().is_ok_and(is_as_long) && fs::read(path).is_ok_and(|found| found == text.as_bytes())
}

/// Makes the folder if it is missing, and locks it.
fn enter(folder: &Path) -> Result<(MadeFolders, Option<File>), FolderError> {
    loop {
        let made = MadeFolders::make(folder).map_err(at(folder))?;
        // A run that failed removes the folder that it made, also while others wait for it.
        if let Ok(lock) = lock::lock(folder) {
            return Ok((made, lock));
        }
    }
}
