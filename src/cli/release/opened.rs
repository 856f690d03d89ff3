//! The files that `-f` names, opened: values as they are, and those that files of other tools hold, with what these
//! files say of the release.

use std::path::{Path, PathBuf};

use super::chart::ChartArguments;
use super::values::ValuesArguments;
use crate::chart::ChartDefinition;
use crate::cli::inputs;
use crate::cli::revision::Origin;
use crate::diagnostic::{Diagnostic, Severity};
use crate::embedded::{EmbeddedRelease, Files, Given, GivenLayer, Said, Survey, fill, values_at};
use crate::source::Sources;
use crate::values::{self, Layers};

/// What the files hold.
#[derive(Default)]
pub(in crate::cli) struct Opened {
    /// The release that they describe, if they do.
    pub(in crate::cli) release: Option<EmbeddedRelease>,
    pub(in crate::cli) parts: Vec<GivenLayer>,
    told: Vec<Diagnostic>,
}

impl Opened {
    /// Opens the files, as they are or were somewhere. What cannot be read is kept to be reported.
    pub(in crate::cli) fn of(values: &ValuesArguments, origin: &Origin, sources: &mut Sources) -> Self {
        let mut opened = Self::default();
        let given = opened.given(values, origin, sources);
        if let Some(path) = &values.values_at {
            for given in &given {
                let Self { parts, told, .. } = Self::at(given, path, sources);
                opened.parts.extend(parts);
                opened.told.extend(told);
            }
            return opened;
        }
        let survey = Survey::of(&given, &At(origin), sources);
        let picked = match survey.picked(values.release.as_deref()) {
            Ok(picked) => picked,
            Err(problem) => {
                opened.told.push(problem);
                None
            }
        };
        opened.parts = survey.parts(picked);
        if let Some(release) = picked {
            opened.told.extend(release.errors.iter().chain(&release.warnings).cloned());
            opened.release = Some(EmbeddedRelease { parts: Vec::new(), ..release.clone() });
        }
        opened.told.extend(survey.errors);
        opened
    }

    /// The values at a path of a file.
    pub(in crate::cli) fn at(given: &Given, path: &values::Path, sources: &Sources) -> Self {
        let mut opened = Self::default();
        match values_at(given, path, sources) {
            Ok(part) => opened.parts.push(part),
            Err(problem) => opened.told.push(problem),
        }
        opened
    }

    /// All releases of a file.
    pub(in crate::cli) fn all(given: &Given, sources: &mut Sources) -> Vec<Self> {
        let survey = Survey::of(std::slice::from_ref(given), &At(&Origin::Now), sources);
        let one = |release| Self { parts: survey.parts(Some(release)), ..Self::default() };
        survey.releases.iter().map(one).collect()
    }

    fn given(&mut self, values: &ValuesArguments, origin: &Origin, sources: &mut Sources) -> Vec<Given> {
        let mut given = Vec::new();
        for path in &values.files {
            match origin.text(path) {
                Ok(text) => given.push(Given::new(path, sources.add(origin.name(path), text))),
                Err(problem) => self.told.push(problem),
            }
        }
        given
    }

    /// What is wrong with the files.
    pub(in crate::cli) fn errors(&self) -> Vec<Diagnostic> {
        self.told.iter().filter(|told| told.severity == Severity::Error).cloned().collect()
    }

    /// The release of the chart: what was typed, what a file says, or what lies below.
    pub(in crate::cli) fn chart(&mut self, arguments: &ChartArguments, is_typed: bool) -> ChartDefinition {
        let said = self.release.as_ref().and_then(|release| release.chart_version.as_ref()).filter(|_| !is_typed);
        let found = match said {
            Some(said) => within(said).map(|(chart, told)| {
                self.told.extend(told);
                chart
            }),
            None => arguments.definition(),
        };
        let chart = found.unwrap_or_else(|problem| {
            self.told.push(problem);
            ChartDefinition::newest()
        });
        match self.release.as_ref().and_then(|release| release.alias.as_deref()) {
            Some(alias) => chart.called(alias),
            None => chart,
        }
    }

