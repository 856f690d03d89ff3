//! YAML as Helm understands it: reading into nodes with places, and writing what every reader understands alike.
//!
//! Knows nothing of values, templates or Kubernetes.

mod anchor;
mod build;
mod constant;
mod error;
mod json;
mod map;
mod node;
mod notice;
mod place_in_text;
mod quote;
mod read;
mod scalar;
mod spelling;
mod syntax;
mod within;
mod write;

pub(crate) use build::VALUES_LIMIT;
pub use constant::{Constant, ConstantData};
pub use error::ReadError;
pub use json::without_lone_halves;
pub use map::{Entries, Map};
pub use node::{Data, Entry, Node, Number, Style};
pub use notice::Notice;
pub use place_in_text::{place_in_text, places_in_text, settle_place, settle_places};
pub use quote::{is_deceptive, is_no_character};
pub use read::{Document, Stream, read, without_quotes};
pub use scalar::{ScalarError, resolve_plain};
pub use spelling::{invisible, spelling_notices};
pub use within::read_within;
pub use write::{write, write_map};
