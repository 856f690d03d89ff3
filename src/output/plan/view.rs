//! The views of a plan by name.

use std::str::FromStr;

use super::{json, markdown, script, text};
use crate::rollout::Plan;

/// The form in which a plan is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanView {
    /// Numbered steps with the commands to paste.
    Text,
    /// The same for a pull request or a ticket, with boxes to tick.
    Markdown,
    /// Data for programs.
    Json,
    /// A shell script that looks before each step, and asks.
    Script,
}

/// A word that is no view of a plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no view of a plan: use one of `text`, `markdown`, `json`, `script`")]
pub struct UnknownPlanView(pub String);

impl PlanView {
    /// Every view, the usual one first.
    pub const ALL: [Self; 4] = [Self::Text, Self::Markdown, Self::Json, Self::Script];

    /// The word that a user types.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Script => "script",
        }
    }
}

impl FromStr for PlanView {
    type Err = UnknownPlanView;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|view| view.word() == text).ok_or_else(|| UnknownPlanView(text.to_owned()))
    }
}

/// Draws a plan; the text ends with a line break.
pub fn draw_plan(plan: &Plan, view: PlanView) -> String {
    match view {
        PlanView::Text => text::draw(plan),
        PlanView::Markdown => markdown::draw(plan),
        PlanView::Json => json::draw(plan),
        PlanView::Script => script::draw(plan),
    }
}
