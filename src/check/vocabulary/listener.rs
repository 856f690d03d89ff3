//! Listeners.

use super::entry::{Kind, Vocabulary};

/// The versions of TLS by Vault's names.
const TLS_VERSIONS: Kind = Kind::Exact(&["tls10", "tls11", "tls12", "tls13"]);
const PROXY_PROTOCOL: Kind = Kind::Choice(&["use_always", "allow_authorized", "deny_unauthorized"]);

pub(super) static TCP: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/listener/tcp",
    attributes: &[
        ("address", Kind::Address),
        ("agent_api", Kind::Map),
        ("chroot_namespace", Kind::Text),
        ("cluster_address", Kind::Address),
        ("cors_allowed_headers", Kind::List),
        ("cors_allowed_origins", Kind::List),
        ("cors_enabled", Kind::Flag),
        ("custom_response_headers", Kind::Map),
        ("disable_replication_status_endpoints", Kind::Flag),
        ("disable_request_limiter", Kind::Flag),
        ("disable_unauthed_rekey_endpoints", Kind::Flag),
        ("http_idle_timeout", Kind::Duration),
        ("http_read_header_timeout", Kind::Duration),
        ("http_read_timeout", Kind::Duration),
        ("http_write_timeout", Kind::Duration),
        ("max_json_array_element_count", Kind::Whole),
        ("max_json_depth", Kind::Whole),
        ("max_json_object_entry_count", Kind::Whole),
        ("max_json_string_value_length", Kind::Whole),
        ("max_json_token", Kind::Whole),
        ("max_json_token_count", Kind::Whole),
        ("max_request_duration", Kind::Duration),
        ("max_request_size", Kind::Whole),
        ("max_token_header_size", Kind::Whole),
        ("proxy_protocol_authorized_addrs", Kind::List),
        ("proxy_protocol_behavior", PROXY_PROTOCOL),
        ("purpose", Kind::List),
        ("redact_addresses", Kind::Flag),
        ("redact_cluster_name", Kind::Flag),
        ("redact_version", Kind::Flag),
        ("require_request_header", Kind::Flag),
        ("role", Kind::Text),
        ("tls_cert_file", Kind::Text),
        ("tls_cipher_suites", Kind::Text),
        ("tls_client_ca_file", Kind::Text),
        ("tls_disable", Kind::Flag),
        ("tls_disable_client_certs", Kind::Flag),
        ("tls_key_file", Kind::Text),
        ("tls_max_version", TLS_VERSIONS),
        ("tls_min_version", TLS_VERSIONS),
        ("tls_prefer_server_cipher_suites", Kind::Flag),
        ("tls_reload_interval", Kind::Duration),
        ("tls_require_and_verify_client_cert", Kind::Flag),
        ("type", Kind::Text),
        ("x_forwarded_for_authorized_addrs", Kind::List),
        ("x_forwarded_for_client_cert_header", Kind::Text),
        ("x_forwarded_for_client_cert_header_decoders", Kind::Text),
        ("x_forwarded_for_hop_skips", Kind::Whole),
        ("x_forwarded_for_reject_not_authorized", Kind::Flag),
        ("x_forwarded_for_reject_not_present", Kind::Flag),
    ],
    blocks: BLOCKS,
};

/// The blocks that every listener takes.
const BLOCKS: &[(&str, &Vocabulary)] = &[
    ("inflight_requests_logging", &IN_FLIGHT),
    ("profiling", &PROFILING),
    ("proxy_api", &PROXY_API),
    ("telemetry", &TELEMETRY),
];

/// Vault reads both kinds of listeners into one structure: what a TCP listener takes, a unix listener takes in silence.
pub(super) static UNIX: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/listener/unix",
    attributes: &[("socket_group", Kind::Text), ("socket_mode", Kind::Text), ("socket_user", Kind::Text)],
    blocks: BLOCKS,
};

static PROXY_API: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/listener/tcp",
    attributes: &[("enable_quit", Kind::Flag)],
    blocks: &[],
};

static TELEMETRY: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/listener/tcp#telemetry-parameters",
    attributes: &[("disallow_metrics", Kind::Flag), ("unauthenticated_metrics_access", Kind::Flag)],
    blocks: &[],
};

static PROFILING: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/listener/tcp#profiling-parameters",
    attributes: &[("unauthenticated_pprof_access", Kind::Flag)],
    blocks: &[],
};

static IN_FLIGHT: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/listener/tcp#inflight_requests_logging-parameters",
    attributes: &[("unauthenticated_in_flight_requests_access", Kind::Flag)],
    blocks: &[],
};