    /// Lays what the files hold over the layers before.
    pub(in crate::cli) fn lay(self, chart: &ChartDefinition, layers: &mut Layers, sources: &mut Sources) {
        for part in self.parts {
            match part {
                GivenLayer::Values { source, read } => layers.add_read(sources, source, read),
                GivenLayer::Fill { source, mut read } => {
                    fill(&mut read.tree, &chart.defaults_tree(sources));
                    layers.add_read(sources, source, read);
                }
                GivenLayer::Set(set) => layers.add_file_set(sources, &set),
                GivenLayer::Profile(name) => {
                    let text = chart.profile(name).unwrap_or_default();
                    layers.add_profile(sources, name, &text);
                }
            }
        }
        self.told.into_iter().for_each(|told| layers.add_problem(told));
    }
}

/// The newest release of the chart that a version or a constraint takes.
fn within(said: &Said) -> Result<(ChartDefinition, Option<Diagnostic>), Diagnostic> {
    let chart = ChartDefinition::within(&said.text)
        .map_err(|unknown| Diagnostic::from(unknown).at(said.span, "requested here"))?;
    let version = chart.release.version;
    if said.text.trim_start_matches('v') == version {
        return Ok((chart, None));
    }
    let title = format!("`{}` takes vault-helm {version} here, the newest known release that matches", said.text);
    let told = Diagnostic::new("chart-version", Severity::Advice, title)
        .at(said.span, "which release this is changes with time")
        .help(format!("write `{version}`, so that another release is a change of the file"));
    Ok((chart, Some(told)))
}

/// Files as they are or were somewhere.
struct At<'o>(&'o Origin);

impl Files for At<'_> {
    fn text(&self, path: &Path) -> Result<Option<String>, Diagnostic> {
        self.0.text_if_there(path)
    }

    fn name(&self, path: &Path) -> String {
        self.0.name(path)
    }

    /// The root of the repository, then the folders from that of the file up to it; without a repository those that the
    /// path of the file names.
    fn roots(&self, file: &Path) -> Vec<PathBuf> {
        let above = if file.is_absolute() { 0 } else { levels() };
        let named = file.ancestors().skip(1).map(Path::to_path_buf);
        let further = (1..=above).map(|level| PathBuf::from("../".repeat(level)));
        let named_count = file.ancestors().count().saturating_sub(1);
        let mut found: Vec<PathBuf> = Vec::new();
        for folder in named.chain(further) {
            let is_root = folder.join(".git").exists();
            found.push(folder);
            if is_root {
                found.rotate_right(1);
                return found;
            }
        }
        found.truncate(named_count);
        found
    }
}

/// How many folders lie above the working folder.
fn levels() -> usize {
    std::env::current_dir().map_or(0, |folder| folder.ancestors().count())
}

impl Opened {
    /// The releases that one file holds, by what they are called; none if it is a file of values.
    pub(in crate::cli) fn releases(path: &Path, origin: &Origin) -> Vec<String> {
        let mut sources = Sources::default();
        let Some(text) = origin.text_if_there(path).ok().flatten() else { return Vec::new() };
        if !Self::is_needed_for(path, &text, origin) {
            return Vec::new();
        }
        let given = Given::new(path, sources.add(origin.name(path), text));
        let survey = Survey::of(&[given], &At(origin), &mut sources);
        survey.releases.into_iter().map(|release| release.label).collect()
    }

    /// Whether a file may hold more than values, by a look at its text and beside it.
    pub(in crate::cli) fn is_needed_for(path: &Path, text: &str, origin: &Origin) -> bool {
        let chart = path.with_file_name("Chart.yaml");
        Survey::may_hold_releases(text)
            || !inputs::is_stdin(path) && matches!(origin.text_if_there(&chart), Ok(Some(_)))
    }
}
