//! Single files, written so that whoever looks sees the old one or the new one: each is written beside its place and
//! then moved there.
//!
//! Nothing is overwritten that was not written here, unless the user asked for it by name ([`replace_file`]).

mod disk;
mod error;
mod put;
#[cfg(test)]
mod tests;

pub use error::FileError;
pub use put::{replace_file, write_files};
