//! `vaultchart rollout`: replaces the servers in the right order.

mod arguments;
mod command;

pub(super) use arguments::{ROLLOUT_EXAMPLES, RolloutArguments};
pub(super) use command::run;
