//! `vaultchart check`.

mod arguments;
mod command;
mod fleet;

pub(super) use arguments::{CHECK_EXAMPLES, CheckArguments};
pub(super) use command::run;
pub(super) use fleet::run as run_fleet;
