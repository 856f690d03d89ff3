//! A character that values must not hold.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "values-reserved-character",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a value holds a character that is reserved",
    why: "The characters U+E000 and U+E001 mark the places of values in templates, so a value that holds one could \
          change the structure of a manifest.",
    fix: "Remove the character; it is of the private use area and has no meaning.",
    link: None,
    find: Find::Reading,
};
