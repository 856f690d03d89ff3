//! The forms of a picture by name.

use super::{dot, mermaid, svg};
use crate::choice::choice;
use crate::graph::Graph;

choice! {
    /// The form of a picture.
    pub enum GraphView: "form of a picture", word {
        /// A picture for browsers and pages.
        Svg = "svg",
        /// The language of Graphviz.
        Dot = "dot",
        /// What GitHub and GitLab draw inside of Markdown.
        Mermaid = "mermaid",
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
