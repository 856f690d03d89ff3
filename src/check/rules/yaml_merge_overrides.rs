//! A merge that replaces a key above it.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "yaml-merge-overrides",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a `<<` replaces a key that was written above it",
    why: "YAML lets the key win over what is merged; Helm lets the later of the two win, so the value that stands \
          in the file is lost.",
    fix: "Write `<<` before the keys that it should not replace.",
    link: Some("https://yaml.org/type/merge.html"),
    find: Find::Reading,
};
