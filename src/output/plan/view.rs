//! The views of a plan by name.

use super::{json, markdown, script, text};
use crate::choice::choice;
use crate::output::Drawing;
use crate::rollout::Plan;

choice! {
    /// The form in which a plan is shown.
    pub enum PlanView: "view", word {
        /// Numbered steps with the commands to paste.
        Text = "text",
        /// The same for a pull request or a ticket, with boxes to tick.
        Markdown = "markdown",
        /// Data for programs.
        Json = "json",
        /// A shell script that looks before each step, and asks.
        Script = "script",
    }
}

/// Draws a plan; the text ends with a line break.
pub fn draw_plan(plan: &Plan, view: PlanView, drawing: &Drawing) -> String {
    match view {
        PlanView::Text => text::draw(plan, drawing),
        PlanView::Markdown => markdown::draw(plan),
        PlanView::Json => json::draw(plan),
        PlanView::Script => script::draw(plan),
    }
}
