//! The forms of a picture by name.

use std::str::FromStr;

use super::{dot, mermaid, svg};
use crate::graph::Graph;

/// The form of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GraphView {
    /// A picture for browsers and pages.
    Svg,
    /// The language of Graphviz.
    Dot,
    /// What GitHub and GitLab draw inside of Markdown.
    Mermaid,
}

/// A word that is no form of a picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no form of a picture: use one of `svg`, `dot`, `mermaid`")]
pub struct UnknownGraphView(pub String);

impl GraphView {
    /// Every form, the usual one first.
    pub const ALL: [Self; 3] = [Self::Svg, Self::Dot, Self::Mermaid];

    /// The word that a user types.
    pub fn word(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Dot => "dot",
            Self::Mermaid => "mermaid",
        }
    }
}

impl FromStr for GraphView {
    type Err = UnknownGraphView;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|view| view.word() == text).ok_or_else(|| UnknownGraphView(text.to_owned()))
    }
}

/// Draws a graph; the text ends with a line break.
pub fn draw_graph(graph: &Graph, view: GraphView) -> String {
    match view {
        GraphView::Svg => svg::draw(graph),
        GraphView::Dot => dot::draw(graph),
        GraphView::Mermaid => mermaid::draw(graph),
    }
}
