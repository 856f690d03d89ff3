//! What commands on a running release share: where it is, `kubectl` as a process, and the person at the terminal.

mod arguments;
mod outcome;
mod process;
mod terminal;

pub(super) use arguments::{LiveArguments, ProgressForm, RunArguments, time};
pub(super) use outcome::{blind, end};
pub(super) use process::{Process, token};
pub(super) use terminal::{Terminal, may_ask, now};
