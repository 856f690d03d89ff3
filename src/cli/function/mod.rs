//! `vaultchart fn`.

mod arguments;
mod command;
mod krm;

pub(super) use arguments::{FUNCTION_EXAMPLES, FunctionArguments};
pub(super) use command::run;
