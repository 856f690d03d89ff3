//! `vaultchart status`: the running servers on one screen.

mod arguments;
mod command;

pub(super) use arguments::{AFTER_HELP, StatusArguments};
pub(super) use command::run;
