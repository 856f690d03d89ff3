//! What all releases of a fleet have in common, read once, and the request that a file makes of it.

use super::member::Member;
use crate::chart::ChartDefinition;
use crate::cli::release::{Asked, request};
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
    has_typed_name: bool,
    has_typed_namespace: bool,
    has_fixed_chart: bool,
}

impl Base {
    /// Reads what the flags name. What cannot be read is told with every file.
    pub(in crate::cli) fn read(asked: &Asked) -> Self {
        Self::read_from(asked, Origin::Now)
    }

    /// Reads what the flags name, files as they are or were somewhere.
    pub(in crate::cli) fn read_from(asked: &Asked, origin: Origin) -> Self {
        let mut sources = Sources::default();
        let request = request(asked, &origin, &mut sources);
        let Asked { has_typed_name, has_typed_namespace, .. } = *asked;
        Self { request, sources, origin, has_typed_name, has_typed_namespace, has_fixed_chart: false }
    }

    /// What messages call the file.
    pub(in crate::cli) fn name_of(&self, member: &Member) -> String {
        self.origin.name(&member.path)
    }

    /// The request of one file, which lies over all others, with the texts that messages about it speak of.
    pub(in crate::cli) fn request(&self, member: &Member) -> (Request, Sources) {
        self.with(member, self.origin.text(&member.path))
    }

    /// The same where the file may not have been there yet.
    pub(in crate::cli) fn request_if_any(&self, member: &Member) -> Option<(Request, Sources)> {
        let text = self.origin.text_if_any(&member.path).transpose()?;
        Some(self.with(member, text))
    }

    fn with(&self, member: &Member, text: Result<String, Diagnostic>) -> (Request, Sources) {
        let (mut request, mut sources) = (self.request.clone(), self.sources.clone());
        match text {
            Ok(text) => request.layers.add_file(&mut sources, &self.name_of(member), &text),
            Err(problem) => request.layers.add_problem(problem),
        }
        self.use_chart_of_file(&mut request, &mut sources);
        let (release, namespace) = member.names().unzip();
        let release = said(&request.layers, "release").or(release.filter(|_| !self.has_typed_name).map(str::to_owned));
        let namespace =
            said(&request.layers, "namespace").or(namespace.filter(|_| !self.has_typed_namespace).map(str::to_owned));
        request.name = release.map_or(request.name, ReleaseName::Given);
        request.namespace = namespace.unwrap_or(request.namespace);
        (request, sources)
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
