//! A graph in the language of Graphviz.

use crate::graph::{Graph, Tier};
use crate::output::printable::printable;

pub(super) fn draw(graph: &Graph) -> String {
    let mut text = "digraph release {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n".to_owned();
    for tier in Tier::ALL {
        let nodes: Vec<_> = graph.nodes.iter().enumerate().filter(|(_, node)| node.tier == tier).collect();
        if nodes.is_empty() {
            continue;
        }
        text.push_str("  { rank=same;\n");
        for (index, node) in nodes {
            let style = if node.is_rendered { "" } else { ", style=dashed" };
            let label = format!("\"{}\\n{}\"", escape(&node.kind), escape(&node.name));
            text.push_str(&format!("    n{index} [label={label}{style}];\n"));
        }
        text.push_str("  }\n");
    }
    for edge in &graph.edges {
        text.push_str(&format!("  n{} -> n{} [label=\"{}\"];\n", edge.from, edge.to, edge.label));
    }
    text.push_str("}\n");
    text
}

fn escape(text: &str) -> String {
    printable(text).replace('\\', "\\\\").replace('"', "\\\"")
}
