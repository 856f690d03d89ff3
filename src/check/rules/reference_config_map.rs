//! A config map that nothing is known to make.

use crate::check::references::unresolved;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "reference-config-map",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "a config map that an object uses is neither rendered nor named as external",
    why: "A pod whose volume or variable comes from a missing ConfigMap does not start.",
    fix: "Correct the name, add the object to `extraObjects`, or name it under `vaultchart.external` if it \
          is created elsewhere.",
    link: Some("https://kubernetes.io/docs/concepts/configuration/configmap/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    unresolved(subject, &["ConfigMap"])
}
