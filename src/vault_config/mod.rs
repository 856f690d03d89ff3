//! Vault's own configuration, server and agent: HCL 1 as Vault reads it, or JSON, as a tree with places.
//!
//! Both forms of one configuration give the same tree, places aside. Knows nothing of manifests, values or what the
//! settings mean.

mod guess;
mod json;
mod lexer;
mod literal;
mod parse;
mod parser;
mod problem;
#[cfg(test)]
mod tests;
mod tree;

pub use guess::is_vault_config;
pub use parse::parse;
pub use problem::{AlmostClosed, Problem};
pub use tree::{Attribute, Block, Body, Config, Data, Loose, Name, Value, to_json};
