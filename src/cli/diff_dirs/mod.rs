//! `vaultchart diff-dirs`, which `kubectl diff` runs.

mod arguments;
mod command;
mod kubectl;

pub(super) use arguments::{AFTER_HELP, DiffDirsArguments};
pub(super) use command::run;
pub(super) use kubectl::as_typed;
