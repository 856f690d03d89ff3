//! `vaultchart check`.

mod arguments;
mod command;
mod fleet;

pub(super) use arguments::{AFTER_HELP, CheckArguments};
pub(super) use command::{known_rule, run};
pub(super) use fleet::run as run_fleet;
