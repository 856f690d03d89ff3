//! All files that were given, and the releases that are found in them.

use std::path::{Path, PathBuf};

use super::applications::application_set;
use super::argo::application;
use super::field::{CODE, Field};
use super::files::Files;
use super::flux::helm_release;
use super::harvest::Harvest;
use super::hcl::Body;
use super::helmfile::{helmfile, is_template};
use super::kind::Kind;
use super::kustomize::{generator, kustomization};
use super::local_chart::LocalChart;
use super::objects::Objects;
use super::parameters::Parameters;
use super::part::GivenLayer;
use super::reading::Reading;
use super::recognise::{Carrier, What, objects, refusal, what};
use super::release::EmbeddedRelease;
use super::terraform::terraform;
use super::umbrella;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources, Span};
use crate::values::ReadValues;
use crate::yaml::{self, Document, Node, Stream};

/// A file that was given, whose text is among the sources.
#[derive(Clone, Debug)]
pub struct Given {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub source: SourceId,
}

impl Given {
    /// A file by its path; `-` has none, and nothing lies beside it.
    pub fn new(path: &Path, source: SourceId) -> Self {
        let path = if path == Path::new("-") { PathBuf::new() } else { path.to_owned() };
        Self { path, source }
    }
}

/// What one file is.
#[derive(Clone, Debug)]
pub enum Item {
    /// Values, as layers.
    Values(Vec<GivenLayer>),
    /// A file with releases of its own, as many as are reported.
    Releases(usize),
    /// Objects that other files need.
    Objects,
}

/// What the files hold.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// What each file is, in their order.
    pub items: Vec<Item>,
    /// The releases, in the order of the files.
    pub releases: Vec<EmbeddedRelease>,
    /// What is wrong with the files as a whole.
    pub errors: Vec<Diagnostic>,
}

/// One file on its way.
struct File {
    given: Given,
    name: String,
    stream: Result<Stream, Diagnostic>,
    /// What it says, if it is one of Terraform; it has no documents then.
    hcl: Option<Result<Body, Diagnostic>>,
}

impl Survey {
    /// Whether a file may hold releases, by a look at its text alone. Charts that depend on this one are not seen.
    pub fn may_hold_releases(text: &str) -> bool {
        let is_mark = |line: &str| {
            ["kind:", "helmCharts:", "releases:", "\"kind\":", "{", "resource "]
                .iter()
                .any(|mark| line.trim_start().starts_with(mark))
        };
        text.lines().any(is_mark)
    }

    /// Looks through the files.
    pub fn of(given: &[Given], files: &dyn Files, sources: &mut Sources) -> Self {
        let mut survey = Self::default();
        let read: Vec<File> = given.iter().map(|given| File::read(given, sources)).collect();
        let mut known = Objects::default();
        for file in &read {
            for root in file.documents().iter().flat_map(|document| objects(&document.root)) {
                known.add(file.given.source, root);
            }
        }
        let has_carrier = read.iter().any(File::has_carrier);
        let mut parent: Option<(LocalChart, usize, Vec<GivenLayer>)> = None;
        for file in read {
            let File { given: Given { path, source }, .. } = &file;
            if let Some(problem) = file.refusal(has_carrier, sources) {
                survey.errors.push(problem);
                survey.items.push(Item::Objects);
            } else if file.has_carrier() {
                let found = file.harvest(files, &known, sources, &mut survey.errors);
                survey.items.push(Item::Releases(found.len()));
                survey.releases.extend(found);
            } else if !file.documents().is_empty()
                && file.documents().iter().all(|document| what(&document.root) == What::Object)
            {
                survey.items.push(Item::Objects);
            } else {
                let (path, source) = (path.clone(), *source);
                let read = ReadValues::with_spelling(file.stream, sources.text(source), source);
                let chart = match &parent {
                    Some((chart, ..)) => Ok(Some(chart.clone())),
                    None => parent_of(&path, files, sources),
                };
                let chart = chart.map_err(|problem| survey.errors.push(problem)).ok().flatten();
                let part = GivenLayer::Values { source, read };
                match chart.filter(|chart| is_of_parent(&part, chart)) {
                    Some(chart) => survey.take_of_parent(&path, chart, part, &mut parent, files, sources),
                    None => survey.items.push(Item::Values(vec![part])),
                }
            }
        }
        if let Some((chart, _, parts)) = parent {
            let found = umbrella::releases(&chart, &parts);
            survey.releases.extend(found);
        }
        survey
    }

