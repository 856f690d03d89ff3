//! A flag whose last item is not set.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "set-forgotten",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "an empty value at the end of a flag is not set",
    why: "Helm drops the empty text at the end of `--set` where it would be a new item of a list: the list lacks it.",
    fix: "Set the empty text with `--set-literal`, or set the whole list with `--set-json`.",
    link: Some("https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set"),
    find: Find::Reading,
};
