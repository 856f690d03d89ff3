//! A Go template in a value that fails.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "go-template",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a Go template in a value fails",
    why: "A value that holds `{{` is evaluated; one that fails stops the whole release, and Helm names only the line \
          of a template of the chart.",
    fix: "Fix the template at the place that the message names.",
    link: Some("https://helm.sh/docs/chart_template_guide/"),
    find: Find::Reading,
};
