//! A value that nothing reads as the other values are.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "values-no-effect",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a value has no effect with the other values",
    why: "Each mode and each switch reads its own keys; what is set for another one is accepted and never reaches \
          a manifest.",
    fix: "Set the switch that the message names, move the value to where this mode reads it, or remove it.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration"),
    find: Find::Reading,
};
