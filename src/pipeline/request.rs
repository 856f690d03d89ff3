//! What a render is asked for.

use crate::chart::{self, ChartDefinition, DEFAULT_KUBE_VERSION, KubeVersion, Release};
use crate::diagnostic::Diagnostic;
use crate::selection::Selection;
use crate::source::Sources;
use crate::values::{Layers, SetKind};

/// Everything that a render needs to know.
#[derive(Clone)]
pub struct Request {
    /// The chart, at the release that is used.
    pub chart: ChartDefinition,
    /// What the release is called.
    pub name: ReleaseName,
    /// The namespace of the release.
    pub namespace: String,
    /// Whether this is an upgrade.
    pub is_upgrade: bool,
    /// The version of Kubernetes.
    pub kube_version: String,
    /// Further API versions that the cluster serves.
    pub api_versions: Vec<String>,
    /// The values.
    pub layers: Layers,
    /// Whether values may have any type.
    pub skip_schema_validation: bool,
    /// The user's own templates: names such as `server/statefulset.yaml.j2`, and their texts.
    pub templates: Vec<(String, String)>,
    /// Which objects to keep.
    pub selection: Selection,
}

/// What the release is called.
#[derive(Clone)]
pub enum ReleaseName {
    /// By this name.
    Given(String),
    /// By what this Go template gives.
    Template(String),
}

impl Request {
    /// A release of the usual name and place, with nothing left out.
    pub fn of_values(chart: ChartDefinition, layers: Layers) -> Self {
        Self {
            chart,
            name: ReleaseName::Given("vault".to_owned()),
            namespace: "default".to_owned(),
            is_upgrade: false,
            kube_version: DEFAULT_KUBE_VERSION.to_owned(),
            api_versions: Vec::new(),
            layers,
            skip_schema_validation: false,
            templates: Vec::new(),
            selection: Selection::default(),
        }
    }

    /// Takes another release of the chart, with its defaults and its profiles.
    pub fn use_chart(&mut self, chart: ChartDefinition, sources: &mut Sources) {
        self.layers.set_defaults(chart.defaults_tree(sources));
        self.layers.reread_profiles(sources, |name| chart.profile(name));
        self.chart = chart;
    }

    /// What the release is called, if that can be determined.
    pub fn release_name(&self) -> Option<String> {
        Some(self.release().ok()?.name)
    }

    /// The release, with all that is wrong with what it was asked for.
    pub(super) fn release(&self) -> Result<Release, Vec<Diagnostic>> {
        let kube_version = KubeVersion::parse(&self.kube_version).map_err(|error| vec![error.into()])?;
        kube_version.check(&self.chart).map_err(|error| vec![error.into()])?;
        let name = match &self.name {
            ReleaseName::Given(name) => name.clone(),
            ReleaseName::Template(template) => chart::release_name(template).map_err(|error| vec![error])?,
        };
        Release::check_name(&name).map_err(|error| vec![error.into()])?;
        Release::check_namespace(&self.namespace).map_err(|error| vec![error.into()])?;
        let Self { namespace, is_upgrade, api_versions, .. } = self;
        let (namespace, api_versions) = (namespace.clone(), api_versions.clone());
        let has_typed_replicas = self.has_typed("server.ha.replicas");
        Ok(Release { name, namespace, is_upgrade: *is_upgrade, kube_version, api_versions, has_typed_replicas })
    }

    /// Whether it was `--set` that set a value.
    fn has_typed(&self, path: &str) -> bool {
        let layers = self.layers.lowest_first();
        let last = layers.iter().rev().find(|layer| layer.tree.at(path).is_some());
        last.is_some_and(|layer| layer.set == Some(SetKind::Typed))
    }
}
