//! Storages of databases.

use super::entry::{Kind, Vocabulary};

pub(super) static COCKROACHDB: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/storage/cockroachdb",
    attributes: &[
        ("connection_url", Kind::Text),
        ("ha_enabled", Kind::Flag),
        ("ha_table", Kind::Text),
        ("max_parallel", Kind::Whole),
        ("table", Kind::Text),
    ],
    blocks: &[],
};

pub(super) static ETCD: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/storage/etcd",
    attributes: &[
        ("address", Kind::Text),
        ("discovery_srv", Kind::Text),
        ("discovery_srv_name", Kind::Text),
        ("etcd_api", Kind::Text),
        ("ha_enabled", Kind::Flag),
        ("lock_timeout", Kind::Duration),
        ("max_receive_size", Kind::Whole),
        ("max_send_size", Kind::Whole),
        ("password", Kind::Text),
        ("path", Kind::Text),
        ("request_timeout", Kind::Duration),
        ("sync", Kind::Text),
        ("tls_ca_file", Kind::Text),
        ("tls_cert_file", Kind::Text),
        ("tls_key_file", Kind::Text),
        ("username", Kind::Text),
    ],
    blocks: &[],
};

pub(super) static MYSQL: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/storage/mysql",
    attributes: &[
        ("address", Kind::Text),
        ("database", Kind::Text),
        ("ha_enabled", Kind::Flag),
        ("lock_table", Kind::Text),
        ("max_connection_lifetime", Kind::Whole),
        ("max_idle_connections", Kind::Whole),
        ("max_parallel", Kind::Whole),
        ("password", Kind::Text),
        ("plaintext_connection_allowed", Kind::Flag),
        ("plaintext_credentials_transmission", Kind::Flag),
        ("table", Kind::Text),
        ("tls_ca_file", Kind::Text),
        ("username", Kind::Text),
    ],
    blocks: &[],
};

pub(super) static POSTGRESQL: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/storage/postgresql",
    attributes: &[
        ("auth_mode", Kind::Text),
        ("aws_db_region", Kind::Text),
        ("azure_client_id", Kind::Text),
        ("connection_url", Kind::Text),
        ("gcp_service_account_json", Kind::Text),
        ("ha_enabled", Kind::Flag),
        ("ha_table", Kind::Text),
        ("max_connect_retries", Kind::Whole),
        ("max_idle_connections", Kind::Whole),
        ("max_parallel", Kind::Whole),
        ("skip_create_table", Kind::Flag),
        ("table", Kind::Text),
    ],
    blocks: &[],
};

pub(super) static ZOOKEEPER: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/storage/zookeeper",
    attributes: &[
        ("address", Kind::Text),
        ("auth_info", Kind::Text),
        ("path", Kind::Text),
        ("tls_ca_file", Kind::Text),
        ("tls_cert_file", Kind::Text),
        ("tls_enabled", Kind::Flag),
        ("tls_key_file", Kind::Text),
        ("tls_min_version", Kind::Exact(&["tls10", "tls11", "tls12", "tls13"])),
        ("tls_skip_verify", Kind::Flag),
        ("tls_verify_ip", Kind::Flag),
        ("znode_owner", Kind::Text),
    ],
    blocks: &[],
};
