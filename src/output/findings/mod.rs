//! Views of findings: for people, for programs and for the places where changes are reviewed.

mod json;
mod rules;
mod text;
mod view;

pub use rules::{explain_rule, list_rules, rules_page};
pub use view::{FindingsDrawing, FindingsView, draw_findings};
