//! The rules, one file each, named after the rule.

use super::rule::Rule;

pub(super) use ignore_comment::RULE as IGNORE_COMMENT;

// Comments that silence findings.
mod ignore_comment;

// What reading and rendering the values tells.
mod values_type;
mod values_unknown_key;

// Vault's configuration.
mod vault_config_syntax;

// Across values, objects and configuration.
mod tls_mismatch;

// Kubernetes.
mod kubernetes_api;
mod kubernetes_type;

// Quorum.
mod quorum_even;

/// Every rule, in the order in which they are listed.
pub(super) const RULES: &[&Rule] = &[
    // Comments that silence findings.
    &ignore_comment::RULE,
    // What reading and rendering the values tells.
    &values_type::RULE,
    &values_unknown_key::RULE,
    // Vault's configuration.
    &vault_config_syntax::RULE,
    // Across values, objects and configuration.
    &tls_mismatch::RULE,
    // Kubernetes.
    &kubernetes_api::RULE,
    &kubernetes_type::RULE,
    // Quorum.
    &quorum_even::RULE,
];
