//! A set of files that is all there: written in one go.

use std::path::Path;

use super::error::FolderError;
use super::index;
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
