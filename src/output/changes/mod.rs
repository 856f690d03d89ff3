//! Views of a diff, one file each: for a terminal, a pipe, a program, a pull request, a browser and `patch`.
//!
//! A view draws one diff, or those of many files (`fleet`). Every view draws the same data and shows only what is in
//! it: what must stay hidden is hidden before a diff is made. What a value holds is text and never markup, a control
//! sequence or a separate line.

mod aligned;
mod fleet;
mod html;
mod hunks;
mod json;
mod markdown;
mod outline;
mod patch;
mod paths;
mod summary;
mod text;
mod view;
mod words;

use super::printable;

pub use fleet::{ComparedFile, DrawnFile, FileOp, Fleet, LeftOfFile, draw_file, draw_fleet};
pub use patch::{ShownText, TextPatch, text_patch};
pub use view::{ChangesView, Drawing, draw_changes};
