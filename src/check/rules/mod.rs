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

// Production readiness.
mod audit_storage;
mod auto_unseal;
mod claim_deleted;
mod debug_endpoint;
mod dedicated_nodes;
mod dev_exposed;
mod dev_mode;
mod disruption_budget;
mod env_secret;
mod external_vault_plain;
mod forwarded_for;
mod grace_period;
mod host_network;
mod host_path;
mod image_floating;
mod image_skew;
mod ingress_plain;
mod injector_ca_bundle;
mod injector_certificates;
mod injector_replicas;
mod lasting_token;
mod load_balancer_open;
mod log_level;
mod metrics_open;
mod network_policy;
mod network_policy_wide;
mod node_port;
mod plugin_directory;
mod pod_security;
mod priority_class;
mod privileged;
mod resources_clients;
mod resources_server;
mod root_file_system;
mod route_plain;
mod run_as_root;
mod shared_processes;
mod single_server;
mod skip_verify;
mod storage_access_mode;
mod storage_class;
mod tls_off;
mod tls_old;
mod token_lifetime;
mod unseal_in_pod;
mod version_unsupported;
mod version_vulnerable;
mod webhook_fail_all;
mod webhook_ignored;
mod webhook_own_pods;
mod zone_spread;

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
    // Production readiness.
    &dev_mode::RULE,
    &dev_exposed::RULE,
    &tls_off::RULE,
    &tls_old::RULE,
    &skip_verify::RULE,
    &external_vault_plain::RULE,
    &run_as_root::RULE,
    &privileged::RULE,
    &pod_security::RULE,
    &root_file_system::RULE,
    &resources_server::RULE,
    &resources_clients::RULE,
    &single_server::RULE,
    &auto_unseal::RULE,
    &audit_storage::RULE,
    &dedicated_nodes::RULE,
    &image_floating::RULE,
    &image_skew::RULE,
    &version_unsupported::RULE,
    &version_vulnerable::RULE,
    &network_policy::RULE,
    &network_policy_wide::RULE,
    &storage_access_mode::RULE,
    &host_path::RULE,
    &storage_class::RULE,
    &claim_deleted::RULE,
    &load_balancer_open::RULE,
    &node_port::RULE,
    &ingress_plain::RULE,
    &route_plain::RULE,
    &log_level::RULE,
    &token_lifetime::RULE,
    &shared_processes::RULE,
    &unseal_in_pod::RULE,
    &env_secret::RULE,
    &webhook_fail_all::RULE,
    &webhook_own_pods::RULE,
    &webhook_ignored::RULE,
    &injector_replicas::RULE,
    &injector_certificates::RULE,
    &injector_ca_bundle::RULE,
    &grace_period::RULE,
    &priority_class::RULE,
    &disruption_budget::RULE,
    &host_network::RULE,
    &debug_endpoint::RULE,
    &metrics_open::RULE,
    &plugin_directory::RULE,
    &zone_spread::RULE,
    &forwarded_for::RULE,
    &lasting_token::RULE,
];
