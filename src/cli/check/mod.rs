//! `vaultchart check`.

mod arguments;
mod baseline;
mod checking;
mod command;
mod fix;
mod fleet;
mod manifests;

pub(super) use arguments::{AFTER_HELP, CheckArguments};
pub(super) use checking::known_rule;
pub(super) use command::run;
pub(super) use fleet::run as run_fleet;
