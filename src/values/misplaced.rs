//! Values files that are no values of this chart as a whole: those of a chart that depends on it, and those of another
//! chart of the same name.

use super::layers::{LayerKind, Layers};
use super::schema::Schema;
use crate::diagnostic::Diagnostic;
use crate::yaml::{Data, Node};

/// The parts of the chart, by which its values are known.
const PARTS: [&str; 4] = ["server", "injector", "csi", "ui"];

/// Keys of Bitnami's chart `vault` that vault-helm never had.
/// <https://github.com/bitnami/charts/blob/main/bitnami/vault/values.yaml>
const OF_BITNAMI: [&str; 20] = [
    "clusterDomain",
    "commonAnnotations",
    "commonLabels",
    "csiProvider",
    "diagnosticMode",
    "extraDeploy",
    "kubeVersion",
    "namespaceOverride",
    "volumePermissions",
    "global.defaultStorageClass",
    "global.imageRegistry",
    "global.security.allowInsecureImages",
    "injector.containerPorts",
    "server.containerPorts",
    "server.containerSecurityContext",
    "server.image.registry",
    "server.pdb",
    "server.persistence",
    "server.podSecurityContext",
    "server.resourcesPreset",
];
/// How many of them tell the chart for sure.
const SURE: usize = 3;

/// What is wrong with files whose values are not those of this chart.
pub fn misplaced(layers: &Layers, schema: &Schema) -> Vec<Diagnostic> {
    let files = layers.lowest_first().into_iter().filter(|layer| layer.kind == LayerKind::File && layer.set.is_none());
    files.filter_map(|layer| in_file(&layer.tree, schema)).collect()
}

fn in_file(tree: &Node, schema: &Schema) -> Option<Diagnostic> {
    let of_bitnami: Vec<&Node> = OF_BITNAMI.iter().filter_map(|key| tree.at(key)).collect();
    if let (Some(first), true) = (of_bitnami.first(), of_bitnami.len() >= SURE) {
        let title = "these are values of Bitnami's chart `vault`, not of vault-helm";
        let help = "the charts share a name and few keys: `vaultchart values show` prints those of vault-helm";
        return Some(Diagnostic::error("release-file", title).at(first.span, "no key of vault-helm").help(help));
    }
    let map = tree.as_map()?;
    let is_part = |key: &str| tree.get(key).is_some();
    if PARTS.iter().any(|key| is_part(key)) {
        return None;
    }
    let holds_parts = |node: &Node| {
        PARTS.iter().any(|key| node.get(key).is_some_and(|part| matches!(part.data, Data::Map(_))))
            && holds_known(node, schema)
    };
    let mut below = map.iter().filter(|(key, entry)| schema.property(key).is_none() && holds_parts(&entry.value));
    let (key, entry) = below.next()?;
    let title = format!("these are values below `{key}`");
    let problem = Diagnostic::error("release-file", title)
        .at(entry.key_span, "the values of this chart are below this key")
        .help(format!("use `--values-at {key}`"));
    let note =
        "a chart that depends on vault-helm has such values; with its `Chart.yaml` beside they are read as they are";
    Some(problem.note(note))
}

/// Whether most keys are known at the top of the values.
fn holds_known(node: &Node, schema: &Schema) -> bool {
    let Some(map) = node.as_map() else { return false };
    let known = map.keys().filter(|key| schema.property(key).is_some()).count();
    known * 2 > map.len()
}

#[cfg(test)]
mod tests {
    use super::in_file;
    use crate::source::Sources;
    use crate::values::{ReadValues, Schema};

    fn told(text: &str) -> String {
        let schema = r#"{"properties": {"server": {}, "injector": {}, "global": {}, "ui": {}}}"#;
        let schema = Schema::parse(schema).expect("a schema");
        let source = Sources::default().add("values.yaml", text);
        in_file(&ReadValues::of_text(text, source).tree, &schema).map_or(String::new(), |problem| problem.title)
    }

    #[test]
    fn values_of_other_charts_are_told() {
        let table = [
            ("vault: {server: {}, ui: {}}", "these are values below `vault`"),
            (
                "global: {}\nreplicas: 2\nsecrets: {injector: {enabled: false}, enabled: true, ui: {}}",
                "these are values below `secrets`",
            ),
            ("server: {}\nvault: {server: {}}", ""),
            ("vault: {server: 1}", ""),
            ("backend: {server: {}, a: 1, b: 2}", ""),
            ("a: 1", ""),
            (
                "commonLabels: {a: b}\nserver: {pdb: {}, persistence: {}}",
                "these are values of Bitnami's chart `vault`, not of vault-helm",
            ),
            ("commonLabels: {a: b}\nserver: {pdb: {}}", ""),
        ];
        for (text, expected) in table {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
