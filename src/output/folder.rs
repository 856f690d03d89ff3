//! Writes manifests into a folder, one file a template: all of them or none.
//!
//! The folder keeps an index of what was written into it, so that the next run can remove what is no longer rendered
//! and never touches a file that it did not write.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The index: one relative path a line, sorted.
const INDEX: &str = ".vaultchart-index";
/// Where the files lie until all of them are written.
const STAGING: &str = ".vaultchart-staging";

/// Why the folder was left as it was.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// A file in the way that an earlier run did not write.
    #[error("`{}` is in the way: it was not written by an earlier run", .0.display())]
    Foreign(PathBuf),
    /// A name that would lead out of the folder.
    #[error("`{0}` is not a file name inside the folder")]
    Outside(String),
    /// The system said no.
    #[error("cannot write `{}`: {error}", path.display())]
    Io {
        /// What could not be written.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// Writes the files, given by their paths inside the folder, and removes those of an earlier run that are not given.
///
/// # Errors
/// A path that leads out of the folder, a foreign file in the way, or whatever the system refuses; as long as not every
/// file could be written, the old ones stay as they are.
pub fn write_folder(folder: &Path, files: &[(String, String)]) -> Result<(), FolderError> {
    let old = read_index(folder)?;
    for (name, _) in files {
        check_name(name)?;
        let path = folder.join(name);
        if path.symlink_metadata().is_ok() && !old.contains(name) {
            return Err(FolderError::Foreign(path));
        }
    }
    fs::create_dir_all(folder).map_err(at(folder))?;
    let staging = folder.join(STAGING);
    let written = stage(&staging, files).and_then(|()| commit(folder, &staging, files, &old));
    let removed = fs::remove_dir_all(&staging);
    written?;
    removed.map_err(at(&staging))
}

fn stage(staging: &Path, files: &[(String, String)]) -> Result<(), FolderError> {
    if staging.exists() {
        fs::remove_dir_all(staging).map_err(at(staging))?;
    }
    for (name, text) in files {
        write(&staging.join(name), text)?;
    }
    let index: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let lines: String = index.into_iter().map(|name| format!("{name}\n")).collect();
    write(&staging.join(INDEX), &lines)
}

/// The files are moved into place, which takes no space and so cannot run out of it; the index comes last.
fn commit(
    folder: &Path,
    staging: &Path,
    files: &[(String, String)],
    old: &BTreeSet<String>,
) -> Result<(), FolderError> {
    for (name, _) in files {
        let path = folder.join(name);
        create_parent(&path)?;
        fs::rename(staging.join(name), &path).map_err(at(&path))?;
    }
    let new: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    for name in old.iter().filter(|name| !new.contains(name.as_str())) {
        remove(folder, name)?;
    }
    let index = folder.join(INDEX);
    fs::rename(staging.join(INDEX), &index).map_err(at(&index))
}

/// Removes a file of an earlier run, and its folders where nothing else is left in them.
fn remove(folder: &Path, name: &str) -> Result<(), FolderError> {
    let path = folder.join(name);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(&path)(error)),
        _ => {}
    }
    let parents = Path::new(name).ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty());
    for parent in parents {
        // A folder that holds something else stays, and so does all above it.
        if fs::remove_dir(folder.join(parent)).is_err() {
            break;
        }
    }
    Ok(())
}

fn read_index(folder: &Path) -> Result<BTreeSet<String>, FolderError> {
    Ok(folder_index(folder)?.unwrap_or_default())
}

/// Reads which files an earlier run wrote into the folder; nothing if there is no index.
///
/// # Errors
/// Whatever the system refuses.
pub fn folder_index(folder: &Path) -> Result<Option<BTreeSet<String>>, FolderError> {
    let path = folder.join(INDEX);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(at(&path)(error)),
    };
    // An index is only believed about names that this program could have written.
    Ok(Some(text.lines().filter(|name| check_name(name).is_ok()).map(str::to_owned).collect()))
}

fn check_name(name: &str) -> Result<(), FolderError> {
    let inside =
        !name.is_empty() && Path::new(name).components().all(|part| matches!(part, std::path::Component::Normal(_)));
    if inside { Ok(()) } else { Err(FolderError::Outside(name.to_owned())) }
}

fn write(path: &Path, text: &str) -> Result<(), FolderError> {
    create_parent(path)?;
    fs::write(path, text).map_err(at(path))
}

fn create_parent(path: &Path) -> Result<(), FolderError> {
    path.parent().map_or(Ok(()), |parent| fs::create_dir_all(parent).map_err(at(parent)))
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> FolderError {
    let path = path.to_owned();
    move |error| FolderError::Io { path, error }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<(String, String)> {
        names.iter().map(|name| ((*name).to_owned(), format!("{name}\n"))).collect()
    }

    fn listing(folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(next).expect("a folder").flatten() {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                } else {
                    found.push(entry.path().strip_prefix(folder).expect("inside").display().to_string());
                }
            }
        }
        found.sort();
        found
    }

    #[test]
    fn a_second_run_removes_what_the_first_wrote_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        write_folder(folder.path(), &files(&["server/a.yaml", "ui/b.yaml", "csi/c.yaml"])).expect("the first run");
        fs::write(folder.path().join("csi/mine.yaml"), "mine").expect("a file of the user's");
        write_folder(folder.path(), &files(&["server/a.yaml"])).expect("the second run");
        assert_eq!(listing(folder.path()), [INDEX, "csi/mine.yaml", "server/a.yaml"]);
        assert!(!folder.path().join("ui").exists());
    }

    #[test]
    fn a_foreign_file_in_the_way_stops_everything() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("b.yaml"), "mine").expect("a file of the user's");
        let refused = write_folder(folder.path(), &files(&["a.yaml", "b.yaml"]));
        assert!(matches!(refused, Err(FolderError::Foreign(_))));
        assert_eq!(listing(folder.path()), ["b.yaml"]);
    }

    #[test]
    fn names_cannot_lead_out() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["../a", "/a", "", "a/../../b", "."] {
            assert!(matches!(write_folder(folder.path(), &files(&[name])), Err(FolderError::Outside(_))), "{name}");
        }
        fs::write(folder.path().join(INDEX), "../outside\n").expect("a forged index");
        write_folder(folder.path(), &files(&["a.yaml"])).expect("a run");
    }

    #[test]
    fn what_cannot_all_be_written_is_not_written_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        write_folder(folder.path(), &files(&["a.yaml"])).expect("the first run");
        // A file cannot be a folder too, so the second name fails while the first is already staged.
        let broken = [("a.yaml".to_owned(), "new".to_owned()), ("a.yaml/b".to_owned(), "new".to_owned())];
        assert!(write_folder(folder.path(), &broken).is_err());
        assert_eq!(fs::read_to_string(folder.path().join("a.yaml")).expect("the old file"), "a.yaml\n");
        assert_eq!(listing(folder.path()), [INDEX, "a.yaml"]);
    }
}
