//! The command line: the only place that touches arguments, environment, standard streams and exit codes.

mod args;
mod commands;
mod exit;
mod inputs;
mod layers;
mod messages;
mod program;
mod streams;

pub use program::main;
