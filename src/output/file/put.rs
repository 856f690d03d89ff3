//! Writes files beside their places, and moves them there once all of them are written.

use std::fs::{self, Permissions};
use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::error::{FileError, at};

/// How many files of killed runs may lie beside a file before no room is looked for.
const MOST_LEFT: usize = 100;

/// Writes files, all of them or none: in the place of those that are `ours` by their text, or where nothing is.
///
/// # Errors
/// A file in the way that is not ours, or whatever the system refuses; then all of them are as they were.
pub fn write_files(files: &[(PathBuf, String)], is_ours: impl Fn(&str) -> bool) -> Result<(), FileError> {
    write_to(&mut Disk::default(), files, is_ours)
}

/// Writes a file in the place of one that the user named; where a link leads to it, the link stays.
///
/// # Errors
/// A link that leads out of its folder, or whatever the system refuses; then the file is as it was.
pub fn replace_file(path: &Path, text: &str) -> Result<(), FileError> {
    replace_on(&mut Disk::default(), path, text)
}

pub(super) fn write_to(
    disk: &mut Disk,
    files: &[(PathBuf, String)],
    is_ours: impl Fn(&str) -> bool,
) -> Result<(), FileError> {
    let mut set = Set { disk, moves: Vec::new() };
    for (path, text) in files {
        let old = old(path, &is_ours)?;
        if old.as_ref().is_none_or(|old| old.text != *text) {
            set.moves.push(Move {
                path: path.clone(),
                text,
                old: old.map(|old| old.permissions),
                new: None,
                kept: None,
            });
        }
    }
    set.put()
}

pub(super) fn replace_on(disk: &mut Disk, path: &Path, text: &str) -> Result<(), FileError> {
    let beside = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = beside.canonicalize().map_err(at(path))?;
    let named = path;
    let path = path.canonicalize().map_err(at(path))?;
    if !path.starts_with(folder) {
        return Err(FileError::Outside(named.to_owned()));
    }
    let permissions = path.metadata().map_err(at(&path))?.permissions();
    let one = Move { path, text, old: Some(permissions), new: None, kept: None };
    Set { disk, moves: vec![one] }.put()
}

/// A file of ours that is there.
struct Old {
    text: String,
    permissions: Permissions,
}

/// The file of ours at a path, if anything is there.
fn old(path: &Path, is_ours: impl Fn(&str) -> bool) -> Result<Option<Old>, FileError> {
    let found = match path.symlink_metadata() {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(at(path)(error)),
    };
    let text = if found.is_file() { fs::read_to_string(path).ok() } else { None };
    match text.filter(|text| is_ours(text)) {
        Some(text) => Ok(Some(Old { text, permissions: found.permissions() })),
        None => Err(FileError::Foreign(path.to_owned())),
    }
}

/// Files that come into place together.
struct Set<'a> {
    disk: &'a mut Disk,
    moves: Vec<Move<'a>>,
}

/// One file on its way.
struct Move<'a> {
    path: PathBuf,
    text: &'a str,
    /// What the file in its place may be done with, if there is one.
    old: Option<Permissions>,
    /// Where it lies, from when it is made.
    new: Option<PathBuf>,
    /// Where the old one lies as long as it may be needed again.
    kept: Option<PathBuf>,
}

impl Set<'_> {
    fn put(mut self) -> Result<(), FileError> {
        let Self { disk, moves } = &mut self;
        let written = moves.iter_mut().try_for_each(|one| one.write(disk));
        let result = written.and_then(|()| Self::place_all(disk, moves));
        moves.iter_mut().for_each(|one| one.tidy(disk));
        result
    }

    /// Brings all into place, or none.
    fn place_all(disk: &mut Disk, moves: &mut [Move]) -> Result<(), FileError> {
        for index in 0..moves.len() {
            let (placed, rest) = moves.split_at_mut(index);
            if let Some(Err(error)) = rest.first_mut().map(|one| one.place(disk)) {
                placed.iter_mut().for_each(|one| one.take_back(disk));
                return Err(error);
            }
        }
        Ok(())
    }
}

impl Move<'_> {
    fn write(&mut self, disk: &mut Disk) -> Result<(), FileError> {
        let (path, file) = make_beside(&self.path, |path| disk.create(path))?;
        self.new = Some(path);
        let filled = disk.fill(&file, self.text);
        let old = self.old.clone();
        filled.and_then(|()| old.map_or(Ok(()), |old| disk.permit(&file, old))).map_err(at(&self.path))
    }

    /// Moves the file into place; an old one is kept under another name until all are in theirs.
    fn place(&mut self, disk: &mut Disk) -> Result<(), FileError> {
        let Some(new) = self.new.clone() else { return Ok(()) };
        if self.old.is_none() {
            return self.place_new(disk, &new);
        }
        let path = self.path.clone();
        // Where a file can have one name only, there is no way back; each file is whole all the same.
        self.kept = make_beside(&self.path, |kept| disk.link(&path, kept)).ok().map(|(kept, ())| kept);
        disk.rename(&new, &self.path).map_err(at(&self.path))?;
        self.new = None;
        Ok(())
    }

    fn place_new(&mut self, disk: &mut Disk, new: &Path) -> Result<(), FileError> {
        match disk.link(new, &self.path) {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(FileError::Foreign(self.path.clone()));
            }
            // Where a file can have one name only, nothing better can be done than to look first.
            Err(error) if matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied) => {}
            Err(error) => return Err(at(&self.path)(error)),
        }
        if self.path.symlink_metadata().is_ok() {
            return Err(FileError::Foreign(self.path.clone()));
        }
        disk.rename(new, &self.path).map_err(at(&self.path))?;
        self.new = None;
        Ok(())
    }

    /// No one is left to report to if that fails too.
    fn take_back(&mut self, disk: &mut Disk) {
        match self.kept.take() {
            Some(kept) => drop(disk.rename(&kept, &self.path)),
            None if self.old.is_none() => drop(disk.remove(&self.path)),
            None => {}
        }
    }

    fn tidy(&mut self, disk: &mut Disk) {
        for path in [self.new.take(), self.kept.take()].into_iter().flatten() {
            let _ = disk.remove(&path);
        }
    }
}

/// Makes something beside a path under a name that nothing has.
fn make_beside<T>(path: &Path, mut make: impl FnMut(&Path) -> io::Result<T>) -> Result<(PathBuf, T), FileError> {
    let mut number = 0;
    loop {
        let beside = path.with_file_name(format!(".vaultchart-new-{number}"));
        match make(&beside) {
            Ok(made) => return Ok((beside, made)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < MOST_LEFT => number += 1,
            Err(error) => return Err(at(path)(error)),
        }
    }
}
