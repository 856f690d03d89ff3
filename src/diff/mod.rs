//! What changes between two sets of objects, and what each change does to the running pods.
//!
//! Data first: [`diff`] gives a [`Diff`] of objects, changes and verdicts; how it is drawn is somebody else's business.
//! Knows nothing of values, templates, views or the command line.

mod align;
mod apply;
mod around;
mod change;
mod compare;
mod conditions;
mod config;
mod faults;
mod glob;
mod instruction;
mod judge;
mod left_out;
mod list;
mod list_keys;
mod mounts;
mod pair;
mod path;
mod pattern;
mod place;
mod quantity;
mod recipe;
mod release_notes;
mod rename;
mod server_rows;
mod settings;
mod similarity;
mod text;
mod tree;
mod updates;
mod verdict;
mod verdicts;
mod words;

pub use crate::manifest::ObjectId;
pub(crate) use align::runs;
pub use apply::apply;
pub use change::{Change, Counts, Detail, Diff, Hunk, ObjectDiff, ObjectOp, Op};
pub use compare::{diff, meaning};
pub use config::config_changes;
pub use glob::glob;
pub use instruction::Instruction;
pub use left_out::{Foreign, LeftOut, NotOurs};
pub use path::{DiffStep, Path};
pub use pattern::{Pattern, PatternError, PatternProblem};
pub use release_notes::{ReleaseNote, ReleaseNotes};
pub use settings::Settings;
pub use verdict::Verdict;
