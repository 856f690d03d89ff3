//! `vaultchart upgrade`: brings a change to a running release, or installs it.

mod arguments;
mod command;

pub(super) use arguments::{AFTER_HELP, UpgradeArguments};
pub(super) use command::run;
