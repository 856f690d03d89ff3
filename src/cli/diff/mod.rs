//! `vaultchart diff`.

mod arguments;
mod before;
mod command;
mod fleet;

pub(super) use arguments::{AFTER_HELP, DiffArguments, FilterArguments, USAGE};
pub(super) use command::{comparison, drawing, run};
pub(super) use fleet::run as run_fleet;
