//! An object that the API server refuses for what stands in it.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "kubernetes-content",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "an object holds what the API server refuses",
    why: "A name that is too long, a value that is not one of those allowed, a port out of range, or two things of \
          which only one is taken have the right type, so nothing before the API server notices them; it refuses the \
          whole object. Of a StatefulSet it accepts the template of the pods unchecked, and refuses every pod.",
    fix: "Fix the value that the message points at; the field is named with its path in the object. A placeholder such \
          as `${NAME}` has to be replaced before the values are checked.",
    link: Some("https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"),
    find: Find::Reading,
};
