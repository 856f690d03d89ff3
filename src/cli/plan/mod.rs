//! `vaultchart plan`.

mod arguments;
mod command;
mod command_line;
mod files;
mod helm;

pub(super) use arguments::{AFTER_HELP, PlanArguments};
pub(super) use command::run;
