//! Values: layers of what the user gave over the documented defaults, merged into one tree whose leaves know their place.
//!
//! It is given texts and hands out trees and diagnostics; it never touches files, arguments or the terminal.

mod advice;
mod assign;
mod check;
mod documentation;
mod file_set;
mod flag_advice;
mod history;
mod image;
mod layer_marks;
mod layers;
mod leave_out;
mod merge;
mod migrate;
mod misplaced;
mod nearest;
mod origin;
mod path;
mod placeholder;
mod read_values;
mod reads;
mod reserved;
mod review;
mod schema;
mod set;
mod set_error;
mod set_json;
mod set_quotes;
mod unknown;
mod writers;

pub use check::any_of;
pub use documentation::{documentation, first_sentence};
pub use file_set::FileSet;
pub use history::{HISTORY, How, Replaced, replaced};
pub use image::Image;
pub use layers::{Layer, LayerKind, Layers, Merged};
pub use merge::{complete, lay, null_maps, over_defaults, remove_unset};
pub use migrate::{Change, Left, Mended, Migration, Reason, Rewrite, mend, migrate};
pub use misplaced::misplaced;
pub use nearest::nearest;
pub use origin::origin;
pub use path::{Path, Segment};
pub use placeholder::placeholder;
pub use read_values::ReadValues;
pub use reads::{Extent, Read, Reads, is_in};
pub use reserved::RESERVED_CHARACTERS;
pub use review::{Later, Review, is_read_by_go_templates};
pub use schema::{Schema, SchemaError, Templated, Type};
pub use set::{SetKind, set_file_names};
pub use set_error::SetError;
pub use unknown::is_slip;
pub use writers::{Said, Writer, writers};
