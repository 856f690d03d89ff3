//! `vaultchart status`: the running servers on one screen.

mod arguments;
mod command;

pub(super) use arguments::{STATUS_EXAMPLES, StatusArguments};
pub(super) use command::run;
