//! A value that is none of the choices of its key.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "values-choice",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a value is not one of the choices of its key",
    why: "The chart compares such a value with the words it knows: another word is passed on to a manifest that \
          Kubernetes refuses, or counts as if nothing was set.",
    fix: "Write one of the choices that the message names.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration"),
    find: Find::Reading,
};
