//! `vaultchart.yaml`: what is always the same for the values beside it, so that nobody has to type it.
//!
//! The file is looked for in the working folder and in those above it. Flags override what it says.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::chart::ChartArguments;
use super::cluster::ClusterArguments;
use super::name::ReleaseArguments;
use super::selection::SelectionArguments;
use super::values::ValuesArguments;
use crate::check::External;
use crate::cli::arguments::Command;
use crate::cli::inputs;
use crate::cli::values::ValuesCommand;
use crate::diagnostic::Diagnostic;
use crate::rollout::Via;
use crate::source::{SourceId, Sources, Span};
use crate::values::{Schema, nearest};
use crate::yaml::{self, Data, Entry, Node};

/// The name of this kind of problem.
const CODE: &str = "project";
/// The name of the file.
pub(in crate::cli) const FILE: &str = "vaultchart.yaml";
/// Names values files, separated by commas, where neither a flag does.
const VARIABLE: &str = "VAULTCHART_VALUES";

/// The types of what the file says. A key without a value says nothing.
const SCHEMA: &str = r#"{"type": "object", "properties": {
    "release": {"type": ["string", "null"]},
    "namespace": {"type": ["string", "null"]},
    "profile": {"type": ["string", "null"]},
    "values": {"type": "array", "items": {"type": "string"}},
    "chart-version": {"type": ["string", "null"]},
    "kube-version": {"type": ["string", "null"]},
    "api-versions": {"type": "array", "items": {"type": "string"}},
    "skip-tests": {"type": "boolean"},
    "templates": {"type": ["string", "null"]},
    "via": {"type": ["string", "null"]},
    "external": {"type": "array", "items": {"type": "string"}},
    "ignore": {"type": "array", "items": {"type": "string"}}
}}"#;

/// What the file says.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(in crate::cli) struct Project {
    /// The release's name.
    release: Option<String>,
    /// The namespace of the release.
    namespace: Option<String>,
    /// A ready profile under the values.
    profile: Option<String>,
    /// The values files, beside this file.
    values: Vec<PathBuf>,
    /// The release of the chart.
    chart_version: Option<String>,
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
    /// Who applies the manifests: `kubectl`, `helm`, `argocd` or `flux`.
    via: Option<String>,
    /// Rules that `check` leaves out.
    ignore: Vec<String>,
}

impl Project {
    /// Finds and reads the file; an empty one if there is none.
    ///
    /// # Errors
    /// A file that cannot be read, and everything in it that is unknown or of the wrong type.
    pub(in crate::cli) fn find(sources: &mut Sources) -> Result<Self, Vec<Diagnostic>> {
        let Some(path) = find() else { return Ok(Self::default()) };
        let text = inputs::text(&path).map_err(|error| vec![error.into()])?;
        let source = sources.add(inputs::name(&path), text.as_str());
        let problems = problems(&text, source);
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut project = serde_yaml::from_str::<Option<Self>>(&text)
            .map_err(|error| vec![unreadable(&error, source)])?
            .unwrap_or_default();
        let folder = path.parent().unwrap_or(Path::new(""));
        let beside = |path: &mut PathBuf| *path = folder.join(&*path);
        project.values.iter_mut().for_each(beside);
        project.templates.iter_mut().for_each(beside);
        Ok(project)
    }

    /// Fills in what the flags of a command do not say.
    pub(in crate::cli) fn complete(self, command: &mut Command) {
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
            Command::Plan(plan) => {
                plan.via = plan.via.or_else(|| self.via.as_deref()?.parse().ok());
                if plan.sides.to.is_some() {
                    return;
                }
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
                check.external.extend(self.external.iter().filter_map(|name| name.parse::<External>().ok()));
                check.ignore.extend(self.ignore.iter().cloned());
                self.complete_values(&mut check.values);
            }
            Command::Values(command) => match command {
                ValuesCommand::Merged(merged) => self.complete_values(&mut merged.values),
                ValuesCommand::Explain(explain) => self.complete_chart(&mut explain.values.chart),
                ValuesCommand::Show(show) => self.complete_chart(&mut show.chart),
                ValuesCommand::Schema(schema) => self.complete_chart(&mut schema.chart),
                ValuesCommand::Migrate(_) => {}
            },
            _ => {}
        }
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

    fn complete_chart(&self, chart: &mut ChartArguments) {
        if chart.chart_version.is_none() {
            chart.chart_version.clone_from(&self.chart_version);
        }
    }

    fn complete_values(&self, values: &mut ValuesArguments) {
        self.complete_chart(&mut values.chart);
        if values.files.is_empty() {
            values.files = from_environment().unwrap_or_else(|| self.values.clone());
        }
        if values.profile.is_empty() {
            values.profile.extend(self.profile.clone());
        }
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

/// Everything that is wrong with the text of the file.
fn problems(text: &str, source: SourceId) -> Vec<Diagnostic> {
    let stream = match yaml::read(text, source) {
        Ok(stream) => stream,
        Err(error) => return vec![Diagnostic { code: CODE, ..error.into() }],
    };
    let (Some(document), Ok(schema)) = (stream.documents.first(), Schema::parse(SCHEMA)) else { return Vec::new() };
    let root = &document.root;
    if root.is_null() {
        return Vec::new();
    }
    let unknown = root.as_map().into_iter().flatten().filter(|(key, _)| schema.property(key).is_none());
    let mut problems: Vec<_> = unknown.map(|(key, entry)| unknown_key(key, entry, &schema)).collect();
    let wrong_types = schema.check(root, &Node::new(root.span, Data::Null));
    problems.extend(wrong_types.into_iter().map(|problem| Diagnostic { code: CODE, ..problem }));
    if let Some(Data::List(external)) = root.get("external").map(|node| &node.data) {
        problems.extend(external.iter().filter_map(wrong_external));
    }
    problems.extend(root.get("via").and_then(wrong_via));
    problems.sort_by_key(Diagnostic::span);
    problems
}

fn unknown_key(key: &str, entry: &Entry, schema: &Schema) -> Diagnostic {
    let problem = Diagnostic::error(CODE, format!("unknown key `{key}`"));
    let problem = problem.at(entry.key_span, format!("not a key of `{FILE}`"));
    let keys = || schema.properties().map(|(key, _)| key);
    match nearest(key, keys()) {
        Some(meant) => problem.help(format!("did you mean `{meant}`?")),
        None => problem
            .note(format!("the keys are {}", keys().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", "))),
    }
}

fn wrong_external(item: &Node) -> Option<Diagnostic> {
    let name = item.as_text()?;
    let error = name.parse::<External>().err()?;
    Some(Diagnostic::error(CODE, format!("`external` names no object: `{name}`: {error}")).at(item.span, "this one"))
}

fn wrong_via(node: &Node) -> Option<Diagnostic> {
    let error = node.as_text()?.parse::<Via>().err()?;
    let words = Via::ALL.map(|via| format!("`{via}`")).join(", ");
    Some(Diagnostic::error(CODE, error.to_string()).at(node.span, format!("expected one of {words}")))
}

/// What is well formed here may not be what the other reader takes.
fn unreadable(error: &serde_yaml::Error, source: SourceId) -> Diagnostic {
    let problem = Diagnostic::error(CODE, format!("`{FILE}` cannot be used: {error}"));
    let place = error.location().map_or(0, |location| location.index());
    problem.at(Span::new(source, place, place), "here")
}
