//! Files as they were in a git revision.

mod git;
mod origin;

pub(super) use origin::{Origin, commit, files_at, find_revision};
