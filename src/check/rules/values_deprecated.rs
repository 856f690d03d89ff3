//! A key under an old name.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "values-deprecated",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a key of the values is deprecated",
    why: "An old name works until the release of the chart that drops it, and then silently does nothing.",
    fix: "Move the value to the key that the message names.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration"),
    find: Find::Reading,
};
