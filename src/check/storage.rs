//! The storage of the configuration.

use crate::vault_config::{Block, Body};

/// The block that says where data is kept.
#[derive(Clone, Copy)]
pub(super) struct Storage<'b> {
    /// The type, such as `raft`.
    pub(super) kind: &'b str,
    /// Its block.
    pub(super) block: &'b Block,
}

/// The storage under its name or its old name.
pub(super) fn storage<'b>(body: &'b Body, name: &str, old_name: &str) -> Option<Storage<'b>> {
    let block = body.block(name).or_else(|| body.block(old_name))?;
    block.label().map(|kind| Storage { kind, block })
}
