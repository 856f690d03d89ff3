//! A service that nothing is known to make.

use crate::check::references::unresolved;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "reference-service",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "an object leads to a service that is neither rendered nor named as external",
    why: "An Ingress, a route, a webhook or an address that leads to a Service which does not exist is answered by \
          an error; a StatefulSet without its Service has no names for its pods.",
    fix: "Switch the Service on, correct its name, or name it under `vaultchart.external` if it is created \
          elsewhere.",
    link: Some("https://kubernetes.io/docs/concepts/services-networking/service/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    unresolved(subject, &["Service"])
}
