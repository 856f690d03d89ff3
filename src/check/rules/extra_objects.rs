//! Further objects that are none.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "extra-objects",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "an entry of `extraObjects` is not a Kubernetes object",
    why: "Kubernetes takes objects with `apiVersion`, `kind` and a name; anything else stops the whole release.",
    fix: "Write the whole object, or remove the entry.",
    link: Some("https://kubernetes.io/docs/concepts/overview/working-with-objects/#required-fields"),
    find: Find::Reading,
};
