//! An object that Kubernetes would refuse for its form.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "kubernetes-type",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "an object does not have the form that Kubernetes demands",
    why: "A field that is unknown, missing or of another type is refused by the API server, or silently dropped by it, \
          and no tool before it knows which value it came from.",
    fix: "Fix the value that the message points at; the field is named with its path in the object.",
    link: Some("https://kubernetes.io/docs/reference/kubernetes-api/"),
    find: Find::Reading,
};
