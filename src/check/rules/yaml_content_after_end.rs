//! Content after the end of the document.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "yaml-content-after-end",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a values file goes on after the end of its document",
    why: "Helm stops reading at `...`, so what follows without a `---` is ignored.",
    fix: "Write `---` before a further document, or remove the `...`.",
    link: Some("https://yaml.org/spec/1.2.2/#9-document-stream-productions"),
    find: Find::Reading,
};
