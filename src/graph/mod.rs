//! How the objects of a release hang together: which one leads to which, and why.
//!
//! Data for drawings; knows nothing of how they are drawn.

mod make;
mod tier;

pub use make::graph;
pub use tier::Tier;

/// Objects and what leads from one to the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    /// The objects, in the order in which they are installed; those that are only named come last.
    pub nodes: Vec<Node>,
    /// What leads from one to the other.
    pub edges: Vec<Edge>,
}

/// One object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its kind.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Where in the picture it belongs.
    pub tier: Tier,
    /// Whether it is rendered; others are only named by objects that are.
    pub is_rendered: bool,
}

/// A way from one object to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The index of the object that names or selects the other.
    pub from: usize,
    /// The index of the other.
    pub to: usize,
    /// What the one is to the other, such as `mounts`.
    pub label: &'static str,
}
