//! A graph in the language of Mermaid.

use crate::graph::Graph;

pub(super) fn draw(graph: &Graph) -> String {
    let mut text = "flowchart LR\n".to_owned();
    for (index, node) in graph.nodes.iter().enumerate() {
        text.push_str(&format!("  n{index}[\"{}<br>{}\"]\n", escape(&node.kind), escape(&node.name)));
    }
    for edge in &graph.edges {
        text.push_str(&format!("  n{} -->|{}| n{}\n", edge.from, edge.label, edge.to));
    }
    let named: Vec<String> = graph
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| !node.is_rendered)
        .map(|(index, _)| format!("n{index}"))
        .collect();
    if !named.is_empty() {
        text.push_str(&format!("  classDef named stroke-dasharray: 4 3\n  class {} named\n", named.join(",")));
    }
    text
}

/// Mermaid knows characters by number where they would end a text.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' | '_' | ':' | '/' => escaped.push(character),
            other => escaped.push_str(&format!("#{};", u32::from(other))),
        }
    }
    escaped
}
