//! What stands at the top of a configuration, and the types of the blocks that have some.

use super::entry::{Kind, Vocabulary};
use super::{enterprise, listener, seal, service_registration, storage, storage_cloud, storage_database, telemetry};

pub(super) static TOP: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration",
    attributes: &[
        ("administrative_namespace_path", Kind::Text),
        ("allow_audit_log_prefixing", Kind::Flag),
        ("api_addr", Kind::Text),
        ("cache_size", Kind::Whole),
        ("cloud", Kind::Map),
        ("cluster_addr", Kind::Text),
        ("cluster_cipher_suites", Kind::Text),
        ("cluster_name", Kind::Text),
        ("default_lease_ttl", Kind::Duration),
        ("default_max_request_duration", Kind::Duration),
        ("detect_deadlocks", Kind::Text),
        ("disable_cache", Kind::Flag),
        ("disable_clustering", Kind::Flag),
        ("disable_indexing", Kind::Flag),
        ("disable_mlock", Kind::Flag),
        ("disable_performance_standby", Kind::Flag),
        ("disable_printable_check", Kind::Flag),
        ("disable_sealwrap", Kind::Flag),
        ("disable_sentinel_trace", Kind::Flag),
        ("enable_multiseal", Kind::Flag),
        ("enable_post_unseal_trace", Kind::Flag),
        ("enable_unauthenticated_access", Kind::List),
        ("enable_response_header_hostname", Kind::Flag),
        ("enable_response_header_raft_node_id", Kind::Flag),
        ("experiments", Kind::List),
        ("imprecise_lease_role_tracking", Kind::Flag),
        ("introspection_endpoint", Kind::Flag),
        ("license_path", Kind::Text),
        ("log_file", Kind::Text),
        ("log_format", Kind::Choice(&["standard", "json"])),
        ("log_level", Kind::Choice(&["trace", "debug", "info", "warn", "error"])),
        ("log_requests_level", Kind::Text),
        ("log_rotate_bytes", Kind::Whole),
        ("log_rotate_duration", Kind::Duration),
        ("log_rotate_max_files", Kind::Whole),
        ("max_lease_ttl", Kind::Duration),
        ("observations", Kind::Map),
        ("pid_file", Kind::Text),
        ("plugin_directory", Kind::Text),
        ("plugin_file_permissions", Kind::Text),
        ("plugin_file_uid", Kind::Whole),
        ("plugin_tmpdir", Kind::Text),
        ("post_unseal_trace_directory", Kind::Text),
        ("raw_storage_endpoint", Kind::Flag),
        ("remove_irrevocable_lease_after", Kind::Duration),
        ("ui", Kind::Flag),
    ],
    blocks: &[
        ("adaptive_overload_protection", &enterprise::OVERLOAD_PROTECTION),
        ("entropy", &enterprise::ENTROPY),
        ("kms", &enterprise::KMS),
        ("kms_library", &enterprise::KMS_LIBRARY),
        ("license_entitlement", &enterprise::LICENSE_ENTITLEMENT),
        ("replication", &enterprise::REPLICATION),
        ("reporting", &enterprise::REPORTING),
        ("request_limiter", &enterprise::REQUEST_LIMITER),
        ("sentinel", &enterprise::SENTINEL),
        ("telemetry", &telemetry::TELEMETRY),
        ("user_lockout", &enterprise::USER_LOCKOUT),
    ],
};

/// The types of a block, each with what stands in it if that is documented.
type Types = &'static [(&'static str, Option<&'static Vocabulary>)];

const LISTENERS: Types = &[("tcp", Some(&listener::TCP)), ("unix", Some(&listener::UNIX))];

const STORAGES: Types = &[
    ("aerospike", None),
    ("alicloudoss", None),
    ("azure", Some(&storage_cloud::AZURE)),
    ("cassandra", None),
    ("cockroachdb", Some(&storage_database::COCKROACHDB)),
    ("consul", Some(&storage::CONSUL)),
    ("couchdb", None),
    ("dynamodb", Some(&storage_cloud::DYNAMODB)),
    ("etcd", Some(&storage_database::ETCD)),
    ("file", Some(&storage::FILE)),
    ("foundationdb", None),
    ("gcs", Some(&storage_cloud::GCS)),
    ("inmem", None),
    ("inmem_ha", None),
    ("inmem_transactional", None),
    ("inmem_transactional_ha", None),
    ("manta", None),
    ("mssql", None),
    ("mysql", Some(&storage_database::MYSQL)),
    ("oci", Some(&storage_cloud::OCI)),
    ("postgresql", Some(&storage_database::POSTGRESQL)),
    ("raft", Some(&storage::RAFT)),
    ("s3", Some(&storage_cloud::S3)),
    ("spanner", Some(&storage_cloud::SPANNER)),
    ("swift", None),
    ("zookeeper", Some(&storage_database::ZOOKEEPER)),
];

const SEALS: Types = &[
    ("alicloudkms", Some(&seal::ALICLOUDKMS)),
    ("awskms", Some(&seal::AWSKMS)),
    ("azurekeyvault", Some(&seal::AZUREKEYVAULT)),
    ("gcpckms", Some(&seal::GCPCKMS)),
    ("ocikms", Some(&seal::OCIKMS)),
    ("pkcs11", Some(&seal::PKCS11)),
    ("shamir", Some(&seal::SHAMIR)),
    ("transit", Some(&seal::TRANSIT)),
];

const REGISTRATIONS: Types =
    &[("consul", Some(&service_registration::CONSUL)), ("kubernetes", Some(&service_registration::KUBERNETES))];

/// The kinds of blocks whose first label is a type.
pub(super) const TYPED: &[(&str, Types)] = &[
    ("listener", LISTENERS),
    ("storage", STORAGES),
    ("backend", STORAGES),
    ("ha_storage", STORAGES),
    ("ha_backend", STORAGES),
    ("seal", SEALS),
    ("hsm", SEALS),
    ("service_registration", REGISTRATIONS),
];

/// The types that the blocks of a kind have, if they have some.
pub(in crate::check) fn types(kind: &str) -> Option<Types> {
    TYPED.iter().find(|(known, _)| *known == kind).map(|(_, types)| *types)
}

/// Where else an attribute belongs, if it is known somewhere.
pub(in crate::check) fn home(attribute: &str) -> Option<String> {
    if TOP.attribute(attribute).is_some() {
        return Some(format!("`{attribute}` is at the top level, outside all blocks"));
    }
    let places: [(&str, &Vocabulary); 4] = [
        ("listener \"tcp\"", &listener::TCP),
        ("storage \"raft\"", &storage::RAFT),
        ("telemetry", &telemetry::TELEMETRY),
        ("seal \"awskms\"", &seal::AWSKMS),
    ];
    let (place, _) = places.iter().find(|(_, vocabulary)| vocabulary.attribute(attribute).is_some())?;
    Some(format!("`{attribute}` belongs in `{place}`"))
}
