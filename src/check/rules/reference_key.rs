//! A key that a rendered secret or config map does not have.

use crate::check::references::{Reference, origin, references, rendered, words};
use crate::check::tree::has_annotation;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::Object;
use crate::values::nearest;

pub(super) static RULE: Rule = Rule {
    id: "reference-key",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a pod uses a key that the rendered secret or config map does not have",
    why: "The kubelet finds the object but not the key, and the container never starts.",
    fix: "Correct the key, or add it to the object in `extraObjects`; `optional: true` lets the pod start without \
          it.",
    link: Some("https://kubernetes.io/docs/concepts/configuration/secret/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let references = references(subject.objects);
    let mut faults = Vec::new();
    for reference in references.iter().filter(|one| !one.is_optional) {
        let Some(object) = rendered(reference, subject) else { continue };
        let Some(known) = keys(object) else { continue };
        let missing = reference.keys.iter().filter(|(key, _)| !known.contains(&key.as_str()));
        faults.extend(missing.map(|(key, path)| fault(subject, reference, (key, path), &known)));
    }
    Fault::once_a_place(faults)
}

/// The keys of an object, if they are all known: others may fill one that is empty.
fn keys(object: &Object) -> Option<Vec<&str>> {
    if has_annotation(object, |name| name.contains("inject") || name.contains("reflect")) {
        return None;
    }
    let maps = ["data", "stringData", "binaryData"].into_iter().filter_map(|field| object.tree.get(field)?.as_object());
    let keys: Vec<&str> = maps.flat_map(|map| map.keys().map(String::as_str)).collect();
    (!keys.is_empty()).then_some(keys)
}

fn fault(subject: &Subject<'_>, reference: &Reference<'_>, (key, path): (&str, &str), known: &[&str]) -> Fault {
    let (kind, name) = (words(&reference.kind), &reference.name);
    let fault = Fault::new(format!("{kind} `{name}` has no key `{key}`"))
        .at(origin(subject, reference.object, path, key, "not a key of it"))
        .in_object(reference.object, path);
    match nearest(key, known.iter().copied()) {
        Some(meant) => fault.help(format!("did you mean `{meant}`?")),
        None => fault.help(format!("its keys are `{}`", known.join("`, `"))),
    }
}
