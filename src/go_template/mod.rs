//! Go templates in values: Helm's `tpl`, with the functions of sprig and of Helm that give the same result each time.
//!
//! A text goes one way: `lexer` cuts it into tokens, `parser` and `pipeline` build the tree of `syntax`, `evaluate`
//! walks it over a [`Scope`] within the bounds of `run`. Functions live in `functions`, one file a topic; what `toYaml`
//! gives is written by `yaml_text`.
//!
//! Three differences to Helm are meant: whole numbers of values stay whole and print so, numbers compare by value
//! across integer and float, and what a text sets in the scope is undone after it. Functions that depend on the clock,
//! on chance or on the machine are refused by name. A number of the values is `float64` to `typeOf` and `kindIs`
//! however it was given; one written in the template is `int` or `float64`. Templates may call each other 100 levels
//! deep, blocks and brackets counted.
//!
//! The module knows nothing of where its texts come from.

mod calendar;
mod conversion;
mod engine;
mod error;
mod evaluate;
mod format;
mod functions;
pub mod json;
mod json_fault;
mod lexer;
mod literal;
mod object;
mod parser;
mod pipeline;
mod printf;
mod run;
mod scope;
mod syntax;
#[cfg(test)]
mod tests;
mod value;
pub mod version;
mod yaml_text;

pub use engine::Engine;
pub use error::{Error, ErrorKind};
pub use functions::{function_names, upper_case};
pub use scope::{Capabilities, Release, Scope};
