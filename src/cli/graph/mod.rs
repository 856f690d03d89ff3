//! `vaultchart graph`.

mod arguments;
mod command;

pub(super) use arguments::{AFTER_HELP, GraphArguments};
pub(super) use command::run;
