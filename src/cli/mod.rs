//! The command line: the only place that touches arguments, environment, standard streams and exit codes.

mod args;
mod chart_args;
mod check_args;
mod commands;
mod completion;
mod diff_args;
mod drift;
mod exit;
mod fleet;
mod git;
mod graph_args;
mod inputs;
mod krm;
mod kubectl_diff;
mod layers;
mod listing;
mod manifests;
mod messages;
mod mixed_up;
mod notes;
mod origin;
mod plan_args;
mod plan_files;
mod program;
mod project;
mod random_key;
mod release_args;
mod request;
mod sides;
mod streams;
mod typed;
mod written;

pub use program::main;
