//! The rules, one file each, named after the rule.

use super::rule::Rule;

pub(super) use ignore_comment::RULE as IGNORE_COMMENT;

// Comments that silence findings.
mod ignore_comment;

// What reading and rendering the values tells.
mod config_structured;
mod extra_objects;
mod go_template;
mod go_template_yaml;
mod httproute_parent;
mod redundancy_zones;
mod set_forgotten;
mod set_without_key;
mod template;
mod template_hole;
mod values_choice;
mod values_deprecated;
mod values_file_mode;
mod values_no_effect;
mod values_null_map;
mod values_reserved_character;
mod values_type;
mod values_type_advice;
mod values_unknown_key;
mod yaml_1_1;
mod yaml_content_after_end;
mod yaml_curly_quotes;
mod yaml_duplicate_key;
mod yaml_invisible;
mod yaml_merge_overrides;

// Vault's configuration.
mod secret_in_config;
mod vault_config_address;
mod vault_config_block_twice;
mod vault_config_choice;
mod vault_config_duplicate;
mod vault_config_duration;
mod vault_config_seal_twice;
mod vault_config_syntax;
mod vault_config_type;
mod vault_config_unknown_attribute;
mod vault_config_unknown_block;
mod vault_config_unknown_type;

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
    &values_type_advice::RULE,
    &values_choice::RULE,
    &values_deprecated::RULE,
    &values_no_effect::RULE,
    &values_file_mode::RULE,
    &values_null_map::RULE,
    &values_reserved_character::RULE,
    &yaml_1_1::RULE,
    &yaml_duplicate_key::RULE,
    &yaml_merge_overrides::RULE,
    &yaml_invisible::RULE,
    &yaml_curly_quotes::RULE,
    &yaml_content_after_end::RULE,
    &set_without_key::RULE,
    &set_forgotten::RULE,
    &httproute_parent::RULE,
    &redundancy_zones::RULE,
    &config_structured::RULE,
    &go_template::RULE,
    &go_template_yaml::RULE,
    &extra_objects::RULE,
    &template::RULE,
    &template_hole::RULE,
    // Vault's configuration.
    &vault_config_syntax::RULE,
    &vault_config_unknown_block::RULE,
    &vault_config_unknown_attribute::RULE,
    &vault_config_unknown_type::RULE,
    &vault_config_type::RULE,
    &vault_config_duration::RULE,
    &vault_config_address::RULE,
    &vault_config_choice::RULE,
    &vault_config_duplicate::RULE,
    &vault_config_block_twice::RULE,
    &vault_config_seal_twice::RULE,
    &secret_in_config::RULE,
    // Across values, objects and configuration.
    &tls_mismatch::RULE,
    // Kubernetes.
    &kubernetes_api::RULE,
    &kubernetes_type::RULE,
    // Quorum.
    &quorum_even::RULE,
];
