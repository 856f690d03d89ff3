//! Manifests in a folder, one file a template: the old set or the new one, whenever the program is killed.
//!
//! A `stage` takes the new set of one release, or of many with a folder each. It chooses the way: the new set is made
//! `beside` the folder and the two change places in one step, or, where that is not possible, it is moved in file by
//! file with a journal, which the next run finishes (`in_place`).

mod beside;
mod error;
mod in_place;
mod index;
mod lock;
mod made;
mod names;
mod stage;
#[cfg(test)]
mod tests;
mod tidy;
mod write;

pub use error::FolderError;
pub(super) use error::reason;
pub use index::folder_index;
pub use made::MadeFolders;
pub use stage::FolderStage;
pub use write::{write_folder, write_new_folder};
