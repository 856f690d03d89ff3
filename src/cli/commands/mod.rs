//! The commands, one file each, named after the subcommand.

pub(super) mod render;
pub(super) mod values;
