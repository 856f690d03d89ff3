//! Where the boxes of a picture lie: a column a tier, and in each column such an order that few lines cross.

use crate::graph::{Graph, Tier};

/// The size of a box.
pub(super) const WIDTH: f64 = 210.0;
pub(super) const HEIGHT: f64 = 44.0;
const COLUMN_GAP: f64 = 90.0;
const ROW_GAP: f64 = 18.0;
/// The room round the picture, and above it for the words over the columns.
pub(super) const MARGIN: f64 = 24.0;
pub(super) const HEAD: f64 = 34.0;
/// How often the order is improved.
const SWEEPS: usize = 8;

/// Where everything lies.
pub(super) struct Layout {
    /// The upper left corner of each node's box.
    pub(super) corners: Vec<(f64, f64)>,
    /// The tiers that there are, and where their columns begin.
    pub(super) columns: Vec<(Tier, f64)>,
    /// The size of the whole.
    pub(super) size: (f64, f64),
}

/// Lays a graph out.
pub(super) fn layout(graph: &Graph) -> Layout {
    let columns = ordered_columns(graph);
    let tallest = columns.iter().map(|(_, nodes)| nodes.len()).max().unwrap_or(0);
    let height = rows(tallest);
    let mut corners = vec![(0.0, 0.0); graph.nodes.len()];
    let mut heads = Vec::new();
    for (index, (tier, nodes)) in columns.iter().enumerate() {
        let x = MARGIN + index as f64 * (WIDTH + COLUMN_GAP);
        heads.push((*tier, x));
        let top = MARGIN + HEAD + (height - rows(nodes.len())) / 2.0;
        for (row, node) in nodes.iter().enumerate() {
            if let Some(corner) = corners.get_mut(*node) {
                *corner = (x, top + row as f64 * (HEIGHT + ROW_GAP));
            }
        }
    }
    let width = columns.len() as f64 * (WIDTH + COLUMN_GAP) - COLUMN_GAP;
    Layout { corners, columns: heads, size: (width.max(WIDTH) + 2.0 * MARGIN, height + HEAD + 2.0 * MARGIN) }
}

fn rows(count: usize) -> f64 {
    (count as f64 * (HEIGHT + ROW_GAP) - ROW_GAP).max(0.0)
}

/// The tiers that there are, each with its nodes from top to bottom.
fn ordered_columns(graph: &Graph) -> Vec<(Tier, Vec<usize>)> {
    let nodes_of = |tier: Tier| {
        graph.nodes.iter().enumerate().filter(|(_, node)| node.tier == tier).map(|(index, _)| index).collect::<Vec<_>>()
    };
    let mut columns: Vec<(Tier, Vec<usize>)> = Tier::ALL.into_iter().map(|tier| (tier, nodes_of(tier))).collect();
    columns.retain(|(_, nodes)| !nodes.is_empty());
    let mut height = vec![0.0; graph.nodes.len()];
    for (_, nodes) in &columns {
        place(nodes, &mut height);
    }
    for sweep in 0..SWEEPS {
        let order: Vec<usize> =
            if sweep % 2 == 0 { (0..columns.len()).collect() } else { (0..columns.len()).rev().collect() };
        for index in order {
            let Some((_, nodes)) = columns.get_mut(index) else { continue };
            nodes.sort_by(|one, other| pull(*one, graph, &height).total_cmp(&pull(*other, graph, &height)));
            place(nodes, &mut height);
        }
    }
    columns
}

/// Notes how high the nodes of a column lie, from its middle.
fn place(nodes: &[usize], height: &mut [f64]) {
    let middle = (nodes.len() as f64 - 1.0) / 2.0;
    for (row, node) in nodes.iter().enumerate() {
        if let Some(height) = height.get_mut(*node) {
            *height = row as f64 - middle;
        }
    }
}

/// How high a node's neighbours lie on average; its own height if it has none.
fn pull(node: usize, graph: &Graph, height: &[f64]) -> f64 {
    let of = |index: usize| height.get(index).copied().unwrap_or_default();
    let neighbours: Vec<f64> = graph
        .edges
        .iter()
        .filter(|edge| edge.from == node || edge.to == node)
        .map(|edge| of(if edge.from == node { edge.to } else { edge.from }))
        .collect();
    if neighbours.is_empty() { of(node) } else { neighbours.iter().sum::<f64>() / neighbours.len() as f64 }
}
