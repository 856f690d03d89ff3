//! The index: what an earlier run wrote into a folder, so that the next one can remove what is no longer rendered and
//! never touches a file that it did not write.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path};

use super::error::{FolderError, at};
use super::in_place;

/// The index: one relative path a line, sorted.
pub(super) const INDEX: &str = ".vaultchart-index";

/// Reads which files an earlier run wrote into the folder; nothing if there is no index.
///
/// # Errors
/// Whatever the system refuses, and a folder whose last run was stopped halfway.
pub fn folder_index(folder: &Path) -> Result<Option<BTreeSet<String>>, FolderError> {
    if in_place::is_unfinished(folder) { Err(FolderError::Unfinished(folder.to_owned())) } else { read(folder) }
}

/// Reads the index of a folder, if there is one.
pub(super) fn read(folder: &Path) -> Result<Option<BTreeSet<String>>, FolderError> {
    let path = folder.join(INDEX);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(at(&path)(error)),
    };
    // An index is only believed about names that this program could have written.
    Ok(Some(text.lines().filter(|name| check_name(name).is_ok()).map(str::to_owned).collect()))
}

/// Writes the index and then the files into an empty folder. The index comes first, so that whatever else lies there
/// after a kill is known to be ours.
pub(super) fn write_set(folder: &Path, files: &[(String, String)]) -> Result<(), FolderError> {
    let names: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    write(&folder.join(INDEX), &names.into_iter().map(|name| format!("{name}\n")).collect::<String>())?;
    files.iter().try_for_each(|(name, text)| write(&folder.join(name), text))
}

/// Refuses a name that does not stay inside the folder.
pub(super) fn check_name(name: &str) -> Result<(), FolderError> {
    let inside = !name.is_empty()
        && !name.contains('\n')
        && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    if inside { Ok(()) } else { Err(FolderError::Outside(name.to_owned())) }
}

/// Makes the folders that a path lies in.
pub(super) fn create_parent(path: &Path) -> Result<(), FolderError> {
    path.parent().map_or(Ok(()), |parent| fs::create_dir_all(parent).map_err(at(parent)))
}

fn write(path: &Path, text: &str) -> Result<(), FolderError> {
    create_parent(path)?;
    fs::write(path, text).map_err(at(path))
}
