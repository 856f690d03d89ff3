//! A flag that sets nothing.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "set-without-key",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a part of a `--set` flag has no key",
    why: "Helm silently skips a part without a key, so what was meant by it is not set.",
    fix: "Write `key=value`; a comma that belongs to the value is written `\\,`.",
    link: Some("https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set"),
    find: Find::Reading,
};
