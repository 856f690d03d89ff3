//! What all releases of a fleet have in common, read once, and the request that a file makes of it.

use super::member::Member;
use crate::chart::ChartDefinition;
use crate::cli::release::{Asked, Opened, filled, request};
use crate::cli::revision::Origin;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{ReleaseName, Request};
use crate::source::Sources;
use crate::values::{LayerKind, Layers};

/// The flags and the files that all have in common.
pub(in crate::cli) struct Base {
    /// What a release would be without a file of its own.
    pub(in crate::cli) request: Request,
    sources: Sources,
    origin: Origin,
    asked: Asked,
    has_fixed_chart: bool,
}

impl Base {
    /// Reads what the flags name. What cannot be read is reported with every file.
    pub(in crate::cli) fn read(asked: &Asked) -> Self {
        Self::read_from(asked, Origin::Now)
    }

    /// Reads what the flags name, files as they are or were somewhere.
    pub(in crate::cli) fn read_from(asked: &Asked, origin: Origin) -> Self {
        let mut sources = Sources::default();
        let request = request(asked, &origin, &mut sources);
        Self { request, sources, origin, asked: asked.clone(), has_fixed_chart: false }
    }

    /// What messages call the file.
    pub(in crate::cli) fn name_of(&self, member: &Member) -> String {
        self.origin.name(&member.path)
    }

    /// The request of one file, which lies over all others, with the texts that messages about it speak of.
    pub(in crate::cli) fn request(&self, member: &Member) -> (Request, Sources) {
        self.with(member, self.origin.text(&member.path))
    }

    /// The same where the file, or its release, may not have been there yet.
    pub(in crate::cli) fn request_if_any(&self, member: &Member) -> Option<(Request, Sources)> {
        let text = self.origin.text_if_any(&member.path).transpose()?;
        let is_there = |release: &String| Opened::releases(&member.path, &self.origin).contains(release);
        member.release.as_ref().is_none_or(is_there).then(|| self.with(member, text))
    }

    fn with(&self, member: &Member, text: Result<String, Diagnostic>) -> (Request, Sources) {
        let (mut request, mut sources) = (self.request.clone(), self.sources.clone());
        let mut has_said = [self.asked.has_typed_name, self.asked.has_typed_namespace];
        match text {
            Ok(text) if self.is_opened(member, &text) => {
                sources = Sources::default();
                (has_said, request) = self.opened(member, &mut sources);
            }
            Ok(text) => request.layers.add_file(&mut sources, &self.name_of(member), &text),
            Err(problem) => request.layers.add_problem(problem),
        }
        self.use_chart_of_file(&mut request, &mut sources);
        let (release, namespace) = member.names().unzip();
        let release = said(&request.layers, "release").or(release.filter(|_| !has_said[0]).map(str::to_owned));
        let namespace = said(&request.layers, "namespace").or(namespace.filter(|_| !has_said[1]).map(str::to_owned));
        request.name = release.map_or(request.name, ReleaseName::Given);
        request.namespace = namespace.unwrap_or(request.namespace);
        (request, sources)
    }

    /// Whether a file may hold more than values.
    fn is_opened(&self, member: &Member, text: &str) -> bool {
        let is_asked = member.release.is_some() || self.asked.values.release.is_some();
        is_asked || self.asked.values.values_at.is_some() || Opened::is_needed_for(&member.path, text, &self.origin)
    }

    /// The request of a file that is read together with the others, and whether name and namespace are said.
    fn opened(&self, member: &Member, sources: &mut Sources) -> ([bool; 2], Request) {
        let mut asked = self.asked.clone();
        asked.values.files.push(member.path.clone());
        asked.values.release = member.release.clone().or(asked.values.release);
        let (filled, request) = filled(&asked, &self.origin, sources);
        let said = |typed: bool, before: &Option<String>, after: &Option<String>| typed || before != after;
        let name = said(asked.has_typed_name, &asked.release.name, &filled.release.name);
        let namespace = said(asked.has_typed_namespace, &asked.release.namespace, &filled.release.namespace);
        ([name, namespace], request)
    }
}

impl Base {
    /// A file may name the release of the chart that it is for, unless it is to be rendered with another one.
    fn use_chart_of_file(&self, request: &mut Request, sources: &mut Sources) {
        let Some(version) = said(&request.layers, "chart-version").filter(|_| !self.has_fixed_chart) else { return };
        match ChartDefinition::at(&version) {
            Ok(chart) => request.use_chart(chart, sources),
            Err(problem) => request.layers.add_problem(problem.into()),
        }
    }

    /// The same for a release of the chart that counts whatever the files say.
    #[must_use]
    pub(in crate::cli) fn with_fixed_chart(self) -> Self {
        Self { has_fixed_chart: true, ..self }
    }
}

/// What the values files say under their `vaultchart` key, the highest first.
fn said(layers: &Layers, key: &str) -> Option<String> {
    let files = layers.lowest_first().into_iter().rev().filter(|layer| layer.kind == LayerKind::File);
    let mut said = files.filter_map(|layer| layer.tree.get("vaultchart")?.get(key)?.as_text().map(str::to_owned));
    said.next()
}
