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

// Quorum.
mod quorum_even;

// References between objects.
mod env_duplicate;
mod external_name;
mod reference_config_map;
mod reference_duplicate;
mod reference_key;
mod reference_namespace;
mod reference_port;
mod reference_role;
mod reference_secret;
mod reference_selector;
mod reference_service;
mod reference_service_account;
mod reference_volume;
mod reference_volume_claim;
mod reference_workload;
mod selector_own_pods;
mod spread_selector;

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
    // Quorum.
    &quorum_even::RULE,
    // References between objects.
    &reference_secret::RULE,
    &reference_config_map::RULE,
    &reference_volume_claim::RULE,
    &reference_service_account::RULE,
    &reference_role::RULE,
    &reference_service::RULE,
    &reference_workload::RULE,
    &reference_key::RULE,
    &reference_port::RULE,
    &reference_selector::RULE,
    &selector_own_pods::RULE,
    &spread_selector::RULE,
    &reference_volume::RULE,
    &reference_duplicate::RULE,
    &reference_namespace::RULE,
    &env_duplicate::RULE,
    &external_name::RULE,
];
