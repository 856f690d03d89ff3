//! Views: how diagnostics are shown, how diffs are drawn, how manifests lie in a folder, and how values are printed.

mod changes;
mod colours;
mod explanation;
mod file;
mod findings;
mod folder;
mod graph;
mod json_message;
mod live;
mod plan;
mod printable;
mod snippet;
mod values;

pub use changes::{
    ChangesView, ComparedFile, Drawing, DrawnFile, FileOp, Fleet, LeftOfFile, ShownText, TextPatch, draw_changes,
    draw_file, draw_fleet, text_patch,
};
pub use explanation::{Given, Reaching, explanation};
pub use file::{FileError, replace_file, write_files};
pub use findings::{
    Baseline, FileOfFleet, Findings, FindingsDrawing, FindingsView, Section, Shown, UnlistedView, checklist,
    draw_findings, explain_rule, list_rules, rules_page, wanted_certificate,
};
pub use folder::{FolderError, FolderStage, MadeFolders, folder_index, write_folder, write_new_folder};
pub use graph::{GraphView, draw_graph};
pub use json_message::json_message;
pub use live::{Status, draw_progress, draw_status, next_line, progress_line, progress_to_json, status_to_json};
pub use plan::{PlanView, draw_plan};
pub use snippet::draw;
pub use values::{values, values_with_origins};
