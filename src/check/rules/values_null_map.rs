//! A null in the place of a map that every render reads.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "values-null-map",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a null removes a map that the chart needs",
    why: "A null removes the defaults below its key; Helm then fails with a nil pointer somewhere in a template of \
          the chart.",
    fix: "Leave the key out, or set keys under it one by one.",
    link: Some("https://helm.sh/docs/chart_template_guide/values_files/"),
    find: Find::Reading,
};
