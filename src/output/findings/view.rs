//! The views of findings by name.

use super::document::Findings;
use super::{github, json, junit, markdown, sarif, text};
use crate::choice::choice;
use crate::diagnostic::Severity;

choice! {
    /// A view of findings.
    #[derive(Default)]
    pub enum FindingsView: "view", word {
        /// Drawn with the lines that they speak of.
        #[default]
        Text = "text",
        /// A JSON document.
        Json = "json",
        /// SARIF 2.1.0, for code scanning.
        Sarif = "sarif",
        /// A JUnit report, a test case a rule, a suite a file.
        Junit = "junit",
        /// Workflow commands of GitHub Actions.
        Github = "github",
        /// A comment on a pull request.
        Markdown = "markdown",
    }
}

/// How views are drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct FindingsDrawing {
    /// Whether there may be colours.
    pub is_coloured: bool,
    /// The mildest severity that fails the run; none if nothing does.
    pub fails: Option<Severity>,
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