    /// The release that is meant, of all that the files hold: none if they hold only values.
    ///
    /// # Errors
    /// A name that no release has, or no name where there are several.
    pub fn picked(&self, name: Option<&str>) -> Result<Option<&EmbeddedRelease>, Diagnostic> {
        let list = || self.releases.iter().map(|release| format!("`{}`", release.label)).collect::<Vec<_>>().join(", ");
        match (name, self.releases.as_slice()) {
            (None, []) => Ok(None),
            (None, [release]) => Ok(Some(release)),
            (Some(name), []) => {
                Err(Diagnostic::error(CODE, format!("no file holds a release, so `--release {name}` picks none")))
            }
            (None, [first, ..]) => {
                let title = format!("the files hold {} releases of the chart", self.releases.len());
                Err(Diagnostic::error(CODE, title)
                    .at(
                        first.name.as_ref().map_or(Span { end: first.span.start, ..first.span }, |said| said.span),
                        "the first of them",
                    )
                    .note(format!("they are {}", list()))
                    .help(format!("name one, as in `--release {}`, or render all with `--each`", first.label)))
            }
            (Some(name), releases) => {
                let found = releases.iter().find(|release| release.label == name).or_else(|| {
                    let is_named =
                        |release: &&EmbeddedRelease| release.name.as_ref().is_some_and(|said| said.text == name);
                    releases.iter().find(is_named)
                });
                found.map(Some).ok_or_else(|| {
                    Diagnostic::error(CODE, format!("no release in the files is called `{name}`"))
                        .note(format!("they are {}", list()))
                })
            }
        }
    }

    /// The layers of values of a release among those of the files that hold nothing else, in the order of the files.
    pub fn parts(&self, release: Option<&EmbeddedRelease>) -> Vec<GivenLayer> {
        let mut parts = Vec::new();
        let mut seen = 0;
        for item in &self.items {
            match item {
                Item::Values(values) => parts.extend(values.iter().cloned()),
                Item::Objects => {}
                Item::Releases(count) => {
                    let own = self.releases.get(seen..seen + count).unwrap_or_default();
                    seen += count;
                    let is_it = |one: &&EmbeddedRelease| release.is_some_and(|release| std::ptr::eq(*one, release));
                    parts.extend(own.iter().filter(is_it).flat_map(|one| one.parts.iter().cloned()));
                }
            }
        }
        parts
    }

    /// Takes values of a chart that depends on this one; its own `values.yaml` lies under them.
    fn take_of_parent(
        &mut self,
        path: &Path,
        chart: LocalChart,
        part: GivenLayer,
        parent: &mut Option<(LocalChart, usize, Vec<GivenLayer>)>,
        files: &dyn Files,
        sources: &mut Sources,
    ) {
        let count = chart.dependencies.len();
        let is_first = parent.is_none();
        let (chart, _, parts) = parent.get_or_insert_with(|| (chart, count, Vec::new()));
        let own = umbrella::own_values(chart);
        if is_first && !umbrella::is_same(path, &own) {
            match files.text(&own) {
                Ok(Some(text)) => {
                    let source = sources.add(files.name(&own), text.as_str());
                    parts.push(GivenLayer::Values { source, read: ReadValues::of_text(&text, source) });
                }
                Ok(None) => {}
                Err(problem) => self.errors.push(problem),
            }
        }
        parts.push(part);
        self.items.push(Item::Releases(if is_first { count } else { 0 }));
    }
}

/// The chart beside a values file, if it depends on this one.
fn parent_of(path: &Path, files: &dyn Files, sources: &mut Sources) -> Result<Option<LocalChart>, Diagnostic> {
    let Some(folder) = path.parent().filter(|_| path.file_name().is_some()) else { return Ok(None) };
    let chart = LocalChart::find(folder, files, sources)?;
    Ok(chart.filter(|chart| !chart.dependencies.is_empty()))
}

fn is_of_parent(part: &GivenLayer, chart: &LocalChart) -> bool {
    matches!(part, GivenLayer::Values { read, .. } if umbrella::is_of_parent(&read.tree, chart))
}

impl File {
    fn read(given: &Given, sources: &Sources) -> Self {
        let (text, name) = (sources.text(given.source), sources.name(given.source).to_owned());
        let is_nameless_hcl = || {
            given.path.as_os_str().is_empty() && text.lines().any(|line| line.starts_with("resource \"helm_release\""))
        };
        let is_hcl = has_end(&given.path, &[".tf", ".tofu"]) || is_nameless_hcl();
        let hcl = is_hcl.then(|| Body::read(text, given.source, &name));
        let stream = match hcl {
            Some(_) => Ok(Stream { documents: Vec::new() }),
            None => yaml::read(text, given.source).map_err(Diagnostic::from),
        };
        Self { given: given.clone(), name, stream, hcl }
    }

    fn documents(&self) -> &[Document] {
        self.stream.as_ref().map_or(&[], |stream| stream.documents.as_slice())
    }

    fn has_carrier(&self) -> bool {
        let roots = self.documents().iter().flat_map(|document| objects(&document.root));
        self.hcl.is_some() || roots.into_iter().any(|root| matches!(what(root), What::Carrier(_)))
    }

