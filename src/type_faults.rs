//! Where an object is not what Kubernetes takes: the value that the field was made of, or the line of the template.

use std::collections::HashSet;

use serde_json::Value;

use crate::chart::{self, Chart, EXTRA_OBJECTS};
use crate::diagnostic::{Diagnostic, Severity};
use crate::kubernetes::{self, Fault, FaultKind};
use crate::manifest::Object;
use crate::render::Renderer;
use crate::source::{SourceId, Sources, Span};
use crate::values::{Read, Segment};

/// The names of these kinds of problems: of the type, and of the content.
const CODE: &str = "kubernetes-type";
const CONTENT: &str = "kubernetes-content";

/// How many are reported with their places: whoever has more has one cause for most of them.
const TOLD: usize = 200;

/// What the objects were made of.
pub struct Origins<'a> {
    /// The release of the chart.
    pub chart: &'a Chart,
    /// What was read of its values.
    pub log: &'a [Read],
    /// What rendered the templates.
    pub renderer: &'a Renderer,
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
    told(objects, origins, sources, found, "more fields are not what Kubernetes accepts")
}

/// Finds everything in the objects that the API server refuses for its content, as far as their types are right.
pub fn refusals(objects: &[Object], origins: &Origins<'_>, sources: &mut Sources) -> Vec<Diagnostic> {
    let mut placeholders: Vec<String> = Vec::new();
    let found = |object: &Object| {
        let wrong: Vec<Fault> = kubernetes::check(&object.tree, origins.minor);
        let wrong: HashSet<&[Segment]> = wrong.iter().map(|fault| fault.path.as_slice()).collect();
        let is_new = |fault: &Fault| !wrong.contains(fault.path.as_slice());
        let refused = kubernetes::refused(&object.tree, origins.minor).into_iter().filter(is_new);
        refused.filter_map(|fault| as_placeholder(fault, object, &mut placeholders)).collect()
    };
    told(objects, origins, sources, found, "more fields hold what the API server refuses")
}

/// Finds everything in an object that Kubernetes refuses, for type and for content, each with the path of its field:
/// for objects of which nobody knows what they were made of.
pub fn all_faults(object: &Object, minor: u64) -> Vec<(Diagnostic, String)> {
    let wrong: Vec<Fault> = kubernetes::check(&object.tree, minor);
    let is_new = |fault: &Fault| !wrong.iter().any(|other| other.path == fault.path);
    let refused = kubernetes::refused(&object.tree, minor).into_iter().filter(is_new).collect::<Vec<_>>();
    let mut placeholders: Vec<String> = Vec::new();
    let refused = refused.into_iter().filter_map(|fault| as_placeholder(fault, object, &mut placeholders));
    let refused: Vec<Fault> = refused.collect();
    let told = wrong.iter().chain(&refused).take(TOLD);
    let diagnostic = |fault: &Fault| fault.help().into_iter().fold(plain(object, fault, minor, true), Diagnostic::help);
    told.map(|fault| (diagnostic(fault), fault.place())).collect()
}

/// A fault without a place.
fn plain(object: &Object, fault: &Fault, minor: u64, is_checked: bool) -> Diagnostic {
    let title = format!("`{}` of `{}/{}` {}", fault.place(), object.kind(), object.name(), fault.words());
    let severity = severity(&fault.kind, is_checked);
    let mut diagnostic = Diagnostic { severity, ..Diagnostic::error(code(&fault.kind), title) };
    if let FaultKind::TooNew { .. } = fault.kind {
        diagnostic = diagnostic
            .note(format!("the manifests are for Kubernetes 1.{minor}, unless `--kube-version` says otherwise"));
    }
    if takes_unseen(object, fault) {
        diagnostic = diagnostic.note("the API server accepts the StatefulSet anyway, and refuses each of its pods");
    }
    diagnostic
}

