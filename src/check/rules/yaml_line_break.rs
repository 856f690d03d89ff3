//! A line break of YAML 1.1.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "yaml-line-break",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a value holds a line break that YAML 1.2 does not know",
    why: "YAML 1.1, which Helm reads, ends a line at U+0085, U+2028 and U+2029; YAML 1.2 takes them for characters.",
    fix: "Break the line there, or leave the character out.",
    link: Some("https://yaml.org/spec/1.2.2/#54-line-break-characters"),
    find: Find::Reading,
};
