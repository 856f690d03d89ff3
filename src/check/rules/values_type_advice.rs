//! A value that the chart takes, and what reads the manifest likely does not.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "values-type-advice",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "a value has a type that Kubernetes likely refuses",
    why: "The chart prints such a value as it is; Kubernetes refuses the manifest, or the pod reads something else \
          than was meant.",
    fix: "Write the type that the message names.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration"),
    find: Find::Reading,
};
