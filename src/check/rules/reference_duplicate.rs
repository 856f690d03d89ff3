//! Two objects of one name.

use crate::check::references::{namespace_of, origin, words};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::{Object, ObjectId};

pub(super) static RULE: Rule = Rule {
    id: "reference-duplicate",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "two objects have the same kind, namespace and name",
    why: "Helm refuses to install the second one, and `kubectl apply` has the last one overwrite the first at every \
          run.",
    fix: "Give the object in `extraObjects` another name, or remove it.",
    link: Some("https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, object) in subject.objects.iter().enumerate() {
        let before = subject.objects.get(..at).unwrap_or_default();
        let Some(first) = before.iter().find(|other| is_same(other, object, subject)) else { continue };
        let (kind, name) = (words(object.kind()), object.name());
        let title = format!("{kind} `{name}` is rendered twice");
        let fault = Fault::new(title)
            .at(origin(subject, object, "metadata.name", name, "rendered for the second time"))
            .in_object(object, "metadata.name");
        faults.push(match first.template == object.template {
            true => fault.help("give one of them another name"),
            false => fault
                .note(format!("the other one is of the template `{}`", first.template))
                .help("give this one another name, or remove it"),
        });
    }
    faults
}

fn is_same(one: &Object, other: &Object, subject: &Subject<'_>) -> bool {
    let group = |object: &Object| ObjectId::of(object).group;
    one.kind() == other.kind()
        && one.name() == other.name()
        && namespace_of(one, subject) == namespace_of(other, subject)
        && group(one) == group(other)
}
