//! What a file is: values, a file of a tool that holds values, or something else that is no values file.

use std::path::Path;

use super::field::{CODE, Field};
use super::kind::Kind;
use crate::diagnostic::Diagnostic;
use crate::yaml::{Data, Document, Node};

/// What one document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A file of a tool that may hold values.
    Carrier(Carrier),
    /// Another object of Kubernetes.
    Object,
    /// A `Chart.yaml`.
    Chart,
    /// Anything else: values, as far as can be determined.
    Values,
}

/// A document that may hold values of releases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carrier {
    Application,
    ApplicationSet,
    HelmRelease,
    Kustomization,
    Generator,
    Helmfile,
}

impl Carrier {
    /// The kind of its releases.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Application => Kind::Application,
            Self::ApplicationSet => Kind::ApplicationSet,
            Self::HelmRelease => Kind::HelmRelease,
            Self::Kustomization | Self::Generator => Kind::Kustomization,
            Self::Helmfile => Kind::Helmfile,
        }
    }
}

/// Says what a document is, by what it says of itself and, where it says nothing, by its keys.
pub(super) fn what(root: &Node) -> What {
    let field = Field::root(root);
    let (version, kind) = (field.text("apiVersion"), field.text("kind"));
    if let (Some(version), Some(kind)) = (version, kind) {
        let group = version.split('/').next().unwrap_or_default();
        return match (group, kind) {
            ("argoproj.io", "Application") => What::Carrier(Carrier::Application),
            ("argoproj.io", "ApplicationSet") => What::Carrier(Carrier::ApplicationSet),
            ("helm.toolkit.fluxcd.io", "HelmRelease") => What::Carrier(Carrier::HelmRelease),
            ("kustomize.config.k8s.io", "Kustomization" | "Component") => What::Carrier(Carrier::Kustomization),
            (_, "HelmChartInflationGenerator") => What::Carrier(Carrier::Generator),
            _ => What::Object,
        };
    }
    let is_list_of = |key: &str, item: &str| field.items(key).iter().any(|field| field.get(item).is_some());
    if is_list_of("helmCharts", "name") {
        What::Carrier(Carrier::Kustomization)
    } else if is_list_of("releases", "chart") {
        What::Carrier(Carrier::Helmfile)
    } else if kind.is_none() && matches!(version, Some("v1" | "v2")) && field.text("name").is_some() {
        What::Chart
    } else {
        What::Values
    }
}

/// The objects of a document: those of a list, or itself.
pub(super) fn objects(root: &Node) -> Vec<&Node> {
    let is_list = root.get("kind").and_then(Node::as_text).is_some_and(|kind| kind.ends_with("List"));
    match root.get("items").map(|items| &items.data) {
        Some(Data::List(items)) if is_list => items.iter().collect(),
        _ => vec![root],
    }
}

/// What is wrong with a file that holds no values, if that is so.
pub(super) fn refusal(path: &Path, name: &str, documents: &[Document]) -> Option<Diagnostic> {
    let all: Vec<&Node> = documents.iter().flat_map(|document| objects(&document.root)).collect();
    let other = all.iter().find(|root| matches!(what(root), What::Object | What::Chart))?;
    if all.iter().any(|root| matches!(what(root), What::Carrier(_))) {
        return None;
    }
    let field = Field::root(other);
    let refused = |title: String, label: &str| {
        let span = field.get("kind").or(field.get("name")).map_or(other.span, |field| field.span());
        Diagnostic::error(CODE, title).at(span, label)
    };
    if what(other) == What::Chart {
        let problem = refused(format!("`{name}` describes a chart, and holds no values"), "the name of the chart");
        let beside = path.with_file_name("values.yaml");
        return Some(problem.help(format!("its values are given as `-f {}`", beside.display())));
    }
    let kind = field.text("kind").unwrap_or_default();
    let group = field.text("apiVersion").unwrap_or_default().split('/').next().unwrap_or_default();
    Some(match (group, kind) {
        ("helm.fluxcd.io", "HelmRelease") => refused(
            format!("`{name}` holds a HelmRelease of Flux 1, which is not read"),
            "of the first version of Flux",
        )
        .help("`--values-at spec.values` takes its values"),
        ("kustomize.toolkit.fluxcd.io", "Kustomization") => {
            refused(format!("`{name}` holds a Kustomization of Flux, and no values"), "applies the files of a folder")
                .help("give the file of the HelmRelease in that folder")
        }
        ("vaultchart", "VaultChart") => {
            refused(format!("`{name}` is a configuration of `vaultchart fn`, and no values file"), "read by `fn`")
                .help("`--values-at spec.values` takes its values")
        }
        (_, "ConfigMap" | "Secret") if all.len() == 1 => {
            refused(format!("`{name}` is a {kind}, and no values file"), "an object of Kubernetes")
                .help("`--values-at` takes the values that stand in it, as in `--values-at 'data.values\\.yaml'`")
        }
        _ => refused(format!("`{name}` holds manifests, and no values"), &format!("a {kind}"))
            .help(format!("`vaultchart diff --against {name}` compares with it"))
            .help("`--values-at` takes values that stand in an object"),
    })
}
