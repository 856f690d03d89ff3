//! A word or number that YAML 1.1 and YAML 1.2 read differently.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "yaml-1.1",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "a value is read differently by YAML 1.1 and 1.2",
    why: "Helm reads `yes`, `on` and `0440` as YAML 1.1 does, and many editors, linters and GitOps tools as YAML \
          1.2 does: what one person sees is not what the cluster gets.",
    fix: "Write `true` or `false`, a decimal number, or put quotes around a text.",
    link: Some("https://yaml.org/spec/1.2.2/ext/changes/"),
    find: Find::Reading,
};
