//! What Kubernetes takes: the fields of its objects with their types, and the versions that serve an API.
//!
//! Knows objects as trees; knows nothing of how they were made or of where a value came from.

#[rustfmt::skip]
mod built_in;
mod check;
mod content;
mod custom;
mod fault;
mod form;
mod formats;
mod served;
#[rustfmt::skip]
mod table;

pub use check::{check, is_known};
pub use content::refused;
pub use fault::{Fault, FaultKind};
pub use served::{NotServed, served};
