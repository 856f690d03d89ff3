//! The dot of a template: values, release, chart and capabilities, as Helm hands them in.

use std::sync::{Arc, LazyLock};

use super::object::Object;
use super::value::{Entries, Value};
use crate::yaml::Map;

/// What `.Release` tells.
#[derive(Clone, Debug)]
pub struct Release {
    /// `.Release.Name`.
    pub name: String,
    /// `.Release.Namespace`.
    pub namespace: String,
    /// `.Release.Revision`.
    pub revision: i64,
    /// `.Release.IsUpgrade`; `.Release.IsInstall` is its opposite.
    pub is_upgrade: bool,
}

/// What `.Capabilities` tells.
#[derive(Clone, Debug)]
pub struct Capabilities {
    /// The version of Kubernetes, such as `v1.35.0`.
    pub kube_version: String,
    /// What `.Capabilities.APIVersions.Has` answers yes to.
    pub api_versions: Vec<String>,
    /// The version of Helm that is stood in for, such as `v4.1.4`.
    pub helm_version: String,
}

/// The dot of a template; cheap to clone.
#[derive(Clone, Debug)]
pub struct Scope(pub(super) Value);

impl Scope {
    /// Builds the dot; `values` is asked for `.Values` when a template first looks into them, and `chart` is what
    /// `.Chart` holds, with Go's names of the fields (`Name`, `Version`, `AppVersion`).
    pub fn new(
        values: impl FnOnce() -> Map + Send + 'static,
        release: &Release,
        chart: &serde_json::Map<String, serde_json::Value>,
        capabilities: &Capabilities,
    ) -> Self {
        let chart_name = chart.get("Name").and_then(serde_json::Value::as_str).unwrap_or_default();
        let chart_fields = chart.iter().map(|(key, value)| (Arc::from(key.as_str()), Value::from(value))).collect();
        let template = [("Name", Value::text("")), ("BasePath", Value::text(format!("{chart_name}/templates")))];
        Self(entries([
            ("Values", Value::later(LazyLock::new(Box::new(values)))),
            ("Release", release.to_value()),
            ("Chart", Value::map(chart_fields)),
            ("Capabilities", capabilities.to_value()),
            ("Files", object(Object::Files)),
            ("Subcharts", entries([])),
            ("Template", entries(template)),
        ]))
    }

    /// The same dot for another template, as `.Template.Name` tells it; shares everything else.
    #[must_use]
    pub fn with_template_name(&self, name: &str) -> Self {
        let Value::Map(map) = &self.0 else { return self.clone() };
        let mut fields = map.entries().clone();
        let base = match fields.get("Template") {
            Some(Value::Map(template)) => template.get("BasePath"),
            _ => None,
        };
        let template = entries([("Name", Value::text(name)), ("BasePath", base.unwrap_or_default())]);
        fields.insert(Arc::from("Template"), template);
        Self(Value::map(fields))
    }
}

impl From<&serde_json::Value> for Scope {
    /// Takes plain data for the dot.
    fn from(data: &serde_json::Value) -> Self {
        Self(Value::from(data))
    }
}

fn entries<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::map(fields.into_iter().map(|(key, value)| (Arc::from(key), value)).collect::<Entries>())
}

fn object(object: Object) -> Value {
    Value::Object(Arc::new(object))
}

impl Release {
    fn to_value(&self) -> Value {
        entries([
            ("Name", self.name.as_str().into()),
            ("Namespace", self.namespace.as_str().into()),
            ("Revision", Value::int(self.revision)),
            ("Service", "Helm".into()),
            ("IsInstall", (!self.is_upgrade).into()),
            ("IsUpgrade", self.is_upgrade.into()),
        ])
    }
}

impl Capabilities {
    fn to_value(&self) -> Value {
        let version = self.kube_version.trim_start_matches('v');
        let mut parts = version.split(['.', '-', '+']);
        let mut part = || Value::text(parts.next().unwrap_or_default());
        let (major, minor) = (part(), part());
        let kube = [("Version", self.kube_version.as_str().into()), ("Major", major), ("Minor", minor)];
        let Value::List(api_versions) = Value::texts(&self.api_versions) else { return Value::Null };
        let api_versions = Arc::into_inner(api_versions).unwrap_or_default();
        let helm = [("Version", self.helm_version.as_str().into())];
        object(Object::Capabilities(named([
            ("KubeVersion", object(Object::KubeVersion(named(kube), numbers(&self.kube_version).to_owned()))),
            ("APIVersions", object(Object::ApiVersions(api_versions))),
            ("HelmVersion", object(Object::HelmVersion(named(helm)))),
        ])))
    }
}

/// A version without what follows its numbers: `v1.33.4-gke.1` is `v1.33.4`.
fn numbers(version: &str) -> &str {
    version.split(['-', '+']).next().unwrap_or(version)
}

fn named<const N: usize>(fields: [(&str, Value); N]) -> Entries {
    fields.into_iter().map(|(key, value)| (Arc::from(key), value)).collect()
}
