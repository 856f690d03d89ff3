//! From objects to their graph.

use serde_json::Value;

use super::tier::Tier;
use super::{Edge, Graph, Node};
use crate::manifest::Object;
use crate::references::pods::pods;
use crate::references::tree::spec;
use crate::references::{Reference, Selector, references};

/// The objects that select pods by labels, what their pods are to them, and where the selector stands.
const SELECTING: [(&str, &str, &str); 4] = [
    ("Service", "/selector", "leads to"),
    ("PodDisruptionBudget", "/selector", "guards"),
    ("NetworkPolicy", "/podSelector", "guards"),
    ("PodMonitor", "/selector", "scrapes"),
];

/// The graph of a set of objects.
pub fn graph(objects: &[Object]) -> Graph {
    let node = |object: &Object| Node {
        kind: object.kind().to_owned(),
        name: object.name().to_owned(),
        tier: Tier::of(object.kind()),
        is_rendered: true,
    };
    let mut graph = Graph { nodes: objects.iter().map(node).collect(), edges: Vec::new() };
    for reference in references(objects) {
        let Some(from) = objects.iter().position(|object| std::ptr::eq(object, reference.object)) else { continue };
        let to = graph.find_or_add(&reference.kind, &reference.name);
        graph.connect(from, to, label(&reference));
    }
    for (from, object) in objects.iter().enumerate() {
        select_pods(from, object, objects, &mut graph);
        select_services(from, object, objects, &mut graph);
    }
    graph
}

impl Graph {
    /// The index of an object; one that is not rendered is added.
    fn find_or_add(&mut self, kind: &str, name: &str) -> usize {
        let found = self.nodes.iter().position(|node| node.kind == kind && node.name == name);
        found.unwrap_or_else(|| {
            let (kind, name, tier) = (kind.to_owned(), name.to_owned(), Tier::of(kind));
            self.nodes.push(Node { kind, name, tier, is_rendered: false });
            self.nodes.len() - 1
        })
    }

    /// Adds a way; one is enough between two objects.
    fn connect(&mut self, from: usize, to: usize, label: &'static str) {
        if from != to && !self.edges.iter().any(|edge| edge.from == from && edge.to == to) {
            self.edges.push(Edge { from, to, label });
        }
    }
}

/// What the object that names another one does with it.
fn label(reference: &Reference<'_>) -> &'static str {
    let path = reference.path.as_str();
    match reference.kind.as_str() {
        "ServiceAccount" if path.starts_with("subjects") => "grants to",
        "ServiceAccount" => "runs as",
        "Role" | "ClusterRole" => "grants",
        "Service" if path == "spec.serviceName" => "named by",
        "Service" if Tier::of(reference.object.kind()) == Tier::Workload => "asks",
        "Service" => "leads to",
        "ConfigMap" | "Secret" if path.contains(".env") => "reads",
        "ConfigMap" | "Secret" | "PersistentVolumeClaim" if path.contains(".volumes") => "mounts",
        _ => "uses",
    }
}

fn select_pods(from: usize, object: &Object, objects: &[Object], graph: &mut Graph) {
    let Some((kind, pointer, label)) = SELECTING.iter().find(|(kind, ..)| *kind == object.kind()) else { return };
    let Some(selector) = spec(object).pointer(pointer) else { return };
    let selector = match (*kind, selector) {
        ("Service", Value::Object(labels)) => Selector::Labels(labels),
        _ => Selector::Full(selector),
    };
    if selector.is_empty() {
        return;
    }
    for pod in pods(objects).filter(|pod| selector.selects(pod.labels)) {
        if let Some(to) = objects.iter().position(|object| std::ptr::eq(object, pod.object)) {
            graph.connect(from, to, label);
        }
    }
}

fn select_services(from: usize, object: &Object, objects: &[Object], graph: &mut Graph) {
    let Some(selector) = spec(object).get("selector").filter(|_| object.kind() == "ServiceMonitor") else { return };
    for (to, service) in objects.iter().enumerate().filter(|(_, object)| object.kind() == "Service") {
        let labels =
            service.tree.get("metadata").and_then(|metadata| metadata.get("labels")).and_then(Value::as_object);
        if Selector::Full(selector).selects(labels) {
            graph.connect(from, to, "scrapes");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn edges(trees: &[Value]) -> Vec<String> {
        let objects: Vec<Object> =
            trees.iter().map(|tree| Object::new("", "", tree.clone()).expect("an object")).collect();
        let graph = graph(&objects);
        let name = |index: usize| format!("{}/{}", graph.nodes[index].kind, graph.nodes[index].name);
        graph.edges.iter().map(|edge| format!("{} {} {}", name(edge.from), edge.label, name(edge.to))).collect()
    }

    #[test]
    fn names_and_selectors_lead_from_object_to_object() {
        let metadata = |name: &str| json!({"name": name});
        let trees = [
            json!({"apiVersion": "v1", "kind": "Service", "metadata": metadata("a"), "spec": {"selector": {"app": "x"}}}),
            json!({"apiVersion": "v1", "kind": "Service", "metadata": metadata("none"), "spec": {"selector": {"app": "y"}}}),
            json!({"apiVersion": "v1", "kind": "Service", "metadata": metadata("external"), "spec": {}}),
            json!({
                "apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": metadata("s"),
                "spec": {"serviceName": "a", "template": {
                    "metadata": {"labels": {"app": "x"}},
                    "spec": {
                        "serviceAccountName": "sa",
                        "volumes": [{"name": "v", "configMap": {"name": "c"}}, {"name": "w", "configMap": {"name": "c"}}],
                    },
                }},
            }),
            json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata("c")}),
        ];
        assert_eq!(
            edges(&trees),
            [
                "StatefulSet/s runs as ServiceAccount/sa",
                "StatefulSet/s mounts ConfigMap/c",
                "StatefulSet/s named by Service/a",
                "Service/a leads to StatefulSet/s",
            ]
        );
    }
}
