//! References from object to object: what an object names, what is there, and where the user wrote the name.

mod collect;
mod known;
mod origin;
mod pod;
mod reference;
mod selector;
mod unresolved;

pub(super) use collect::references;
pub(super) use known::{namespace_of, rendered};
pub(super) use origin::origin;
pub(super) use reference::{Port, Reference};
pub(super) use selector::Selector;
pub(super) use unresolved::{unresolved, words};
