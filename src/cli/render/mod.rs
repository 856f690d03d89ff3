//! `vaultchart render`.

mod arguments;
mod command;
mod drift;
mod fleet;
mod notes;

pub(super) use arguments::{AFTER_HELP, RenderArguments};
pub(super) use command::run;
pub(super) use fleet::run as run_fleet;
