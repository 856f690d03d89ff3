//! The views by name, and what they need to know beside the diff.

use std::fmt;
use std::str::FromStr;

use super::{html, json, markdown, patch, paths, summary, text};
use crate::diff::Diff;

/// The form in which a diff is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChangesView {
    /// Hunks of YAML under a headline for each object.
    #[default]
    Text,
    /// One line an object.
    Summary,
    /// One line a change.
    Paths,
    /// Data for programs.
    Json,
    /// A comment on a pull request.
    Markdown,
    /// A page of its own.
    Html,
    /// What `patch -p1` applies to files of one object each.
    Patch,
}

/// A word that is no view.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no view: use one of `text`, `summary`, `paths`, `json`, `markdown`, `html`, `patch`")]
pub struct UnknownView(pub String);

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
        Self { context: 3, is_coloured: false, width: 100, shows_foreign: false }
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

impl ChangesView {
    /// Every view, the usual one first.
    pub const ALL: [Self; 7] =
        [Self::Text, Self::Summary, Self::Paths, Self::Json, Self::Markdown, Self::Html, Self::Patch];

    /// Gives the word that a user types.
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Summary => "summary",
            Self::Paths => "paths",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Patch => "patch",
        }
    }
}

impl fmt::Display for ChangesView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for ChangesView {
    type Err = UnknownView;

    fn from_str(text: &str) -> Result<Self, UnknownView> {
        let found = Self::ALL.into_iter().find(|view| view.id() == text);
        found.ok_or_else(|| UnknownView(text.to_owned()))
    }
}
