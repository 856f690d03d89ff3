//! The index: what an earlier run wrote into a folder, so that the next one can remove what is no longer rendered and
//! never touches a file that it did not write.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path};

use super::error::{FolderError, at};
use super::in_place;
use super::names::Names;

/// The index: one relative path a line, sorted.
pub(super) const INDEX: &str = ".vaultchart-index";

/// What the names of our own begin with.
pub(super) const RESERVED: &str = ".vaultchart-";

/// Reads which files an earlier run wrote into the folder; nothing if there is no index.
///
/// # Errors
/// Whatever the system refuses, and a folder whose last run was stopped halfway.
pub fn folder_index(folder: &Path) -> Result<Option<BTreeSet<String>>, FolderError> {
    if in_place::is_unfinished(folder) {
        return Err(FolderError::Unfinished(folder.to_owned()));
    }
    Ok(read(folder)?.map(|names| names.iter().collect()))
}

/// Reads the index of a folder, if there is one.
pub(super) fn read(folder: &Path) -> Result<Option<Names>, FolderError> {
    let path = folder.join(INDEX);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(at(&path)(error)),
    };
    // An index is only believed about names that this program could have written.
    Ok(Some(text.lines().filter(|name| check_name(name).is_ok()).collect()))
}

/// Writes the index of a folder.
pub(super) fn write(folder: &Path, names: &Names) -> Result<(), FolderError> {
    let path = folder.join(INDEX);
    let write = || {
        let mut file = BufWriter::new(File::create(&path)?);
        names.iter().try_for_each(|name| writeln!(file, "{name}"))?;
        file.flush()
    };
    write().map_err(at(&path))
}

/// Refuses a name that does not stay inside the folder, or that is kept for the run itself.
pub(super) fn check_name(name: &str) -> Result<(), FolderError> {
    let inside = !name.is_empty()
        && !name.contains('\n')
        && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    match inside {
        true if name.starts_with(RESERVED) => Err(FolderError::Reserved(name.to_owned())),
        true => Ok(()),
        false => Err(FolderError::Outside(name.to_owned())),
    }
}

/// Makes the folders that a path lies in.
pub(super) fn create_parent(path: &Path) -> Result<(), FolderError> {
    path.parent().map_or(Ok(()), |parent| fs::create_dir_all(parent).map_err(at(parent)))
}
