//! Storages of HashiCorp's own.

use super::entry::{Kind, Vocabulary};

pub(super) static RAFT: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/storage/raft",
    attributes: &[
        ("apply_delay", Kind::Duration),
        ("autopilot_reconcile_interval", Kind::Duration),
        ("autopilot_redundancy_zone", Kind::Text),
        ("autopilot_update_interval", Kind::Duration),
        ("autopilot_upgrade_version", Kind::Text),
        ("max_entry_size", Kind::Whole),
        ("max_mount_and_namespace_table_entry_size", Kind::Whole),
        ("max_transaction_size", Kind::Whole),
        ("node_id", Kind::Text),
        ("path", Kind::Text),
        ("performance_multiplier", Kind::Whole),
        ("raft_log_verification_interval", Kind::Duration),
        ("raft_log_verifier_enabled", Kind::Flag),
        ("raft_wal", Kind::Flag),
        ("retry_join_as_non_voter", Kind::Flag),
        ("snapshot_delay", Kind::Duration),
        ("snapshot_interval", Kind::Duration),
        ("snapshot_threshold", Kind::Whole),
        ("trailing_logs", Kind::Whole),
    ],
    blocks: &[("retry_join", &RETRY_JOIN)],
};

static RETRY_JOIN: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/storage/raft#retry_join-stanza",
    attributes: &[
        ("auto_join", Kind::Text),
        ("auto_join_port", Kind::Whole),
        ("auto_join_scheme", Kind::Choice(&["http", "https"])),
        ("leader_api_addr", Kind::Url),
        ("leader_ca_cert", Kind::Text),
        ("leader_ca_cert_file", Kind::Text),
        ("leader_client_cert", Kind::Text),
        ("leader_client_cert_file", Kind::Text),
        ("leader_client_key", Kind::Text),
        ("leader_client_key_file", Kind::Text),
        ("leader_tls_servername", Kind::Text),
    ],
    blocks: &[],
};

pub(super) static CONSUL: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/storage/consul",
    attributes: &[
        ("address", Kind::Text),
        ("check_timeout", Kind::Duration),
        ("consistency_mode", Kind::Choice(&["default", "strong"])),
        ("disable_registration", Kind::Flag),
        ("lock_wait_time", Kind::Duration),
        ("max_parallel", Kind::Whole),
        ("path", Kind::Text),
        ("scheme", Kind::Choice(&["http", "https"])),
        ("service", Kind::Text),
        ("service_address", Kind::Text),
        ("service_meta", Kind::Map),
        ("service_tags", Kind::List),
        ("session_ttl", Kind::Duration),
        ("tls_ca_file", Kind::Text),
        ("tls_cert_file", Kind::Text),
        ("tls_key_file", Kind::Text),
        ("tls_min_version", Kind::Exact(&["tls10", "tls11", "tls12", "tls13"])),
        ("tls_skip_verify", Kind::Flag),
        ("token", Kind::Text),
    ],
    blocks: &[],
};

pub(super) static FILE: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/storage/filesystem",
    attributes: &[("path", Kind::Text)],
    blocks: &[],
};