    /// Why the file is no values file.
    fn refusal(&self, has_carrier: bool, sources: &Sources) -> Option<Diagnostic> {
        let text = sources.text(self.given.source);
        if self.stream.is_err() && is_helmfile(&self.given.path) && text.contains("{{") {
            let at = text.find("{{").unwrap_or(0);
            let line = text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
            return Some(is_template(line, Span::new(self.given.source, at, at + line.len())));
        }
        if has_end(&self.given.path, &[".tf.json", ".tofu.json"]) {
            let title = format!("`{}` is a file of Terraform in JSON, which is not read", self.name);
            let help = "`--values-at 'resource.helm_release.NAME.values[0]'` takes values that stand in it";
            return Some(Diagnostic::error(CODE, title).help(help));
        }
        if has_end(&self.given.path, &[".hcl"]) {
            let title = format!("`{}` is HCL, but no file of Terraform", self.name);
            return Some(Diagnostic::error(CODE, title).help("give the values file that it names"));
        }
        let only_objects = self.documents().iter().all(|document| what(&document.root) == What::Object);
        if has_carrier && only_objects { None } else { refusal(&self.given.path, &self.name, self.documents()) }
    }

    /// The releases of the chart in the file; an error if there is none.
    fn harvest(
        &self,
        files: &dyn Files,
        objects_of_all: &Objects,
        sources: &mut Sources,
        errors: &mut Vec<Diagnostic>,
    ) -> Vec<EmbeddedRelease> {
        let mut harvest = Harvest::default();
        let mut carriers = Vec::new();
        match &self.hcl {
            None => {}
            Some(Ok(body)) => self.harvest_hcl(body, files, objects_of_all, sources, &mut harvest),
            Some(Err(problem)) => {
                errors.push(problem.clone());
                return Vec::new();
            }
        }
        for document in self.documents() {
            for root in objects(&document.root) {
                let What::Carrier(carrier) = what(root) else { continue };
                carriers.push((carrier, root.span));
                let mut reading = Reading {
                    files,
                    sources: &mut *sources,
                    path: &self.given.path,
                    source: self.given.source,
                    document,
                    objects: objects_of_all,
                    parameters: Parameters::default(),
                };
                let root = Field::root(root);
                match carrier {
                    Carrier::Application => application(&mut reading, &root, carrier.kind(), &mut harvest),
                    Carrier::ApplicationSet => application_set(&mut reading, &root, &mut harvest),
                    Carrier::HelmRelease => helm_release(&mut reading, &root, &mut harvest),
                    Carrier::Kustomization => kustomization(&mut reading, &root, &mut harvest),
                    Carrier::Generator => generator(&mut reading, &root, &mut harvest),
                    Carrier::Helmfile => helmfile(&mut reading, &root, &mut harvest),
                }
            }
        }
        if harvest.releases.is_empty() {
            errors.push(self.without_release(&carriers, &harvest));
        }
        harvest.releases
    }

    fn harvest_hcl(
        &self,
        body: &Body,
        files: &dyn Files,
        objects: &Objects,
        sources: &mut Sources,
        harvest: &mut Harvest,
    ) {
        let source = self.given.source;
        let root = Node::new(Span::new(source, 0, 0), yaml::Data::Null);
        let document = Document { root, notices: Vec::new() };
        let parameters = Parameters::default();
        let path = &self.given.path;
        let mut reading = Reading { files, sources, path, source, document: &document, objects, parameters };
        terraform(&mut reading, body, harvest);
    }

    fn without_release(&self, carriers: &[(Carrier, Span)], harvest: &Harvest) -> Diagnostic {
        let kind = carriers.first().map_or(Kind::Terraform, |(carrier, _)| carrier.kind());
        let whole = carriers.first().map_or(Span::new(self.given.source, 0, 0), |(_, span)| *span);
        let other = harvest.lookalikes.first().or(harvest.others.first());
        let problem = match other {
            Some((span, words)) => {
                let title = format!("`{}` is {kind} for {words}, not for vault-helm", self.name);
                Diagnostic::error(CODE, title).at(*span, "named here")
            }
            None => {
                let title = format!("`{}` is {kind} that installs no chart", self.name);
                Diagnostic::error(CODE, title).at(Span { end: whole.start, ..whole }, "no chart `vault` is named in it")
            }
        };
        problem.help("`--values-at` takes values that stand anywhere in a file")
    }
}

fn has_end(path: &Path, ends: &[&str]) -> bool {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    ends.iter().any(|end| name.ends_with(end))
}

fn is_helmfile(path: &Path) -> bool {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().to_lowercase());
    name.contains("helmfile") || name.ends_with(".gotmpl")
}
