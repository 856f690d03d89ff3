//! What becomes of references: what is there, and where the user wrote the name.

mod known;
mod origin;
mod unresolved;

pub(super) use crate::references::{Port, Reference, Selector, references};
pub(super) use known::{namespace_of, rendered};
pub use origin::Origins;
pub(super) use origin::origin;
pub(super) use unresolved::{fault, missing, unresolved, words};
