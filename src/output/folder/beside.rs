//! The new set is made in a folder beside the old one, with links to all files that are not ours; then the two change
//! places in one step of the system. Whoever looks sees the one or the other.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{FolderError, at};
use super::index::INDEX;
use super::names::Names;
use super::tidy::tidy;

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

/// Why a folder cannot be exchanged: what the system said, or a limit.
struct Hindrance(Option<io::Error>);

impl From<io::Error> for Hindrance {
    fn from(error: io::Error) -> Self {
        Self(Some(error))
    }
}

/// The folder under its real name, and the two names beside it.
#[derive(Debug)]
pub(super) struct BesidePlace {
    folder: PathBuf,
    /// Where the new set is made.
    pub(super) new: PathBuf,
    old: PathBuf,
}

impl BesidePlace {
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

    /// Puts the new set, which is complete but for what is not ours, in the place of the old one.
    pub(super) fn put(&self, own: &Names) -> Result<Outcome, FolderError> {
        match self.link(own).and_then(|()| self.exchange()) {
            Ok(()) => tidy(&self.old, &self.folder).map(|()| Outcome::Done),
            // Another way would need space too.
            Err(Hindrance(Some(error))) if is_full(&error) => Err(at(&self.new)(error)),
            Err(_) => Ok(Outcome::NotPossible),
        }
    }

    /// From here to the next line the new folder has the name of the old one; a run that is killed there is tidied up
    /// after all the same.
    fn exchange(&self) -> Result<(), Hindrance> {
        fs::rename(&self.new, &self.old)?;
        exchange(&self.old, &self.folder).or_else(|error| {
            fs::rename(&self.old, &self.new)?;
            Err(error.into())
        })
    }

    /// Gives the new folder everything of the old one that is not ours.
    fn link(&self, own: &Names) -> Result<(), Hindrance> {
        let mut links = Links { place: self, own, left: FOREIGN_LIMIT };
        links.folder_inside(Path::new(""))
    }
}

struct Links<'a> {
    place: &'a BesidePlace,
    own: &'a Names,
    left: usize,
}

impl Links<'_> {
    fn folder_inside(&mut self, inside: &Path) -> Result<(), Hindrance> {
        let (old, new) = (self.place.folder.join(inside), self.place.new.join(inside));
        if inside.components().count() > DEPTH_LIMIT {
            return Err(Hindrance(None));
        }
        let mut is_empty = true;
        for entry in fs::read_dir(&old)? {
            let entry = entry?;
            let inside = inside.join(entry.file_name());
            is_empty = false;
            if entry.file_type()?.is_dir() {
                self.folder_inside(&inside)?;
            } else if !self.is_own(&inside) {
                self.left = self.left.checked_sub(1).ok_or(Hindrance(None))?;
                fs::create_dir_all(&new)?;
                fs::hard_link(self.place.folder.join(&inside), self.place.new.join(&inside))?;
            }
        }
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

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

/// Gives a new folder the owner and the permissions of the old one.
#[cfg(unix)]
fn look_alike(old: &Path, new: &Path) -> Result<(), Hindrance> {
    use std::os::unix::fs::{MetadataExt, chown};
    let (wanted, found) = (old.metadata()?, new.metadata()?);
    if wanted.dev() != found.dev() {
        return Err(Hindrance(None));
    }
    if (wanted.uid(), wanted.gid()) != (found.uid(), found.gid()) {
        chown(new, Some(wanted.uid()), Some(wanted.gid()))?;
    } else if wanted.mode() == found.mode() {
        return Ok(());
    }
    Ok(fs::set_permissions(new, wanted.permissions())?)
}

#[cfg(not(unix))]
fn look_alike(_: &Path, _: &Path) -> Result<(), Hindrance> {
    Err(Hindrance(None))
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
