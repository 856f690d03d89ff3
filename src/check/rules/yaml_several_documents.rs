//! A values file of several documents.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "yaml-several-documents",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a values file holds several documents",
    why: "Helm 3 reads the first document alone and silently drops the others; Helm 4 lays each over \
          the one before, as it is done here.",
    fix: "Write one document, or several files.",
    link: Some("https://helm.sh/docs/chart_template_guide/values_files/"),
    find: Find::Reading,
};
