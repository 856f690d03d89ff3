//! Rewriting an old values file: its text is edited at the places of its keys, so that comments, order and formatting
//! stay.

mod block;
mod edit;
mod expected;
mod mend;
mod migration;
mod rewrite;
mod volumes;
mod words;

pub use mend::{Mended, mend};
pub use migration::{Change, Left, Migration, Reason, migrate};
pub use rewrite::Rewrite;
