//! A Go template in a value that gives no YAML.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "go-template-yaml",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a Go template in a value gives text that is not YAML",
    why: "The chart reads the text that such a value gives as YAML; indentation and quotes that are wrong there \
          stop the whole release.",
    fix: "Fix the line of the result that the message shows, or write the value as YAML without a template.",
    link: Some("https://helm.sh/docs/chart_template_guide/"),
    find: Find::Reading,
};
