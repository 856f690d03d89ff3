//! The text that Helm's `toYaml` and `toYamlPretty` give, to the letter: it is quoted, hashed and encoded by templates,
//! so that an equal value in other words would not do.
//!
//! Helm's library reads YAML 1.1, quotes what its own reader would take for another type, and folds long lines. A value
//! goes one way: `json` does to it what Helm's detour through JSON does, `layout` lays out maps and lists in the order
//! of `order`, `style` chooses how to write a text by its characters and by what `meaning` and `moment` see in it, and
//! `scalar` writes it with the pen of `pen`.

mod json;
mod layout;
mod meaning;
mod moment;
mod number;
mod order;
mod pen;
mod scalar;
mod style;
#[cfg(test)]
mod tests;

pub(super) use json::{length, through_json};
pub(super) use layout::{Form, write};
