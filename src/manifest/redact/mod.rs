//! Hides secrets in the trees of objects, before any text is made of them.
//!
//! A secret becomes `(hidden 3f9a2c)`: a keyed hash, so that equal and different stay visible and nothing else does.
//! `names` and `forms` say what a secret looks like, `text` finds it in longer texts, `tree` in objects.

mod forms;
mod mask;
mod names;
mod text;
mod tree;

pub use mask::{Redactor, looks_secret};
pub use text::{Secret, secrets};
