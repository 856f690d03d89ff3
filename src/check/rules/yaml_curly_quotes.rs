//! Quotes of a word processor.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "yaml-curly-quotes",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "curly quotes are part of a value",
    why: "Only straight quotes quote in YAML: curly ones become part of the text that Kubernetes or Vault reads.",
    fix: "Write `\"` or `'`.",
    link: Some("https://yaml.org/spec/1.2.2/#73-flow-scalar-styles"),
    find: Find::Reading,
};
