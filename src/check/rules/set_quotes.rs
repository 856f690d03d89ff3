//! A value of a flag in quotes.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "set-quotes",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a value of a `--set` flag stands in quotes",
    why: "`--set` keeps quotes as a part of the text. They go where the chart writes the whole field without quotes, and stay elsewhere.",
    fix: "Leave the quotes out; `--set-string` takes every value as text.",
    link: Some("https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set"),
    find: Find::Reading,
};
