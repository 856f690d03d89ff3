//! A value of another type than the chart expects.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "values-type",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a value has another type than the chart expects",
    why: "Helm refuses such values with a message that names neither file nor line, or renders a manifest that Kubernetes refuses.",
    fix: "Write the type that the message names; a text that looks like a number or a boolean needs quotes.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration"),
    find: Find::Reading,
};
