//! `vaultchart.yaml`: what is always the same for the values beside it, so that nobody has to type it.
//!
//! Flags override what it says.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::chart::ChartArguments;
use super::cluster::ClusterArguments;
use super::input::ReleaseInput;
use super::layers;
use super::name::ReleaseArguments;
use super::selection::SelectionArguments;
use super::values::ValuesArguments;
use super::whereabouts::{CODE, FILE, files_of_environment, is_above, nearest_file};
use crate::chart::ChartDefinition;
use crate::check::External;
use crate::choice::{UnknownWord, quoted};
use crate::cli::check::known_rule;
use crate::cli::inputs;
use crate::diagnostic::Diagnostic;
use crate::rollout::Via;
use crate::source::{SourceId, Sources, Span};
use crate::values::{Schema, nearest};
use crate::yaml::{self, Data, Entry, Node};

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

/// What the file says: what lies below all that was typed.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Project {
    /// What it says of the release.
    pub(super) input: ReleaseInput,
    /// What it says of its objects.
    pub(super) selection: SelectionArguments,
    /// Who applies the manifests.
    pub(in crate::cli) via: Option<Via>,
    /// Objects that are there though they are not rendered.
    pub(in crate::cli) external: Vec<External>,
    /// Rules that `check` leaves out.
    pub(in crate::cli) ignore: Vec<String>,
    /// Where it lies, if that is above the working folder.
    pub(in crate::cli) above: Option<PathBuf>,
    /// The folder of templates that it names from there.
    far_templates: Option<PathBuf>,
}

/// What the file says, key by key.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Said {
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
    /// Finds and reads the file; an empty one if there is none. The variable that names values files wins over it.
    ///
    /// # Errors
    /// A file that cannot be read or is somebody else's, and everything in it that is unknown or of the wrong type.
    pub(in crate::cli) fn find(sources: &mut Sources) -> Result<Self, Vec<Diagnostic>> {
        let Some(path) = nearest_file().map_err(|problem| vec![problem])? else { return Self::default().completed() };
        let mut project = Self::of(&path, sources)?;
        if is_above(&path) {
            project.far_templates = project.selection.templates.take();
            project.above = Some(path);
        }
        project.completed()
    }

    /// Reads a file that was named.
    ///
    /// # Errors
    /// What cannot be read, and everything in it that is unknown or of the wrong type.
    pub(in crate::cli) fn read(path: &Path, sources: &mut Sources) -> Result<Self, Vec<Diagnostic>> {
        Self::of(path, sources)?.completed()
    }

    fn of(path: &Path, sources: &mut Sources) -> Result<Self, Vec<Diagnostic>> {
        Ok(Said::read(path, sources)?.beside(path.parent().unwrap_or(Path::new(""))))
    }

    /// The same with the files that the variable names.
    fn completed(mut self) -> Result<Self, Vec<Diagnostic>> {
        let named = files_of_environment().map_err(|problem| vec![problem])?;
        self.input.values.files = named.unwrap_or(self.input.values.files);
        Ok(self)
    }

    /// Says that templates which nobody has named are not rendered: they can do more than values.
    pub(super) fn refused_templates(&self) -> Option<Diagnostic> {
        let (templates, file) = (self.far_templates.as_ref()?, self.above.as_ref()?);
        let title = format!("`templates` of `{}` is ignored in a folder below it", file.display());
        let help = format!("type `--templates {}` or `--project {}`", templates.display(), file.display());
        Some(Diagnostic::error(CODE, title).help(help))
    }

    /// The release of the chart.
    pub(in crate::cli) fn chart(&self) -> &ChartArguments {
        &self.input.values.chart
    }

    /// What it says of the values.
    pub(in crate::cli) fn values(&self) -> &ValuesArguments {
        &self.input.values
    }
}

