//! A value that does not fit where a template sets it.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "template-hole",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a value has the wrong form for its place in a template",
    why: "A list or a map inside a text would change the structure of the manifest, so the release is refused.",
    fix: "Write the value in the form that the message names.",
    link: None,
    find: Find::Reading,
};
