//! The commands, one file each, named after the subcommand.

pub(super) mod check;
pub(super) mod completions;
pub(super) mod diff;
pub(super) mod diff_dirs;
pub(super) mod eject;
pub(super) mod function;
pub(super) mod graph;
pub(super) mod init;
pub(super) mod man;
pub(super) mod plan;
pub(super) mod render;
pub(super) mod values;
