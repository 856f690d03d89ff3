//! The one owner of secrets: knows them by name, form and place, and puts masks in their places.
//!
//! `names` and `forms` say what a secret looks like, `text` finds it in a text, `tree` in what was read of one, be it a
//! values file or an object. What is drawn passes through here: messages and findings with their lines through a
//! [`Veil`], objects through [`Masks`]. Where it is in doubt whether something is a secret, it is hidden.

mod commands;
mod forms;
mod marks;
mod masks;
mod names;
mod needles;
mod object_text;
mod text;
mod tree;
mod value;
mod veil;

pub use marks::{marks_of_text, marks_of_tree};
pub use masks::{Masks, looks_secret};
pub use text::{Secret, secrets};
pub use veil::Veil;
