//! The way in: what a killed run left is finished, what is not ours is refused, and the set is written.

use std::fs;
use std::path::Path;

use super::beside::{Outcome, Place};
use super::error::{FolderError, at};
use super::{in_place, index, lock};

/// Writes the files, given by their paths inside the folder, and removes those of an earlier run that are not given.
///
/// Whenever the program is killed, the folder holds the old set or the new one; a folder that cannot be exchanged with
/// another (a mount point, or the one that the program runs in) only does so once the next run has finished the work.
///
/// # Errors
/// A path that leads out of the folder, a foreign file in the way, or whatever the system refuses; as long as not every
/// file could be written, the old ones stay as they are.
pub fn write_folder(folder: &Path, files: &[(String, String)]) -> Result<(), FolderError> {
    files.iter().try_for_each(|(name, _)| index::check_name(name))?;
    fs::create_dir_all(folder).map_err(at(folder))?;
    let _lock = lock::lock(folder);
    let place = Place::of(folder);
    place.as_ref().map_or(Ok(()), Place::finish)?;
    in_place::finish(folder)?;
    let own = index::read(folder)?.unwrap_or_default();
    files.iter().try_for_each(|(name, _)| in_place::refuse_foreign(folder, name, &own))?;
    match place.map_or(Ok(Outcome::NotPossible), |place| place.write(files, &own))? {
        Outcome::Done => Ok(()),
        Outcome::NotPossible => in_place::write(folder, files),
    }
}
