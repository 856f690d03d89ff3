//! `vaultchart plan`.

mod arguments;
mod command;
mod command_line;
mod files;

pub(super) use arguments::{PLAN_EXAMPLES, PlanArguments};
pub(super) use command::run;
