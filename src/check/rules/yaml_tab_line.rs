//! A line of spaces with a tab.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "yaml-tab-line",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a line without text holds a tab",
    why: "Helm refuses a tab where indentation may stand, even on a line that holds nothing else.",
    fix: "Remove the spaces.",
    link: Some("https://yaml.org/spec/1.2.2/#61-indentation-spaces"),
    find: Find::Reading,
};
