//! A secret that nothing is known to make.

use crate::check::references::unresolved;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "reference-secret",
    severity: Severity::Warning,
    confidence: Confidence::Low,
    purpose: Purpose::Any,
    title: "a secret that an object uses is neither rendered nor named as external",
    why: "A pod whose volume or variable comes from a missing Secret waits in `ContainerCreating`, and nothing in \
          the values tells a misspelled name from a Secret that somebody else makes.",
    fix: "Correct the name, add the object to `extraObjects`, or name it under `vaultchart.external` if something \
          else makes it.",
    link: Some("https://kubernetes.io/docs/concepts/configuration/secret/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    unresolved(subject, &["Secret"])
}
