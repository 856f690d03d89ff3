//! The views of findings by name.

use std::fmt;
use std::str::FromStr;

use super::document::Findings;
use super::{github, json, junit, markdown, sarif, text};
use crate::diagnostic::Severity;

/// A view of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FindingsView {
    /// Drawn with the lines that they speak of.
    #[default]
    Text,
    /// A JSON document.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// A JUnit report, a test case a rule, a suite a file.
    Junit,
    /// Workflow commands of GitHub Actions.
    Github,
    /// A comment on a pull request.
    Markdown,
}

/// How views are drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct FindingsDrawing {
    /// Whether there may be colours.
    pub is_coloured: bool,
    /// The mildest severity that fails the run; none if nothing does.
    pub fails: Option<Severity>,
}

impl FindingsView {
    /// Every view.
    pub const ALL: [Self; 6] = [Self::Text, Self::Json, Self::Sarif, Self::Junit, Self::Github, Self::Markdown];

    /// The word that the command line calls it by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Github => "github",
            Self::Markdown => "markdown",
        }
    }
}

impl fmt::Display for FindingsView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
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
pub fn draw_findings(findings: &Findings, view: FindingsView, drawing: &FindingsDrawing) -> String {
    match view {
        FindingsView::Text => text::draw(findings, drawing.is_coloured),
        FindingsView::Json => json::draw(findings),
        FindingsView::Sarif => sarif::draw(findings),
        FindingsView::Junit => junit::draw(findings, drawing.fails),
        FindingsView::Github => github::draw(findings),
        FindingsView::Markdown => markdown::draw(findings),
    }
}
