//! A template that cannot be rendered with these values.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "template",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a template cannot be rendered",
    why: "Without the objects of one template there is no release; most often a value is not what the template \
          expects, or a custom template has an error.",
    fix: "Fix the value or the line of the template that the message names.",
    link: None,
    find: Find::Reading,
};
