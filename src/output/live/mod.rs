//! What runs, as people and programs see it: the status of a release, and how far a rollout is.

mod progress;
mod status;
mod table;

pub use progress::{draw_progress, next_line, progress_line, progress_to_json};
pub use status::{Status, draw_status, status_to_json};
