//! The release that a command is about: what was typed, over what `vaultchart.yaml` says.

use super::cluster::ClusterArguments;
use super::input::ReleaseInput;
use super::name::ReleaseArguments;
use super::project::Project;
use super::selection::SelectionArguments;
use super::values::ValuesArguments;
use crate::diagnostic::Diagnostic;
use crate::embedded::{EmbeddedRelease, Kind, Said};

/// A release as it is asked for: what was typed, and below that what `vaultchart.yaml` says.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Asked {
    /// What it is called.
    pub(in crate::cli) release: ReleaseArguments,
    /// Its values.
    pub(in crate::cli) values: ValuesArguments,
    /// The cluster.
    pub(in crate::cli) cluster: ClusterArguments,
    /// Which objects to keep.
    pub(in crate::cli) selection: SelectionArguments,
    /// What cannot be done as it is asked for.
    pub(in crate::cli) problem: Option<Diagnostic>,
    /// The kind of file that the values stand in, if it is none of values.
    pub(in crate::cli) kind: Option<Kind>,
    /// Whether its name was typed.
    pub(in crate::cli) has_typed_name: bool,
    /// Whether its namespace was.
    pub(in crate::cli) has_typed_namespace: bool,
    /// Whether the release of the chart was.
    pub(in crate::cli) has_typed_chart: bool,
    /// Whether the version of Kubernetes was.
    pub(in crate::cli) has_typed_kube_version: bool,
    /// Whether further API versions were.
    pub(in crate::cli) has_typed_api_versions: bool,
}

impl Asked {
    /// What was typed, over what the project says.
    pub(in crate::cli) fn over(project: &Project, typed: &ReleaseInput, selection: &SelectionArguments) -> Self {
        let ReleaseInput { release, values, cluster } = typed;
        let below = &project.input;
        Self {
            problem: project.refused_templates().filter(|_| selection.templates.is_none()),
            kind: None,
            has_typed_name: release.is_named(),
            has_typed_namespace: release.namespace.is_some(),
            has_typed_chart: values.chart.chart_version.is_some(),
            has_typed_kube_version: cluster.kube_version.is_some(),
            has_typed_api_versions: !cluster.api_versions.is_empty(),
            release: release.over(&below.release),
            values: values.over(&below.values),
            cluster: cluster.over(&below.cluster),
            selection: selection.over(&project.selection),
        }
    }

    /// The same with what a file says of the release, over what `vaultchart.yaml` says and below what was typed.
    pub(super) fn filled(&self, release: &EmbeddedRelease) -> Self {
        let mut filled = self.clone();
        let text = |said: &Option<Said>| said.as_ref().map(|said| said.text.clone());
        if let (false, Some(name)) = (self.has_typed_name, text(&release.name)) {
            (filled.release.name, filled.release.name_template) = (Some(name), None);
        }
        if let (false, Some(namespace)) = (self.has_typed_namespace, text(&release.namespace)) {
            filled.release.namespace = Some(namespace);
        }
        if let (false, Some(version)) = (self.has_typed_kube_version, text(&release.kube_version)) {
            filled.cluster.kube_version = Some(version);
        }
        if !self.has_typed_api_versions && !release.api_versions.is_empty() {
            filled.cluster.api_versions.clone_from(&release.api_versions);
        }
        filled.kind = Some(release.kind);
        filled.selection.skip_tests |= release.skip_tests;
        filled.selection.no_hooks |= release.no_hooks;
        filled
    }

    /// The same with all objects, as it is rendered for a comparison: an object is left out of both sides or of none.
    pub(in crate::cli) fn whole(&self) -> Self {
        let templates = self.selection.templates.clone();
        Self { selection: SelectionArguments { templates, ..SelectionArguments::default() }, ..self.clone() }
    }
}
