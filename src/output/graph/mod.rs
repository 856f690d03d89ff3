//! Pictures of a release: SVG to look at, DOT and Mermaid for programs that draw.

mod dot;
mod layout;
mod mermaid;
mod svg;
mod view;

pub use view::{GraphView, draw_graph};
