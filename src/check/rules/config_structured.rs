//! A configuration that is not a text.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "config-structured",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the configuration of Vault is written as YAML",
    why: "The chart passes the configuration on as one text; a map or a list in its place is not read by Vault.",
    fix: "Write the text of the configuration as a block: `config: |`.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration"),
    find: Find::Reading,
};
