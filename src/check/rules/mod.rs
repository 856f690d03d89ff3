//! The rules, one file each, named after the rule.

use super::rule::Rule;

pub(super) use ignore_comment::RULE as IGNORE_COMMENT;

mod address_overridden;
mod affinity_missing;
mod affinity_nodes;
mod api_address_plain;
mod audit_storage;
mod auto_unseal;
mod budget_blocks_drain;
mod budget_loses_quorum;
mod budget_missing;
mod claim_deleted;
mod cluster_address_same;
mod cluster_port;
mod config_map_missing;
mod config_not_mounted;
mod config_placeholder;
mod config_structured;
mod debug_endpoint;
mod dedicated_nodes;
mod dev_exposed;
mod dev_mode;
mod env_duplicate;
mod env_reference;
mod env_secret;
mod external_drops_server;
mod external_name;
mod external_vault_plain;
mod extra_objects;
mod file_not_mounted;
mod forwarded_for;
mod go_template;
mod go_template_yaml;
mod grace_period;
mod host_network;
mod host_path;
mod httproute_parent;
mod ignore_comment;
mod image_capability;
mod image_elsewhere;
mod image_floating;
mod image_invalid;
mod image_skew;
mod ingress_backend_protocol;
mod ingress_plain;
mod injector_budget;
mod injector_ca_bundle;
mod injector_certificates;
mod injector_replicas;
mod kubernetes_api;
mod kubernetes_content;
mod kubernetes_type;
mod lasting_token;
mod license_missing;
mod listener_conflict;
mod listener_loopback;
mod listener_missing;
mod load_balancer_open;
mod log_level;
mod metrics_open;
mod mlock_capability;
mod mlock_raft;
mod mlock_twice;
mod mount_path_twice;
mod network_policy;
mod network_policy_dns;
mod network_policy_port;
mod network_policy_wide;
mod node_port;
mod node_port_range;
mod plugin_directory;
mod pod_security;
mod priority_class;
mod privileged;
mod probe_kills_sealed;
mod probe_port;
mod probe_ready_sealed;
mod probe_standby;
mod prometheus_rules_empty;
mod quorum_even;
mod quorum_too_few;
mod raft_auto_join;
mod raft_auto_join_name;
mod raft_join_beyond;
mod raft_join_end;
mod raft_join_host;
mod raft_join_no_ca;
mod raft_no_join;
mod raft_node_id_random;
mod raft_node_id_same;
mod raft_not_enabled;
mod raft_other_storage;
mod raft_without_ha;
mod redundancy_zones;
mod redundancy_zones_edition;
mod redundancy_zones_few;
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
mod resources_clients;
mod resources_server;
mod root_file_system;
mod route_plain;
mod run_as_root;
mod scrape_timeout;
mod seal_default_region;
mod seal_incomplete;
mod seal_no_credentials;
mod secret_in_config;
mod selector_own_pods;
mod server_not_on;
mod service_port;
mod service_registration_missing;
mod service_registration_no_right;
mod set_forgotten;
mod set_quotes;
mod set_without_key;
mod shared_processes;
mod single_server;
mod skip_verify;
mod spread_selector;
mod storage_access_mode;
mod storage_class;
mod storage_ha_not_enabled;
mod storage_missing;
mod storage_no_ha;
mod storage_not_chosen;
mod storage_path_lost;
mod storage_path_not_mounted;
mod storage_path_read_only;
mod telemetry_missing;
mod telemetry_unauthenticated;
mod template;
mod template_hole;
mod template_not_evaluated;
mod tls_client_certificate;
mod tls_mismatch;
mod tls_names;
mod tls_no_certificate;
mod tls_not_reloaded;
mod tls_off;
mod tls_old;
mod token_lifetime;
mod ui_node_port;
mod ui_not_served;
mod unseal_in_pod;
mod update_strategy;
mod values_choice;
mod values_deprecated;
mod values_file_mode;
mod values_no_effect;
mod values_null_map;
mod values_reserved_character;
mod values_type;
mod values_type_advice;
mod values_unknown_key;
mod vault_config_address;
mod vault_config_block_twice;
mod vault_config_choice;
mod vault_config_duplicate;
mod vault_config_duration;
mod vault_config_json;
mod vault_config_seal_twice;
mod vault_config_start;
mod vault_config_syntax;
mod vault_config_type;
mod vault_config_unknown_attribute;
mod vault_config_unknown_block;
mod vault_config_unknown_type;
mod version_unknown;
mod version_unsupported;
mod version_vulnerable;
mod webhook_fail_all;
mod webhook_ignored;
mod webhook_own_pods;
mod yaml_1_1;
mod yaml_content_after_end;
mod yaml_curly_quotes;
mod yaml_duplicate_key;
mod yaml_invisible;
mod yaml_line_break;
mod yaml_merge_overrides;
mod yaml_several_documents;
mod yaml_tab_line;
mod zones_missing;

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
    &yaml_line_break::RULE,
    &yaml_tab_line::RULE,
    &yaml_content_after_end::RULE,
    &yaml_several_documents::RULE,
    &set_without_key::RULE,
    &set_quotes::RULE,
    &set_forgotten::RULE,
    &httproute_parent::RULE,
    &redundancy_zones::RULE,
    &config_structured::RULE,
    &go_template::RULE,
    &go_template_yaml::RULE,
    &extra_objects::RULE,
    &template::RULE,
    &template_hole::RULE,
    &template_not_evaluated::RULE,
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
    &vault_config_start::RULE,
    &vault_config_json::RULE,
    &mlock_twice::RULE,
    &config_placeholder::RULE,
    &secret_in_config::RULE,
    // Across values, objects and configuration.
    &tls_mismatch::RULE,
    // Kubernetes.
    &kubernetes_api::RULE,
    &kubernetes_type::RULE,
    &kubernetes_content::RULE,
    &tls_no_certificate::RULE,
    &tls_client_certificate::RULE,
    &tls_names::RULE,
    &tls_not_reloaded::RULE,
    &file_not_mounted::RULE,
    &server_not_on::RULE,
    &external_drops_server::RULE,
    &storage_missing::RULE,
    &storage_path_not_mounted::RULE,
    &storage_path_lost::RULE,
    &storage_path_read_only::RULE,
    &storage_not_chosen::RULE,
    &storage_no_ha::RULE,
    &storage_ha_not_enabled::RULE,
    &raft_without_ha::RULE,
    &raft_not_enabled::RULE,
    &raft_other_storage::RULE,
    &raft_no_join::RULE,
    &raft_join_host::RULE,
    &raft_join_beyond::RULE,
    &raft_join_end::RULE,
    &raft_join_no_ca::RULE,
    &raft_auto_join::RULE,
    &raft_auto_join_name::RULE,
    &raft_node_id_same::RULE,
    &raft_node_id_random::RULE,
    &service_registration_missing::RULE,
    &service_registration_no_right::RULE,
    &seal_incomplete::RULE,
    &seal_no_credentials::RULE,
    &seal_default_region::RULE,
    &listener_missing::RULE,
    &listener_loopback::RULE,
    &listener_conflict::RULE,
    &service_port::RULE,
    &ingress_backend_protocol::RULE,
    &probe_port::RULE,
    &probe_standby::RULE,
    &probe_ready_sealed::RULE,
    &probe_kills_sealed::RULE,
    &cluster_port::RULE,
    &network_policy_port::RULE,
    &network_policy_dns::RULE,
    &cluster_address_same::RULE,
    &api_address_plain::RULE,
    &address_overridden::RULE,
    &license_missing::RULE,
    &telemetry_missing::RULE,
    &telemetry_unauthenticated::RULE,
    &scrape_timeout::RULE,
    &prometheus_rules_empty::RULE,
    &mlock_raft::RULE,
    &mlock_capability::RULE,
    &config_not_mounted::RULE,
    &config_map_missing::RULE,
    &ui_node_port::RULE,
    &ui_not_served::RULE,
    &mount_path_twice::RULE,
    &injector_budget::RULE,
    // Quorum.
    &quorum_even::RULE,
    &quorum_too_few::RULE,
    &budget_loses_quorum::RULE,
    &budget_blocks_drain::RULE,
    &budget_missing::RULE,
    &affinity_missing::RULE,
    &affinity_nodes::RULE,
    &zones_missing::RULE,
    &redundancy_zones_few::RULE,
    &redundancy_zones_edition::RULE,
    &update_strategy::RULE,
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
    &env_reference::RULE,
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
    &image_invalid::RULE,
    &image_floating::RULE,
    &image_elsewhere::RULE,
    &image_skew::RULE,
    &version_unsupported::RULE,
    &version_unknown::RULE,
    &image_capability::RULE,
    &version_vulnerable::RULE,
    &network_policy::RULE,
    &network_policy_wide::RULE,
    &storage_access_mode::RULE,
    &host_path::RULE,
    &storage_class::RULE,
    &claim_deleted::RULE,
    &load_balancer_open::RULE,
    &node_port_range::RULE,
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
    &host_network::RULE,
    &debug_endpoint::RULE,
    &metrics_open::RULE,
    &plugin_directory::RULE,
    &forwarded_for::RULE,
    &lasting_token::RULE,
];
