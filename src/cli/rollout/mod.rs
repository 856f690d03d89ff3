//! `vaultchart rollout`: replaces the servers in the right order.

mod arguments;
mod command;

pub(super) use arguments::{AFTER_HELP, RolloutArguments};
pub(super) use command::run;
