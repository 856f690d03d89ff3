//! Where an object is not what Kubernetes takes: the template's line that made the field, and the value behind it.

use std::cell::OnceCell;

use serde_json::Value;

use crate::chart::{self, Chart, EXTRA_OBJECTS, ExtraObject, Feed, Templates};
use crate::diagnostic::{Diagnostic, Severity};
use crate::kubernetes::{self, Fault, FaultKind};
use crate::manifest::Object;
use crate::render::{Hole, Renderer, Trace, Traced};
use crate::source::{SourceId, Sources, Span};
use crate::values::Step;

/// The names of these kinds of problems: of the type, and of the content.
const CODE: &str = "kubernetes-type";
const CONTENT: &str = "kubernetes-content";

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
    /// Whether what the API server refuses is wanted, and not only what cannot be meant.
    pub is_checked: bool,
}

/// Finds everything in the objects that Kubernetes would refuse for its type, the worst first, with the places of the
/// first of them.
pub fn faults(objects: &[Object], origins: &Origins<'_>, sources: &mut Sources) -> Vec<Diagnostic> {
    let found = |object: &Object| kubernetes::check(&object.tree, origins.minor);
    told(objects, origins, sources, found, "more fields are not what Kubernetes takes")
}

/// Finds everything in the objects that the API server refuses for its content, as far as their types are right.
pub fn refusals(objects: &[Object], origins: &Origins<'_>, sources: &mut Sources) -> Vec<Diagnostic> {
    let mut placeholders: Vec<String> = Vec::new();
    let found = |object: &Object| {
        let wrong: Vec<Fault> = kubernetes::check(&object.tree, origins.minor);
        let is_new = |fault: &Fault| !wrong.iter().any(|other| other.path == fault.path);
        let refused = kubernetes::refused(&object.tree, origins.minor).into_iter().filter(is_new);
        refused.filter_map(|fault| as_placeholder(fault, object, &mut placeholders)).collect()
    };
    told(objects, origins, sources, found, "more fields hold what the API server refuses")
}

fn told(
    objects: &[Object],
    origins: &Origins<'_>,
    sources: &mut Sources,
    mut found: impl FnMut(&Object) -> Vec<Fault>,
    many: &str,
) -> Vec<Diagnostic> {
    let (extra_objects, renderer) = (OnceCell::new(), OnceCell::new());
    let made =
        |object| Made { origins, object, extra_objects: &extra_objects, renderer: &renderer, traced: OnceCell::new() };
    let all: Vec<Made<'_>> = objects.iter().map(made).collect();
    let mut faults: Vec<(&Made<'_>, Fault)> = Vec::new();
    for made in &all {
        faults.extend(found(made.object).into_iter().map(|fault| (made, fault)));
    }
    let severity = |kind: &FaultKind| severity(kind, origins.is_checked);
    faults.sort_by_key(|(_, fault)| severity(&fault.kind));
    let more = faults.split_off(faults.len().min(TOLD));
    let mut told: Vec<Diagnostic> = Vec::new();
    let mut shared: Vec<(Span, String)> = Vec::new();
    for (made, fault) in &faults {
        let diagnostic = made.diagnostic(fault, sources);
        // What several objects take from one value is told of the first.
        let place = diagnostic.span().filter(|span| (origins.is_of_the_user)(span.source));
        let one = place.filter(|_| diagnostic.code == CONTENT).map(|span| (span, fault.words()));
        if one.as_ref().is_none_or(|one| !shared.contains(one)) {
            told.push(diagnostic);
        }
        shared.extend(one);
    }
    if let Some((_, worst)) = more.first() {
        let title = format!("{} {many}", more.len());
        told.push(Diagnostic { severity: severity(&worst.kind), ..Diagnostic::error(code(&worst.kind), title) });
    }
    told
}

/// How bad it is. The version of the cluster is often only guessed; a text without quotes is what was meant, and Helm
/// prints it without them as well: only a check says that the API server refuses it.
fn severity(kind: &FaultKind, is_checked: bool) -> Severity {
    match kind {
        FaultKind::TooNew { .. } => Severity::Warning,
        FaultKind::Unquoted { .. } if !is_checked => Severity::Warning,
        _ => Severity::Error,
    }
}

fn code(kind: &FaultKind) -> &'static str {
    if matches!(kind, FaultKind::Refused { .. }) { CONTENT } else { CODE }
}

/// The placeholder of another tool that stands where something else is wanted is told as what it is, and once.
fn as_placeholder(fault: Fault, object: &Object, seen: &mut Vec<String>) -> Option<Fault> {
    let value = at(&object.tree, &fault.path).and_then(Value::as_str);
    let Some(placeholder) = value.and_then(placeholder) else { return Some(fault) };
    if seen.iter().any(|other| other == placeholder) {
        return None;
    }
    seen.push(placeholder.to_owned());
    let must = format!("holds `{placeholder}`, which nothing has replaced, and {}", fault.words());
    Some(Fault { kind: FaultKind::Refused { must, instead: None }, ..fault })
}

/// The first placeholder in a text: `${NAME}`, `$(NAME)`, `{{ name }}`, `<name>`, `@@name@@`.
fn placeholder(text: &str) -> Option<&str> {
    const ENDS: [(&str, &str); 5] = [("${", "}"), ("$(", ")"), ("{{", "}}"), ("<", ">"), ("@@", "@@")];
    ENDS.iter().find_map(|(open, close)| {
        let start = text.find(open)?;
        let inner = start + open.len();
        let end = inner + text.get(inner..)?.find(close)? + close.len();
        text.get(start..end)
    })
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
        let mut diagnostic = Diagnostic {
            severity: severity(&fault.kind, origins.is_checked),
            ..Diagnostic::error(code(&fault.kind), title)
        };
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
        let Some(fed) = self.fed(fault, hole).or_else(|| self.name(fault)) else { return diagnostic };
        if may_be_secret(self.object, &fault.path) {
            sources.hide(fed.span);
        }
        let is_name = matches!(fault.kind, FaultKind::Unknown { .. } | FaultKind::TooNew { .. });
        let span = fed.key_span.filter(|_| is_name && fed.is_whole).unwrap_or(fed.span);
        diagnostic.at(span, format!("`{}` comes from here", fed.path))
    }

    /// Where the name of the release was chosen that an object's name begins with.
    fn name(&self, fault: &Fault) -> Option<chart::Fed> {
        let is_name = matches!(fault.path.as_slice(), [.., Step::Key(last)] if last == "name");
        if is_name { self.origins.chart.named_by(self.origins.is_of_the_user) } else { None }
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
