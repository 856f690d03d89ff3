//! What Kubernetes takes: the fields of its objects with their types, and the versions that serve an API.
//!
//! Knows objects as trees; knows nothing of how they were made or of where a value came from.

mod check;
mod custom;
mod fault;
mod form;
mod formats;
mod served;
#[rustfmt::skip]
mod table;

pub use check::{check, is_known};
pub use fault::{Fault, FaultKind};
pub use served::{NotServed, served};
