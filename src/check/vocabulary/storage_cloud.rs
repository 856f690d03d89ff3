//! Storages of clouds.

use super::entry::{Kind, Vocabulary};

pub(super) static AZURE: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/storage/azure",
    attributes: &[
        ("accountKey", Kind::Text),
        ("accountName", Kind::Text),
        ("arm_endpoint", Kind::Text),
        ("container", Kind::Text),
        ("environment", Kind::Text),
        ("max_parallel", Kind::Whole),
    ],
    blocks: &[],
};

pub(super) static DYNAMODB: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/storage/dynamodb",
    attributes: &[
        ("access_key", Kind::Text),
        ("billing_mode", Kind::Text),
        ("dynamodb_allow_updates", Kind::Flag),
        ("dynamodb_max_retries", Kind::Whole),
        ("endpoint", Kind::Text),
        ("ha_enabled", Kind::Flag),
        ("max_parallel", Kind::Whole),
        ("read_capacity", Kind::Whole),
        ("region", Kind::Text),
        ("secret_key", Kind::Text),
        ("session_token", Kind::Text),
        ("table", Kind::Text),
        ("write_capacity", Kind::Whole),
    ],
    blocks: &[],
};

pub(super) static GCS: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/storage/google-cloud-storage",
    attributes: &[
        ("bucket", Kind::Text),
        ("chunk_size", Kind::Whole),
        ("ha_enabled", Kind::Flag),
        ("max_parallel", Kind::Whole),
    ],
    blocks: &[],
};

pub(super) static OCI: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/storage/oci-object-storage",
    attributes: &[
        ("auth_type_api_key", Kind::Flag),
        ("bucket_name", Kind::Text),
        ("ha_enabled", Kind::Flag),
        ("lock_bucket_name", Kind::Text),
        ("namespace_name", Kind::Text),
        ("region", Kind::Text),
    ],
    blocks: &[],
};

pub(super) static S3: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/storage/s3",
    attributes: &[
        ("access_key", Kind::Text),
        ("bucket", Kind::Text),
        ("disable_ssl", Kind::Flag),
        ("endpoint", Kind::Text),
        ("kms_key_id", Kind::Text),
        ("max_parallel", Kind::Whole),
        ("path", Kind::Text),
        ("region", Kind::Text),
        ("s3_force_path_style", Kind::Flag),
        ("secret_key", Kind::Text),
        ("session_token", Kind::Text),
    ],
    blocks: &[],
};

pub(super) static SPANNER: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/storage/google-cloud-spanner",
    attributes: &[
        ("database", Kind::Text),
        ("ha_enabled", Kind::Flag),
        ("ha_table", Kind::Text),
        ("max_parallel", Kind::Whole),
        ("table", Kind::Text),
    ],
    blocks: &[],
};
