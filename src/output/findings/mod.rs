//! Views of findings: for people, for programs and for the places where changes are reviewed.
//!
//! Every view draws the same document: the findings of one release, or those of all files of a fleet. What a value
//! holds is text and never markup, a command or a line of its own.

mod baseline;
mod certificate;
mod checklist;
mod document;
mod fingerprint;
mod github;
mod items;
mod json;
mod junit;
mod markdown;
mod place;
mod rules;
mod sarif;
mod summary;
mod text;
mod uri;
mod view;
mod wrap;

pub use baseline::Baseline;
pub use certificate::wanted_certificate;
pub use checklist::checklist;
pub use document::{FileOfFleet, Findings, Section, Shown};
pub use rules::{UnlistedView, explain_rule, list_rules, rules_page};
pub use view::{FindingsDrawing, FindingsView, draw_findings};
