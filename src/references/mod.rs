//! How objects name each other: references by name, selectors by labels, and the pods that objects make.
//!
//! Knows what stands in manifests and nothing of values, of a release or of what is wrong with it.

mod collect;
mod of_pod;
pub(crate) mod pods;
mod reference;
mod selector;
pub(crate) mod tree;

pub(crate) use collect::references;
pub(crate) use reference::{Port, Reference};
pub(crate) use selector::Selector;
