//! The verbs of `vaultchart values`, one file each.

pub(in crate::cli) mod explain;
pub(in crate::cli) mod merged;
pub(in crate::cli) mod migrate;
mod reach;
pub(in crate::cli) mod schema;
pub(in crate::cli) mod show;
