//! The views of findings by name.

use std::str::FromStr;

use super::{json, text};
use crate::check::Finding;
use crate::source::Sources;

/// A view of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingsView {
    /// Drawn with the lines that they speak of.
    Text,
    /// A JSON document.
    Json,
}

/// How views are drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct FindingsDrawing {
    /// Whether there may be colours.
    pub is_coloured: bool,
}

impl FindingsView {
    /// Every view.
    pub const ALL: [Self; 2] = [Self::Text, Self::Json];

    /// The word that the command line calls it by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
        }
    }
}

impl FromStr for FindingsView {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|view| view.word() == text);
        found.ok_or_else(|| format!("there is no view `{text}`"))
    }
}

/// Draws findings in a view, with a newline at the end.
pub fn draw_findings(findings: &[Finding], sources: &Sources, view: FindingsView, drawing: &FindingsDrawing) -> String {
    match view {
        FindingsView::Text => text::draw(findings, sources, drawing.is_coloured),
        FindingsView::Json => json::draw(findings, sources),
    }
}
