//! What Kubernetes takes, and what it makes of it: the fields of its objects with their types, what its server fills in
//! and leaves out, and the versions that serve an API.
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
mod kinds;
mod names;
mod served;
mod stored;
#[rustfmt::skip]
mod table;

pub use check::check;
pub use content::refused;
pub use fault::{Fault, FaultKind};
pub use kinds::is_known;
pub use names::is_name_of;
pub use served::{NotServed, served};
pub use stored::stored;
