//! Where an object is not what Kubernetes takes: the template's line that made the field, and the value behind it.

use std::cell::OnceCell;

use serde_json::Value;

use crate::chart::{self, Chart, EXTRA_OBJECTS, ExtraObject, Feed, Templates};
use crate::diagnostic::{Diagnostic, Severity};
use crate::kubernetes::{self, Fault, FaultKind};
use crate::manifest::Object;
use crate::render::{Hole, Renderer, Trace, Traced};
use crate::source::{SourceId, Sources};
use crate::values::Step;

/// The name of this kind of problem.
const CODE: &str = "kubernetes-type";

/// How many are told with their places: whoever has more has one cause for most of them.
const TOLD: usize = 200;

/// What the objects were made of.
pub struct Origins<'a> {
    /// The release of the chart.
    pub chart: &'a Chart,
    /// The templates.
    pub templates: &'a Templates,
    /// The minor release of Kubernetes 1 that the objects are for.
    pub minor: u64,
    /// Whether a text is one that the user wrote.
    pub is_of_the_user: &'a dyn Fn(SourceId) -> bool,
}

/// Finds everything in the objects that Kubernetes would refuse for its type, the worst first, with the places of the
/// first of them.
pub fn faults(objects: &[Object], origins: &Origins<'_>, sources: &mut Sources) -> Vec<Diagnostic> {
    let (extra_objects, renderer) = (OnceCell::new(), OnceCell::new());
    let made =
        |object| Made { origins, object, extra_objects: &extra_objects, renderer: &renderer, traced: OnceCell::new() };
    let all: Vec<Made<'_>> = objects.iter().map(made).collect();
    let mut faults: Vec<(&Made<'_>, Fault)> = Vec::new();
    for made in &all {
        faults.extend(kubernetes::check(&made.object.tree, origins.minor).into_iter().map(|fault| (made, fault)));
    }
    faults.sort_by_key(|(_, fault)| severity(&fault.kind));
    let more = faults.split_off(faults.len().min(TOLD));
    let mut told: Vec<Diagnostic> = faults.iter().map(|(made, fault)| made.diagnostic(fault, sources)).collect();
    if let Some((_, worst)) = more.first() {
        let title = format!("{} more fields are not what Kubernetes takes", more.len());
        told.push(Diagnostic { severity: severity(&worst.kind), ..Diagnostic::error(CODE, title) });
    }
    told
}

/// How bad it is. The version of the cluster is often only guessed, and Helm prints a text without quotes as well, which
/// is what was meant.
fn severity(kind: &FaultKind) -> Severity {
    match kind {
        FaultKind::TooNew { .. } | FaultKind::Unquoted { .. } => Severity::Warning,
        _ => Severity::Error,
    }
}

/// An object, and what finds out how it was made.
struct Made<'a> {
    origins: &'a Origins<'a>,
    object: &'a Object,
    extra_objects: &'a OnceCell<Vec<ExtraObject>>,
    renderer: &'a OnceCell<Renderer>,
    traced: OnceCell<Option<Traced<'a>>>,
}

impl Made<'_> {
    fn diagnostic(&self, fault: &Fault, sources: &mut Sources) -> Diagnostic {
        let Self { object, origins, .. } = self;
        let title = format!("`{}` of `{}/{}` {}", fault.place(), object.kind(), object.name(), fault.words());
        let mut diagnostic = Diagnostic { severity: severity(&fault.kind), ..Diagnostic::error(CODE, title) };
        if let FaultKind::TooNew { .. } = fault.kind {
            diagnostic = diagnostic.note(format!(
                "the manifests are for Kubernetes 1.{}, unless `--kube-version` says otherwise",
                origins.minor
            ));
        }
        let trace = self.trace(fault);
        let diagnostic = self.at_value(diagnostic, fault, trace.as_ref(), sources);
        let diagnostic = match trace {
            Some(Trace { place, hole: Some(_) }) => place.add_to(diagnostic, sources, "set into the object here"),
            Some(Trace { place, hole: None }) => place.add_to(diagnostic, sources, "written here"),
            None => diagnostic,
        };
        fault.help().into_iter().fold(diagnostic, Diagnostic::help)
    }

    fn trace(&self, fault: &Fault) -> Option<Trace> {
        let Self { object, origins, renderer, .. } = self;
        if object.template == EXTRA_OBJECTS {
            return None;
        }
        let renderer = renderer.get_or_init(|| {
            let texts = origins.templates.clone();
            Renderer::new(move |file| texts.text(file))
        });
        let traced = self.traced.get_or_init(|| {
            let (file, context) = (chart::file(&object.template), origins.chart.context(&object.template));
            renderer.traced(&file, &context, &Value::Object(object.tree.clone()))
        });
        traced.as_ref()?.trace(&fault.path)
    }

    /// Points at the value that the field was made of, which stays hidden if it may be a secret.
    fn at_value(
        &self,
        diagnostic: Diagnostic,
        fault: &Fault,
        trace: Option<&Trace>,
        sources: &mut Sources,
    ) -> Diagnostic {
        let hole = trace.and_then(|trace| trace.hole.as_ref());
        let Some(fed) = self.fed(fault, hole) else { return diagnostic };
        if may_be_secret(self.object, &fault.path) {
            sources.hide(fed.span);
        }
        let is_name = matches!(fault.kind, FaultKind::Unknown { .. } | FaultKind::TooNew { .. });
        let span = fed.key_span.filter(|_| is_name && fed.is_whole).unwrap_or(fed.span);
        diagnostic.at(span, format!("`{}` comes from here", fed.path))
    }

    fn fed(&self, fault: &Fault, hole: Option<&Hole>) -> Option<chart::Fed> {
        let Self { object, origins, .. } = self;
        if object.template == EXTRA_OBJECTS {
            let extra_objects = self.extra_objects.get_or_init(|| origins.chart.extra_objects().unwrap_or_default());
            return origins.chart.fed_extra(extra_objects, &object.tree, &fault.path);
        }
        let depth = hole.map_or(fault.path.len(), |hole| hole.depth);
        let (to_hole, rest) = fault.path.split_at_checked(depth)?;
        let value = at(&object.tree, &fault.path);
        let name = fault.path.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        });
        let feed = Feed {
            expression: hole.map_or("", |hole| &hole.expression),
            loops: hole.map_or(&[], |hole| &hole.loops),
            filled: at(&object.tree, to_hole),
            rest,
            field: name.zip(value),
            is_of_the_user: origins.is_of_the_user,
        };
        origins.chart.fed(&feed)
    }
}

/// Whether a field holds what no message may show: anything of a Secret, and the text of an environment variable.
fn may_be_secret(object: &Object, path: &[Step]) -> bool {
    let is_variable = match path {
        [.., Step::Key(list), Step::Index(_), Step::Key(field)] => list == "env" && field == "value",
        _ => false,
    };
    is_variable || object.kind() == "Secret"
}

/// What stands in an object at the end of a way.
fn at<'o>(tree: &'o serde_json::Map<String, Value>, path: &[Step]) -> Option<&'o Value> {
    let (first, rest) = path.split_first()?;
    let Step::Key(first) = first else { return None };
    rest.iter().try_fold(tree.get(first)?, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    })
}
