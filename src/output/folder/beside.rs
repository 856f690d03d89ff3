//! The new set is made in a folder beside the old one, with links to all files that are not ours; then the two change
//! places in one step of the system. Whoever looks sees the one or the other.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{FolderError, at};
use super::index::{self, INDEX};
use super::lock;
use super::tidy::{names, tidy};

/// A folder with more files that are not ours is not worth linking: it is no folder of manifests.
const FOREIGN_LIMIT: usize = 10_000;
/// The same for folders within each other.
const DEPTH_LIMIT: usize = 100;

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The new set is in place.
    Done,
    /// Nothing was changed: the folder cannot be exchanged.
    NotPossible,
}

/// Why a folder cannot be exchanged, where it does not matter to anybody.
struct Unlinkable;

impl From<io::Error> for Unlinkable {
    fn from(_: io::Error) -> Self {
        Self
    }
}

/// The folder under its real name, and the two names beside it.
pub(super) struct Place {
    folder: PathBuf,
    new: PathBuf,
    old: PathBuf,
}

impl Place {
    /// Nothing for a folder that must stay the one it is: the top of a file system, or one that the run stands in.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let folder = folder.canonicalize().ok()?;
        let here = Path::new(".").canonicalize().ok()?;
        if here.starts_with(&folder) {
            return None;
        }
        let beside = |word: &str| {
            let mut name = OsString::from(".");
            name.push(folder.file_name()?);
            name.push(word);
            Some(folder.parent()?.join(name))
        };
        let (new, old) = (beside(".vaultchart-new")?, beside(".vaultchart-old")?);
        Some(Self { folder, new, old })
    }

    /// Removes what a killed run left.
    pub(super) fn finish(&self) -> Result<(), FolderError> {
        if is_folder(&self.new) {
            // Ours or a second name of a file in the folder: nothing is lost.
            fs::remove_dir_all(&self.new).map_err(at(&self.new))?;
        }
        if is_folder(&self.old) { tidy(&self.old, &self.folder) } else { Ok(()) }
    }

    /// Writes the set.
    pub(super) fn write(&self, files: &[(String, String)], own: &BTreeSet<String>) -> Result<Outcome, FolderError> {
        if fs::create_dir(&self.new).is_err() {
            return Ok(Outcome::NotPossible);
        }
        let _lock = lock::lock(&self.new);
        let written = index::write_set(&self.new, files);
        let is_exchanged = written.is_ok() && self.link(own).and_then(|()| self.exchange()).is_ok();
        if is_exchanged {
            return tidy(&self.old, &self.folder).map(|()| Outcome::Done);
        }
        let _ = fs::remove_dir_all(&self.new);
        written.map(|()| Outcome::NotPossible)
    }

    /// From here to the next line the new folder has the name of the old one; a run that is killed there is tidied up
    /// after all the same.
    fn exchange(&self) -> Result<(), Unlinkable> {
        fs::rename(&self.new, &self.old)?;
        exchange(&self.old, &self.folder).or_else(|error| {
            fs::rename(&self.old, &self.new)?;
            Err(error.into())
        })
    }

    /// Gives the new folder everything of the old one that is not ours.
    fn link(&self, own: &BTreeSet<String>) -> Result<(), Unlinkable> {
        let mut links = Links { place: self, own, left: FOREIGN_LIMIT };
        links.folder_inside(Path::new(""))
    }
}

struct Links<'a> {
    place: &'a Place,
    own: &'a BTreeSet<String>,
    left: usize,
}

impl Links<'_> {
    fn folder_inside(&mut self, inside: &Path) -> Result<(), Unlinkable> {
        let (old, new) = (self.place.folder.join(inside), self.place.new.join(inside));
        if inside.components().count() > DEPTH_LIMIT {
            return Err(Unlinkable);
        }
        let mut has_foreign = false;
        for name in names(&old).map_err(|_| Unlinkable)? {
            let inside = inside.join(name);
            let found = old.join(inside.file_name().ok_or(Unlinkable)?).symlink_metadata()?;
            if found.is_dir() {
                self.folder_inside(&inside)?;
            } else if !self.is_own(&inside) {
                has_foreign = true;
                self.left = self.left.checked_sub(1).ok_or(Unlinkable)?;
                fs::create_dir_all(&new)?;
                fs::hard_link(self.place.folder.join(&inside), self.place.new.join(&inside))?;
            }
        }
        let is_empty = !has_foreign && fs::read_dir(&old)?.next().is_none();
        if is_empty {
            fs::create_dir_all(&new)?;
        }
        if is_folder(&new) { look_alike(&old, &new) } else { Ok(()) }
    }

    fn is_own(&self, inside: &Path) -> bool {
        inside == Path::new(INDEX) || inside.to_str().is_some_and(|name| self.own.contains(name))
    }
}

fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| found.is_dir())
}

/// Gives a new folder the owner and the rights of the old one.
#[cfg(unix)]
fn look_alike(old: &Path, new: &Path) -> Result<(), Unlinkable> {
    use std::os::unix::fs::{MetadataExt, chown};
    let (wanted, found) = (old.metadata()?, new.metadata()?);
    if wanted.dev() != found.dev() {
        return Err(Unlinkable);
    }
    if (wanted.uid(), wanted.gid()) != (found.uid(), found.gid()) {
        chown(new, Some(wanted.uid()), Some(wanted.gid()))?;
    }
    Ok(fs::set_permissions(new, wanted.permissions())?)
}

#[cfg(not(unix))]
fn look_alike(_: &Path, _: &Path) -> Result<(), Unlinkable> {
    Err(Unlinkable)
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
