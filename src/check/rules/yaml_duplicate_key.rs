//! A key that stands twice in one map.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "yaml-duplicate-key",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a key is written twice in one map",
    why: "Only one of the two values counts, the other one is lost silently; a reader of the file sees \
          either.",
    fix: "Remove one of the two, or join what stands under them.",
    link: Some("https://yaml.org/spec/1.2.2/#3213-node-comparison"),
    find: Find::Reading,
};
