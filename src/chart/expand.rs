//! Values that are Go templates: their scope, and the text or data that they give.

use minijinja::Value as JinjaValue;
use serde_json::{Map, Value, json};

use super::definition::ChartDefinition;
use super::facts::Facts;
use super::release::Release;
use super::template_error;
use crate::diagnostic::Diagnostic;
use crate::go_template::{Capabilities, Engine, Scope};
use crate::source::Sources;
use crate::values::remove_unset;
use crate::yaml::{self, Data, Entry, Node};

/// The version of Helm that is stood in for.
const HELM_VERSION: &str = "v4.1.4";

/// Evaluates the Go templates of one run.
pub(crate) struct Expander {
    engine: Engine,
    scope: Scope,
}

impl Expander {
    /// Go templates see the values as Helm's would, without the keys that [`remove_unset`] removes.
    pub(crate) fn new(values: &Node, chart: &ChartDefinition, facts: &Facts, release: &Release) -> Self {
        Self { engine: Engine::of_texts(named_texts(facts)), scope: scope(values.clone(), chart, release) }
    }

    /// The text that a Go template gives, evaluated for one template of the chart.
    pub(crate) fn text(&self, path: &str, node: &Node, source: &str, template: &str) -> Result<String, Diagnostic> {
        if !source.contains("{{") {
            return Ok(source.to_owned());
        }
        self.engine
            .evaluate(source, &self.scope.with_template_name(template))
            .map_err(|error| template_error::diagnostic(&error, path, node, source))
    }

    /// The data that a Go template's text gives, read as YAML; null for text that gives nothing.
    pub(crate) fn data(&self, path: &str, node: &Node, source: &str, template: &str) -> Result<JinjaValue, Diagnostic> {
        let text = self.text(path, node, source, template)?;
        let stream = yaml::read(&text, Sources::default().add(path, ""))
            .map_err(|error| template_error::not_yaml(error, path, node, &text))?;
        if text.lines().any(is_mark_of_document) {
            return Err(template_error::mark_of_document(path, node));
        }
        Ok(stream.documents.first().map_or_else(|| JinjaValue::from(()), |document| to_jinja(&document.root)))
    }

    /// Data in which every string, keys too, is a Go template of its own that gives text.
    pub(crate) fn strings(&self, path: &str, node: &Node, template: &str) -> Result<Value, Diagnostic> {
        match &node.data {
            Data::Text(source) => self.text(path, node, source, template).map(Value::String),
            Data::List(items) => items.iter().map(|item| self.strings(path, item, template)).collect(),
            Data::Map(map) => {
                let pair = |(key, entry): (&String, &Entry)| {
                    Ok((self.text(path, node, key, template)?, self.strings(path, &entry.value, template)?))
                };
                map.iter().map(pair).collect::<Result<Map<_, _>, _>>().map(Value::Object)
            }
            _ => Ok(node.to_json()),
        }
    }
}

/// Whether the line begins or ends a document: within an object, where Helm puts the text, it is no YAML.
fn is_mark_of_document(line: &str) -> bool {
    let rest = line.strip_prefix("---").or_else(|| line.strip_prefix("..."));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// A node as a value of the templates.
pub(crate) fn to_jinja(node: &Node) -> JinjaValue {
    match &node.data {
        Data::Null => JinjaValue::from(()),
        Data::Bool(bool) => JinjaValue::from(*bool),
        Data::Number(yaml::Number::Integer(whole)) => {
            i64::try_from(*whole).map_or_else(|_| JinjaValue::from(*whole), JinjaValue::from)
        }
        Data::Number(yaml::Number::Float(float)) => JinjaValue::from(*float),
        Data::Text(text) => JinjaValue::from(text.as_str()),
        Data::List(items) => items.iter().map(to_jinja).collect(),
        Data::Map(map) => JinjaValue::from_pairs(map.iter().map(|(key, entry)| (key.as_str(), to_jinja(&entry.value)))),
    }
}

fn scope(mut values: Node, chart: &ChartDefinition, release: &Release) -> Scope {
    let schema = chart.schema();
    let values = move || {
        remove_unset(&mut values, schema);
        values.as_map().cloned().unwrap_or_default()
    };
    let capabilities = Capabilities {
        kube_version: release.kube_version.to_string(),
        api_versions: release.served_versions().map(str::to_owned).collect(),
        helm_version: HELM_VERSION.to_owned(),
    };
    let about = crate::go_template::Release {
        name: release.name.clone(),
        namespace: release.namespace.clone(),
        revision: 1,
        is_upgrade: release.is_upgrade,
    };
    Scope::new(values, &about, &about_chart(chart), &capabilities)
}

/// `.Chart`: the chart whose objects these are.
fn about_chart(chart: &ChartDefinition) -> Map<String, Value> {
    let fields = [
        ("Name", chart.name.as_ref()),
        ("Version", chart.release.version),
        ("AppVersion", chart.release.images.vault),
        ("APIVersion", "v2"),
        ("Type", "application"),
        ("KubeVersion", chart.release.kube_version),
    ];
    let mut fields: Map<_, _> = fields.into_iter().map(|(key, value)| (key.to_owned(), Value::from(value))).collect();
    if chart.release.features.openshift_name {
        fields.insert("Annotations".to_owned(), json!({ "charts.openshift.io/name": "HashiCorp Vault" }));
    }
    fields
}

/// The named templates that values may include.
pub(super) const NAMED_TEMPLATES: [&str; 6] =
    ["vault.name", "vault.fullname", "vault.chart", "vault.namespace", "vault.serviceAccount.name", "vault.scheme"];

/// The texts of the named templates, which depend on nothing but the facts.
fn named_texts(facts: &Facts) -> impl Iterator<Item = (&str, &str)> {
    let Facts { name, fullname, namespace, scheme, server, .. } = facts;
    let texts = [name, fullname, facts.chart.label.as_str(), namespace, &server.service_account, *scheme];
    let is_known = |name: &str| name != "vault.namespace" || facts.chart.features.namespace_template;
    NAMED_TEMPLATES.into_iter().zip(texts).filter(move |(name, _)| is_known(name))
}

/// The release's name that a Go template gives; nothing but functions is in its scope, as in Helm.
///
/// # Errors
/// A template that fails.
pub fn release_name(template: &str) -> Result<String, Diagnostic> {
    let evaluated = Engine::of_texts([]).evaluate(template, &Scope::from(&Value::Null));
    evaluated.map_err(|error| Diagnostic::error("release-name", format!("`--name-template` fails: {error}")))
}
