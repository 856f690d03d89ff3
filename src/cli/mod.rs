//! The command line: the only place that touches arguments, environment, standard streams and exit codes.
//!
//! A command is a folder, or a file where it is small: what was typed (`arguments`), what is done (`command`), and the
//! same for many releases (`fleet`). What several commands share stands beside them: the release that is rendered
//! (`release`), the sides that are compared (`sides`), files of git revisions (`revision`), many releases (`fleet`).

mod arguments;
mod check;
mod choice;
mod completion;
mod completions;
mod diff;
mod diff_dirs;
mod eject;
mod exit;
mod failure;
mod fleet;
mod form;
mod function;
mod graph;
mod init;
mod inputs;
mod live;
mod man;
mod messages;
mod plan;
mod program;
mod release;
mod render;
mod revision;
mod rollout;
mod session;
mod sides;
mod status;
mod streams;
mod tips;
mod upgrade;
mod values;

pub use program::main;
