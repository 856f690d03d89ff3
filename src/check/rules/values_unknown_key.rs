//! A key that the chart does not know.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "values-unknown-key",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a key of the values is unknown",
    why: "A misspelled key, or one at the wrong place, is silently accepted by Helm and does nothing.",
    fix: "Write the key that the message proposes, or remove it; `vaultchart values explain KEY` lists the keys.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration"),
    find: Find::Reading,
};
