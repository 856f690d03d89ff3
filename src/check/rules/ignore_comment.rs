//! A comment that silences nothing.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    id: "ignore-comment",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a comment that ignores a finding does nothing",
    why: "Such a comment hides the next real finding, or was meant to hide one and does not.",
    fix: "Remove the comment, or write it as `# vaultchart: ignore[rule] because …` on the line of the finding.",
    link: None,
    find: Find::Reading,
};
