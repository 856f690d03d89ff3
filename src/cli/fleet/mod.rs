//! Many releases in one run, `--each`: which files there are, what their releases are called, the threads that work on
//! them, and what is said of all together.
//!
//! What is common is read once (`files`, `base`); each file is one more layer of values over it (`member`). A thread
//! takes the next file when it is done with one, and keeps nothing of a release but what is to be said of it: messages
//! (`report`), findings, the drawn diff. What is said of several files in the same words is kept and told once
//! (`shared`). Each command that takes `--each` has its fleet form beside it.

mod arguments;
mod base;
mod files;
mod member;
mod pattern;
mod progress;
mod report;
mod shared;
mod work;

pub(super) use arguments::FleetArguments;
pub(super) use base::Base;
pub(super) use files::Files;
pub(super) use member::{Member, members_then};
pub(super) use progress::width;
pub(super) use report::{Remarks, Report};
pub(super) use shared::{Shared, Told, is_in};