impl Said {
    fn read(path: &Path, sources: &mut Sources) -> Result<Self, Vec<Diagnostic>> {
        let text = inputs::text_found(path).map_err(|error| vec![error.into()])?;
        let source = sources.add(inputs::name(path), text.as_str());
        let problems = problems(&text, source);
        if !problems.is_empty() {
            return Err(problems);
        }
        let said = serde_yaml::from_str::<Option<Self>>(&text).map_err(|error| vec![unreadable(&error, source)])?;
        Ok(said.unwrap_or_default())
    }

    /// The same where what is read lies beside the file, in this folder.
    fn beside(self, folder: &Path) -> Project {
        let beside = |path: PathBuf| folder.join(path);
        let release = ReleaseArguments { name: self.release, namespace: self.namespace, ..ReleaseArguments::default() };
        let values = ValuesArguments {
            chart: ChartArguments { chart_version: self.chart_version },
            profile: self.profile.into_iter().collect(),
            files: self.values.into_iter().map(beside).collect(),
            ..ValuesArguments::default()
        };
        let cluster = ClusterArguments { kube_version: self.kube_version, api_versions: self.api_versions };
        let selection = SelectionArguments {
            templates: self.templates.map(beside),
            skip_tests: self.skip_tests,
            ..SelectionArguments::default()
        };
        Project {
            input: ReleaseInput { release, values, cluster },
            selection,
            via: self.via.and_then(|word| word.parse().ok()),
            external: self.external.iter().filter_map(|name| name.parse().ok()).collect(),
            ignore: self.ignore,
            ..Project::default()
        }
    }
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
    if root.as_map().is_none() {
        let problem = Diagnostic::error(CODE, format!("`{FILE}` must be a map of keys, found {}", root.kind()));
        return vec![problem.at(root.span, "expected keys such as `release: vault`")];
    }
    let unknown = root.as_map().into_iter().flatten().filter(|(key, _)| schema.property(key).is_none());
    let mut problems: Vec<_> = unknown.map(|(key, entry)| unknown_key(key, entry, &schema)).collect();
    let wrong_types = schema.check(root, &Node::new(root.span, Data::Null));
    problems.extend(wrong_types.into_iter().map(|problem| Diagnostic { code: CODE, ..problem }));
    if let Some(Data::List(external)) = root.get("external").map(|node| &node.data) {
        problems.extend(external.iter().filter_map(wrong_external));
    }
    problems.extend(root.get("via").and_then(wrong_via));
    problems.extend(root.get("profile").and_then(wrong_profile));
    problems.extend(root.get("chart-version").and_then(wrong_version));
    if let Some(Data::List(rules)) = root.get("ignore").map(|node| &node.data) {
        problems.extend(rules.iter().filter_map(wrong_rule));
    }
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
    let UnknownWord { what, word, known } = node.as_text()?.parse::<Via>().err()?;
    let problem = Diagnostic::error(CODE, format!("unknown {what} `{word}` in `via`"));
    Some(problem.at(node.span, format!("expected one of {}", quoted(known))))
}

fn wrong_profile(node: &Node) -> Option<Diagnostic> {
    let problem = layers::profile(&ChartDefinition::newest(), node.as_text()?).err()?;
    Some(Diagnostic { code: CODE, ..problem.at(node.span, "not a profile") })
}

fn wrong_version(node: &Node) -> Option<Diagnostic> {
    let problem = Diagnostic::from(ChartDefinition::at(node.as_text()?).err()?);
    Some(Diagnostic { code: CODE, ..problem.at(node.span, "not a release that is known") })
}

fn wrong_rule(node: &Node) -> Option<Diagnostic> {
    let problem = known_rule(node.as_text()?).err()?;
    Some(Diagnostic { code: CODE, ..problem.at(node.span, "not a rule") })
}

/// What is well formed here may not be what the other reader takes.
fn unreadable(error: &serde_yaml::Error, source: SourceId) -> Diagnostic {
    let problem = Diagnostic::error(CODE, format!("`{FILE}` cannot be used: {error}"));
    let place = error.location().map_or(0, |location| location.index());
    problem.at(Span::new(source, place, place), "here")
}
