//! The views by name, and what they need to know beside the diff.

use super::{html, json, markdown, patch, paths, summary, text};
use crate::choice::choice;
use crate::diff::Diff;

choice! {
    /// The form in which a diff is shown.
    #[derive(Default)]
    pub enum ChangesView: "view", word {
        /// Hunks of YAML under a headline for each object.
        #[default]
        Text = "text",
        /// One line an object.
        Summary = "summary",
        /// One line a change.
        Paths = "paths",
        /// Data for programs.
        Json = "json",
        /// A comment on a pull request.
        Markdown = "markdown",
        /// A page of its own.
        Html = "html",
        /// What `patch -p1` applies to files of one object each.
        Patch = "patch",
    }
}

/// How much is drawn, and where.
#[derive(Clone, Copy, Debug)]
pub struct Drawing {
    /// How many lines of YAML are shown before and after a change.
    pub context: usize,
    /// Whether the text may hold the colours of a terminal.
    pub is_coloured: bool,
    /// The columns of the screen, for what stands at its right.
    pub width: usize,
    /// Whether objects that are not of the release are listed, and not only counted.
    pub shows_foreign: bool,
}

impl Default for Drawing {
    fn default() -> Self {
        Self { context: 3, is_coloured: false, width: 80, shows_foreign: false }
    }
}

/// Draws a diff; the text ends with a line break unless it is empty.
pub fn draw_changes(diff: &Diff, view: ChangesView, drawing: &Drawing) -> String {
    match view {
        ChangesView::Text => text::draw(diff, drawing),
        ChangesView::Summary => summary::draw(diff, drawing),
        ChangesView::Paths => paths::draw(diff, drawing),
        ChangesView::Json => json::draw(diff),
        ChangesView::Markdown => markdown::draw(diff, drawing),
        ChangesView::Html => html::draw(diff, drawing),
        ChangesView::Patch => patch::draw(diff, drawing),
    }
}
