//! `vaultchart graph`.

mod arguments;
mod command;

pub(super) use arguments::{GRAPH_EXAMPLES, GraphArguments};
pub(super) use command::run;