fn told(
    objects: &[Object],
    origins: &Origins<'_>,
    sources: &mut Sources,
    mut found: impl FnMut(&Object) -> Vec<Fault>,
    many: &str,
) -> Vec<Diagnostic> {
    let mut faults: Vec<(&Object, Fault)> = Vec::new();
    for object in objects {
        faults.extend(found(object).into_iter().map(|fault| (object, fault)));
    }
    let severity = |kind: &FaultKind| severity(kind, origins.is_checked);
    faults.sort_by_key(|(_, fault)| severity(&fault.kind));
    let more = faults.split_off(faults.len().min(TOLD));
    let mut told: Vec<Diagnostic> = Vec::new();
    let mut shared: Vec<(Span, String)> = Vec::new();
    for (object, fault) in &faults {
        let diagnostic = origins.diagnostic(object, fault, sources);
        // What several objects take from one value is reported for the first.
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

/// The placeholder of another tool that stands where something else is wanted is reported as what it is, and once.
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

impl Origins<'_> {
    fn diagnostic(&self, object: &Object, fault: &Fault, sources: &mut Sources) -> Diagnostic {
        let diagnostic = plain(object, fault, self.minor, self.is_checked);
        fault.help().into_iter().fold(self.at_origin(diagnostic, object, fault, sources), Diagnostic::help)
    }

    /// Points at the value that the field was made of, which stays hidden if it may be a secret; where there is none,
    /// at the line of the template.
    fn at_origin(&self, diagnostic: Diagnostic, object: &Object, fault: &Fault, sources: &mut Sources) -> Diagnostic {
        if let Some(origin) = self.chart.origin(object, &fault.path, self.log) {
            if may_be_secret(object, &fault.path) {
                sources.hide(origin.span);
            }
            let is_name = matches!(fault.kind, FaultKind::Unknown { .. } | FaultKind::TooNew { .. });
            let span = origin.key_span.filter(|_| is_name && origin.is_whole).unwrap_or(origin.span);
            return diagnostic.at(span, format!("`{}` comes from here", origin.path));
        }
        if object.template == EXTRA_OBJECTS {
            return diagnostic;
        }
        let (file, context) = (chart::file(&object.template), self.chart.context(&object.template));
        match self.renderer.written(&file, &context, &fault.path.iter().cloned().collect()) {
            Some(place) => place.add_to(diagnostic, sources, "written here"),
            None => diagnostic,
        }
    }
}

/// Whether the API server takes what is wrong, and refuses the pods that are made of it: of the template of a
/// StatefulSet it looks at labels, annotations and what keeps pods running alone (`pkg/apis/apps/validation`,
/// `ValidatePodTemplateSpecForStatefulSet`).
fn takes_unseen(object: &Object, fault: &Fault) -> bool {
    let keys: Vec<&str> = fault.path.iter().map(|step| if let Segment::Key(key) = step { key } else { "" }).collect();
    let is_content = matches!(fault.kind, FaultKind::Refused { .. });
    let is_looked_at = |field: &&str| matches!(*field, "restartPolicy" | "activeDeadlineSeconds");
    match keys.as_slice() {
        ["spec", "template", "spec", field, ..] => is_content && object.kind() == "StatefulSet" && !is_looked_at(field),
        _ => false,
    }
}

/// Whether a field holds what no message may show: anything of a Secret, and the text of an environment variable.
fn may_be_secret(object: &Object, path: &[Segment]) -> bool {
    let is_variable = match path {
        [.., Segment::Key(list), Segment::Index(_), Segment::Key(field)] => list == "env" && field == "value",
        _ => false,
    };
    is_variable || object.kind() == "Secret"
}

/// What stands in an object at the end of a way.
fn at<'o>(tree: &'o serde_json::Map<String, Value>, path: &[Segment]) -> Option<&'o Value> {
    let (first, rest) = path.split_first()?;
    let Segment::Key(first) = first else { return None };
    rest.iter().try_fold(tree.get(first)?, |value, step| match step {
        Segment::Key(key) => value.get(key),
        Segment::Index(index) => value.get(index),
    })
}
