//! `vaultchart.yaml`: what is always the same for the values beside it, so that nobody has to type it.
//!
//! The file is looked for in the working folder and in those above it. Flags override what it says.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::args::{ClusterArguments, Command, ReleaseArguments, SelectionArguments, ValuesArguments, ValuesCommand};
use super::inputs;
use crate::check::External;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

/// The name of the file.
pub(super) const FILE: &str = "vaultchart.yaml";
/// Names values files, separated by commas, where neither a flag does.
const VARIABLE: &str = "VAULTCHART_VALUES";

/// What the file says.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Project {
    /// The release's name.
    release: Option<String>,
    /// The namespace of the release.
    namespace: Option<String>,
    /// A ready profile under the values.
    profile: Option<String>,
    /// The values files, beside this file.
    values: Vec<PathBuf>,
    /// The version of Kubernetes.
    kube_version: Option<String>,
    /// Further API versions that the cluster serves.
    api_versions: Vec<String>,
    /// Whether to leave out the objects that `helm test` runs.
    skip_tests: bool,
    /// The folder of templates, beside this file.
    templates: Option<PathBuf>,
    /// Objects that are there though they are not rendered: `secret/vault-tls`.
    external: Vec<String>,
    /// Rules that `check` leaves out.
    ignore: Vec<String>,
}

impl Project {
    /// Finds and reads the file; an empty one if there is none.
    ///
    /// # Errors
    /// A file that cannot be read, or that says something unknown.
    pub(super) fn find(sources: &mut Sources) -> Result<Self, Diagnostic> {
        let Some(path) = find() else { return Ok(Self::default()) };
        let text = inputs::text(&path)?;
        let mut project: Self = serde_yaml::from_str::<Option<Self>>(&text)
            .map_err(|error| unreadable(&path, &text, &error, sources))?
            .unwrap_or_default();
        let folder = path.parent().unwrap_or(Path::new(""));
        let beside = |path: &mut PathBuf| *path = folder.join(&*path);
        project.values.iter_mut().for_each(beside);
        project.templates.iter_mut().for_each(beside);
        Ok(project)
    }

    /// Fills in what the flags of a command do not say.
    ///
    /// # Errors
    /// An external object that is named wrongly.
    pub(super) fn complete(self, command: &mut Command) -> Result<(), Diagnostic> {
        match command {
            Command::Render(render) => {
                self.complete_cluster(&mut render.cluster);
                self.complete_selection(&mut render.output.selection);
                self.complete_release(&mut render.release);
                self.complete_values(&mut render.values);
            }
            Command::Diff(diff) if diff.sides.to.is_none() => {
                self.complete_cluster(&mut diff.cluster);
                self.complete_selection(&mut diff.selection);
                self.complete_release(&mut diff.release);
                self.complete_values(&mut diff.values);
            }
            Command::Plan(plan) if plan.sides.to.is_none() => {
                self.complete_cluster(&mut plan.cluster);
                self.complete_selection(&mut plan.selection);
                self.complete_release(&mut plan.release);
                self.complete_values(&mut plan.values);
            }
            Command::Graph(graph) => {
                self.complete_cluster(&mut graph.cluster);
                self.complete_selection(&mut graph.selection);
                self.complete_release(&mut graph.release);
                self.complete_values(&mut graph.values);
            }
            Command::Check(check) => {
                self.complete_cluster(&mut check.cluster);
                self.complete_release(&mut check.release);
                check.external.extend(self.externals()?);
                check.ignore.extend(self.ignore.iter().cloned());
                self.complete_values(&mut check.values);
            }
            Command::Values(command) => {
                if let ValuesCommand::Merged(merged) = &mut **command {
                    self.complete_values(&mut merged.values);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn complete_release(&self, release: &mut ReleaseArguments) {
        if release.name.is_none() && release.name_template.is_none() {
            release.name.clone_from(&self.release);
            release.is_name_of_project = true;
        }
        if release.namespace.is_none() {
            release.namespace.clone_from(&self.namespace);
            release.is_namespace_of_project = true;
        }
    }

    fn complete_cluster(&self, cluster: &mut ClusterArguments) {
        if cluster.kube_version.is_none() {
            cluster.kube_version.clone_from(&self.kube_version);
        }
        if cluster.api_versions.is_empty() {
            cluster.api_versions.clone_from(&self.api_versions);
        }
    }

    fn complete_selection(&self, selection: &mut SelectionArguments) {
        if selection.templates.is_none() {
            selection.templates.clone_from(&self.templates);
        }
        selection.skip_tests |= self.skip_tests;
    }

    fn complete_values(&self, values: &mut ValuesArguments) {
        if values.files.is_empty() {
            values.files = from_environment().unwrap_or_else(|| self.values.clone());
        }
        if values.profile.is_empty() {
            values.profile.extend(self.profile.clone());
        }
    }

    fn externals(&self) -> Result<Vec<External>, Diagnostic> {
        let external = |name: &String| {
            name.parse().map_err(|error| {
                Diagnostic::error("project", format!("`external` in `{FILE}` holds `{name}`: {error}"))
            })
        };
        self.external.iter().map(external).collect()
    }
}

fn from_environment() -> Option<Vec<PathBuf>> {
    let files = std::env::var(VARIABLE).ok().filter(|files| !files.is_empty())?;
    Some(files.split(',').map(PathBuf::from).collect())
}

/// The nearest file, by a path that starts in the working folder.
fn find() -> Option<PathBuf> {
    let depth = std::env::current_dir().ok()?.ancestors().count();
    (0..depth).map(|level| PathBuf::from("../".repeat(level)).join(FILE)).find(|path| path.is_file())
}

fn unreadable(path: &Path, text: &str, error: &serde_yaml::Error, sources: &mut Sources) -> Diagnostic {
    let said = error.to_string();
    // The place follows behind ` at line`, and is shown with the line itself.
    let said = said.split(" at line ").next().unwrap_or(&said);
    let problem = Diagnostic::error("project", format!("`{}` cannot be used: {said}", path.display()));
    let source = sources.add(inputs::name(path), text);
    match error.location() {
        Some(location) => {
            let end = text.get(location.index()..).and_then(|rest| rest.find('\n')).unwrap_or(0);
            problem.at(Span::new(source, location.index(), location.index() + end), "here")
        }
        None => problem,
    }
}
