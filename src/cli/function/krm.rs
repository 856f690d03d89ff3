//! The files of a KRM function: the configuration that asks for a release, and the list of resources it stands in.
//!
//! The form of a `ResourceList` is that of the KRM functions specification; the configuration is this program's own.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::diagnostic::{Diagnostic, Severity};
use crate::manifest::{Object, ObjectId};
use crate::secrets::Veil;
use crate::source::{SourceId, Sources, Span};
use crate::yaml::{self, Node};

/// What a configuration says that it is.
pub(in crate::cli) const API_VERSION: &str = "vaultchart/v1";
pub(in crate::cli) const KIND: &str = "VaultChart";
const LIST: (&str, &str) = ("config.kubernetes.io/v1", "ResourceList");

/// What was read.
pub(in crate::cli) struct Input {
    /// What is asked for.
    pub(in crate::cli) release: Release,
    /// The values that stand in the configuration.
    pub(in crate::cli) values: Option<Node>,
    /// The resources that are there already, if this is a list of resources.
    pub(in crate::cli) items: Option<Vec<Value>>,
    /// The text.
    pub(in crate::cli) source: SourceId,
}

/// The release that a configuration asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub(in crate::cli) struct Release {
    /// Its name; by default that of the configuration itself.
    pub(in crate::cli) release: Option<String>,
    /// Its namespace; by default that of the configuration itself.
    pub(in crate::cli) namespace: Option<String>,
    /// A ready profile under the values.
    pub(in crate::cli) profile: Option<String>,
    /// Values files, by paths from the folder of the kustomization.
    pub(in crate::cli) values_files: Vec<PathBuf>,
    /// Values in place, which win over those of the files.
    values: Value,
    /// The release of the chart.
    pub(in crate::cli) chart_version: Option<String>,
    /// The version of Kubernetes.
    pub(in crate::cli) kube_version: Option<String>,
    /// Further API versions that the cluster serves.
    pub(in crate::cli) api_versions: Vec<String>,
    /// Whether to leave out the objects that `helm test` runs.
    pub(in crate::cli) skip_tests: bool,
}

impl Default for Release {
    fn default() -> Self {
        Self {
            release: None,
            namespace: None,
            profile: None,
            values_files: Vec::new(),
            values: Value::Null,
            chart_version: None,
            kube_version: None,
            api_versions: Vec::new(),
            // Nothing but Helm runs them.
            skip_tests: true,
        }
    }
}

impl Input {
    /// Reads a configuration, or a list of resources with one.
    ///
    /// # Errors
    /// What is no YAML, no configuration, or says something unknown.
    pub(in crate::cli) fn read(name: &str, text: &str, sources: &mut Sources) -> Result<Self, Diagnostic> {
        let source = sources.add(name, text);
        let stream = yaml::read(text, source)?;
        let whole = Span::new(source, 0, 0);
        let root = stream.documents.into_iter().next().map(|document| document.root);
        let root = root.ok_or_else(|| not_a_configuration("nothing", whole))?;
        if is(&root, LIST) {
            let missing = || {
                Diagnostic::error("function", "the list of resources has no `functionConfig`")
                    .at(root.span, "expected `functionConfig`")
            };
            let configuration = root.get("functionConfig").ok_or_else(missing)?;
            let items = match root.get("items").map(Node::to_json) {
                Some(Value::Array(items)) => items,
                _ => Vec::new(),
            };
            return Ok(Self { items: Some(items), ..Self::of(configuration, source)? });
        }
        Self::of(&root, source)
    }

    fn of(configuration: &Node, source: SourceId) -> Result<Self, Diagnostic> {
        if !is(configuration, (API_VERSION, KIND)) {
            return Err(not_a_configuration(&told(configuration), configuration.span));
        }
        let empty = Value::Object(Map::new());
        let spec = configuration.get("spec").map(Node::to_json).filter(|spec| !spec.is_null()).unwrap_or(empty);
        let mut release: Release = serde_json::from_value(spec).map_err(|error| {
            Diagnostic::error("function", format!("`spec` of the configuration: {error}"))
                .at(configuration.get("spec").map_or(configuration.span, |spec| spec.span), "in here")
        })?;
        let metadata = |key: &str| configuration.at("metadata")?.get(key)?.as_text().map(str::to_owned);
        release.release = release.release.or_else(|| metadata("name"));
        release.namespace = release.namespace.or_else(|| metadata("namespace"));
        release.values = Value::Null;
        let values = configuration.at("spec.values").filter(|values| !values.is_null()).cloned();
        Ok(Self { release, values, items: None, source })
    }
}

impl Release {
    /// The values files as they lie from a folder.
    pub(in crate::cli) fn files_from(&self, folder: &Path) -> Vec<PathBuf> {
        self.values_files.iter().map(|file| folder.join(file)).collect()
    }
}

fn is(node: &Node, (api_version, kind): (&str, &str)) -> bool {
    let text = |key: &str| node.get(key).and_then(Node::as_text);
    text("apiVersion") == Some(api_version) && text("kind") == Some(kind)
}

fn told(node: &Node) -> String {
    let text = |key: &str| node.get(key).and_then(Node::as_text);
    match (text("apiVersion"), text("kind")) {
        (Some(version), Some(kind)) => format!("`{version}` `{kind}`"),
        _ => node.kind().to_owned(),
    }
}

fn not_a_configuration(found: &str, span: Span) -> Diagnostic {
    Diagnostic::error("function", format!("expected a `{API_VERSION}` `{KIND}`, found {found}"))
        .at(span, format!("expected `apiVersion: {API_VERSION}` and `kind: {KIND}`"))
}

/// The list of resources with the objects added; one of the same name in the list is replaced.
pub(in crate::cli) fn resource_list(items: Vec<Value>, objects: &[Object], told: &[Diagnostic], texts: &Veil) -> Value {
    let ids: Vec<ObjectId> = objects.iter().map(ObjectId::of).collect();
    let stays =
        |item: &Value| Object::new("", "", item.clone()).map_or(true, |object| !ids.contains(&ObjectId::of(&object)));
    let kept = items.into_iter().filter(stays);
    let made = objects.iter().map(|object| Value::Object(object.tree.clone()));
    let results: Vec<Value> = told.iter().map(|diagnostic| result(diagnostic, texts)).collect();
    let mut list = json!({
        "apiVersion": LIST.0,
        "kind": LIST.1,
        "items": kept.chain(made).collect::<Vec<_>>(),
    });
    if let (Some(list), false) = (list.as_object_mut(), results.is_empty()) {
        list.insert("results".to_owned(), results.into());
    }
    list
}

fn result(diagnostic: &Diagnostic, texts: &Veil) -> Value {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "info",
    };
    let help = diagnostic.help.iter().map(|help| format!("; {help}")).collect::<String>();
    let mut result = json!({ "message": format!("{}{help}", diagnostic.title), "severity": severity });
    if let (Some(result), Some(span)) = (result.as_object_mut(), diagnostic.span()) {
        let place = texts.place(span);
        result.insert("file".to_owned(), json!({ "path": texts.name(span.source) }));
        result.insert("tags".to_owned(), json!({ "line": place.line.to_string(), "code": diagnostic.code }));
    }
    result
}
