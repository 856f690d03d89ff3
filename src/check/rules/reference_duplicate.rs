//! Two objects of one name.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

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
    let mut known: HashMap<_, &Object> = HashMap::new();
    for object in subject.objects {
        let group = ObjectId::of(object).group;
        let first = match known.entry((object.kind(), object.name(), namespace_of(object, subject), group)) {
            Entry::Occupied(first) => *first.get(),
            Entry::Vacant(place) => {
                place.insert(object);
                continue;
            }
        };
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
