//! The release that a command is about: what was typed, over what `vaultchart.yaml` says.

use super::cluster::ClusterArguments;
use super::input::ReleaseInput;
use super::name::ReleaseArguments;
use super::project::Project;
use super::selection::SelectionArguments;
use super::values::ValuesArguments;
use crate::diagnostic::Diagnostic;

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
    /// Whether its name was typed.
    pub(in crate::cli) has_typed_name: bool,
    /// Whether its namespace was.
    pub(in crate::cli) has_typed_namespace: bool,
}

impl Asked {
    /// What was typed, over what the project says.
    pub(in crate::cli) fn over(project: &Project, typed: &ReleaseInput, selection: &SelectionArguments) -> Self {
        let ReleaseInput { release, values, cluster } = typed;
        let below = &project.input;
        Self {
            problem: project.refused_templates().filter(|_| selection.templates.is_none()),
            has_typed_name: release.is_named(),
            has_typed_namespace: release.namespace.is_some(),
            release: release.over(&below.release),
            values: values.over(&below.values),
            cluster: cluster.over(&below.cluster),
            selection: selection.over(&project.selection),
        }
    }

    /// The same with all objects, as it is rendered for a comparison: an object is left out of both sides or of none.
    pub(in crate::cli) fn whole(&self) -> Self {
        let templates = self.selection.templates.clone();
        Self { selection: SelectionArguments { templates, ..SelectionArguments::default() }, ..self.clone() }
    }
}
