//! ApplicationSets of Argo CD: their template, filled once for each element of their list generators.
//!
//! What other generators give is not known here: names and namespaces that hang on it are left open, and a note says so.
//! <https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-List/>

use super::argo::application;
use super::field::{CODE, Field};
use super::harvest::Harvest;
use super::kind::Kind;
use super::parameters::Parameters;
use super::reading::Reading;
use super::release::{EmbeddedRelease, Said};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Finds the releases of the chart in an ApplicationSet.
pub(super) fn application_set(reading: &mut Reading, root: &Field, harvest: &mut Harvest) {
    let Some(template) = root.get("spec.template") else { return };
    let template = Field::root(template.node);
    let is_go = root.is_true("spec.goTemplate");
    let generators = root.items("spec.generators");
    let elements: Vec<Field> = generators.iter().flat_map(|generator| generator.items("list.elements")).collect();
    let others: Vec<&str> =
        generators.iter().filter_map(|generator| generator.node.as_map()?.keys().next()).map(String::as_str).collect();
    let start = harvest.releases.len();
    for element in &elements {
        reading.parameters = Parameters::of_element(element.node, is_go);
        application(reading, &template, Kind::ApplicationSet, harvest);
    }
    reading.parameters = Parameters::default();
    if elements.is_empty() {
        application(reading, &template, Kind::ApplicationSet, harvest);
    }
    let further = generators.iter().find(|generator| !elements.is_empty() && generator.get("list").is_none());
    for release in harvest.releases.iter_mut().skip(start) {
        leave_open(release, &others);
        release.warnings.extend(further.map(is_further));
    }
}

/// That more releases are made than those of the lists.
fn is_further(generator: &Field) -> Diagnostic {
    let name = generator.node.as_map().and_then(|map| map.keys().next()).map_or("", String::as_str);
    Diagnostic::warning(
        CODE,
        format!("the generator `{name}` is not run here: the releases that it gives are left out"),
    )
    .at(Span { end: generator.span().start, ..generator.span() }, "known is what `list` gives")
}

/// Leaves open what only a generator knows.
fn leave_open(release: &mut EmbeddedRelease, generators: &[&str]) {
    let mut is_open = |said: &mut Option<Said>, what: &str| {
        let Some(open) = said.take_if(|said| said.text.contains("{{")) else { return };
        let title = format!("{what} `{}` comes from the generator, which is not run here", open.text);
        let note = format!("the generators are {}", generators.join(", "));
        release.warnings.push(Diagnostic::warning(CODE, title).at(open.span, "left open").note(note));
    };
    is_open(&mut release.name, "the release name");
    is_open(&mut release.namespace, "the namespace");
    is_open(&mut release.chart_version, "the release of the chart");
}
