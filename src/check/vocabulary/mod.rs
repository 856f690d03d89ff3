//! What Vault's documentation knows of its configuration: the names of blocks and attributes, and what they take.
//!
//! Tables are data, one file a family. `settings` walks a configuration beside them. A storage that the documentation
//! only lists, and whose parameters belong to a community backend, has a name and no table: its block is not judged.

mod accepted;
mod enterprise;
mod entry;
#[cfg(test)]
mod facts;
mod listener;
mod lives;
mod seal;
mod service_registration;
mod settings;
mod shared;
mod storage;
mod storage_cloud;
mod storage_database;
mod telemetry;
mod top;

pub(super) use accepted::{lacks, words};
pub(super) use entry::Kind;
pub(super) use lives::ignored;
pub(super) use settings::{Meaning, Setting, settings};
pub(super) use top::{home, types};
