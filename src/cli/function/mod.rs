//! `vaultchart fn`.

mod arguments;
mod command;
mod krm;

pub(super) use arguments::{AFTER_HELP, FunctionArguments};
pub(super) use command::run;
