//! The calls that change something on the disk, one by one, so that a test can let any of them fail.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::Path;

/// The disk of this machine.
#[derive(Debug, Default)]
pub(super) struct Disk {
    /// What a test lets fail.
    #[cfg(test)]
    pub(super) fault: Option<Fault>,
}

/// A fault of the disk.
#[cfg(test)]
#[derive(Debug)]
pub(super) struct Fault {
    /// How many calls go well before it.
    pub(super) after: usize,
    /// Whether nothing goes well from then on, as if the program had been killed.
    pub(super) lasts: bool,
}

impl Disk {
    /// Makes a file that must not be there.
    pub(super) fn create(&mut self, path: &Path) -> io::Result<File> {
        self.call(|| File::create_new(path))
    }

    /// Fills a file, and has it on the disk before it is moved.
    pub(super) fn fill(&mut self, mut file: &File, text: &str) -> io::Result<()> {
        let (one, other) = text.as_bytes().split_at(text.len() / 2);
        self.call(|| file.write_all(one))?;
        self.call(|| file.write_all(other))?;
        self.call(|| file.sync_all())
    }

    /// Gives a file the permissions of another.
    pub(super) fn permit(&mut self, file: &File, permissions: Permissions) -> io::Result<()> {
        self.call(|| file.set_permissions(permissions))
    }

    /// Gives a file another name, which nothing may have.
    pub(super) fn link(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(|| fs::hard_link(from, to))
    }

    /// Moves a file over another.
    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(|| fs::rename(from, to))
    }

    /// Removes a file.
    pub(super) fn remove(&mut self, path: &Path) -> io::Result<()> {
        self.call(|| fs::remove_file(path))
    }

    #[cfg(not(test))]
    fn call<T>(&mut self, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        act()
    }

    #[cfg(test)]
    fn call<T>(&mut self, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        match &mut self.fault {
            Some(Fault { after: 0, lasts: true }) => Err(io::ErrorKind::StorageFull.into()),
            Some(fault) if fault.after == 0 => {
                self.fault = None;
                Err(io::ErrorKind::StorageFull.into())
            }
            Some(fault) => {
                fault.after -= 1;
                act()
            }
            None => act(),
        }
    }
}
