//! Where an object is not what Kubernetes takes: the template's line that made the field, and the value behind it.

use serde_json::Value;

use crate::chart::{self, Chart, EXTRA_OBJECTS, Feed, Templates};
use crate::diagnostic::Diagnostic;
use crate::kubernetes::{self, Fault, FaultKind};
use crate::manifest::Object;
use crate::render::{Hole, Renderer, Trace};
use crate::source::{SourceId, Sources};
use crate::values::Step;

/// The name of this kind of problem.
const CODE: &str = "kubernetes-type";

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

/// Finds everything in the objects that Kubernetes would refuse for its type, with its places.
pub fn faults(objects: &[Object], origins: &Origins<'_>, sources: &mut Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for object in objects {
        for fault in kubernetes::check(&object.tree, origins.minor) {
            found.push(origins.diagnostic(object, &fault, sources));
        }
    }
    found
}

impl Origins<'_> {
    fn diagnostic(&self, object: &Object, fault: &Fault, sources: &mut Sources) -> Diagnostic {
        let title = format!("`{}` of `{}/{}` {}", fault.place(), object.kind(), object.name(), fault.words());
        let diagnostic = match fault.kind {
            // The version of the cluster is often only guessed.
            FaultKind::TooNew { .. } => Diagnostic::warning(CODE, title).note(format!(
                "the manifests are for Kubernetes 1.{}, unless `--kube-version` says otherwise",
                self.minor
            )),
            // Helm prints such an entry as well, and its text is what was meant.
            FaultKind::Unquoted { .. } => Diagnostic::warning(CODE, title),
            _ => Diagnostic::error(CODE, title),
        };
        let trace = self.trace(object, fault);
        let diagnostic = self.at_value(diagnostic, object, fault, trace.as_ref(), sources);
        let diagnostic = match trace {
            Some(Trace { place, hole: Some(_) }) => place.add_to(diagnostic, sources, "set into the object here"),
            Some(Trace { place, hole: None }) => place.add_to(diagnostic, sources, "written here"),
            None => diagnostic,
        };
        fault.help().into_iter().fold(diagnostic, Diagnostic::help)
    }

    fn trace(&self, object: &Object, fault: &Fault) -> Option<Trace> {
        if object.template == EXTRA_OBJECTS {
            return None;
        }
        let texts = self.templates.clone();
        let renderer = Renderer::new(move |file| texts.text(file));
        let (file, context) = (chart::file(&object.template), self.chart.context(&object.template));
        renderer.trace(&file, &context, &Value::Object(object.tree.clone()), &fault.path)
    }

    /// Points at the value that the field was made of, which stays hidden if it may be a secret.
    fn at_value(
        &self,
        diagnostic: Diagnostic,
        object: &Object,
        fault: &Fault,
        trace: Option<&Trace>,
        sources: &mut Sources,
    ) -> Diagnostic {
        let hole = trace.and_then(|trace| trace.hole.as_ref());
        let Some(fed) = self.fed(object, fault, hole) else { return diagnostic };
        if may_be_secret(object, &fault.path) {
            sources.hide(fed.span);
        }
        let is_name = matches!(fault.kind, FaultKind::Unknown { .. } | FaultKind::TooNew { .. });
        let span = fed.key_span.filter(|_| is_name && fed.is_whole).unwrap_or(fed.span);
        diagnostic.at(span, format!("`{}` comes from here", fed.path))
    }

    fn fed(&self, object: &Object, fault: &Fault, hole: Option<&Hole>) -> Option<chart::Fed> {
        if object.template == EXTRA_OBJECTS {
            return self.chart.fed_extra(&object.tree, &fault.path);
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
            is_of_the_user: self.is_of_the_user,
        };
        self.chart.fed(&feed)
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
