//! Views of a plan: to read, to post, to run, and for programs.

mod json;
mod markdown;
mod script;
mod text;
mod view;

pub use view::{PlanView, draw_plan};
