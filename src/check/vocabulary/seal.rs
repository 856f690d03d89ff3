//! Seals. Each may also be disabled for a migration, and in Vault Enterprise be one of several.

use super::entry::{Kind, Vocabulary};

/// A table of the names of one seal and of those that all seals have.
macro_rules! seal {
    ($name:ident, $page:literal, $($attribute:literal: $kind:ident),*) => {
        pub(super) static $name: Vocabulary = Vocabulary {
            page: concat!("https://developer.hashicorp.com/vault/docs/configuration/seal/", $page),
            attributes: &[
                $(($attribute, Kind::$kind),)*
                ("disabled", Kind::Flag),
                ("name", Kind::Text),
                ("priority", Kind::Whole),
                ("purpose", Kind::List),
                ("key_not_required", Kind::Flag),
            ],
            blocks: &[],
        };
    };
}

seal!(SHAMIR, "seal-ha",);

seal!(ALICLOUDKMS, "alicloudkms",
    "access_key": Text, "access_secret": Text, "disallow_env_vars": Flag, "domain": Text, "kms_key_id": Text, "region": Text,
    "secret_key": Text);

seal!(AWSKMS, "awskms",
    "access_key": Text, "disallow_env_vars": Flag, "endpoint": Text, "kms_key_id": Text, "region": Text,
    "role_arn": Text, "role_session_name": Text, "secret_key": Text, "session_token": Text,
    "shared_creds_filename": Text, "shared_creds_profile": Text, "web_identity_token_file": Text);

seal!(AZUREKEYVAULT, "azurekeyvault",
    "client_id": Text, "client_secret": Text, "disallow_env_vars": Flag, "environment": Text, "key_name": Text,
    "resource": Text, "tenant_id": Text, "vault_name": Text);

seal!(GCPCKMS, "gcpckms",
    "credentials": Text, "crypto_key": Text, "disallow_env_vars": Flag, "key_ring": Text, "project": Text,
    "region": Text, "user_agent": Text);

seal!(OCIKMS, "ocikms",
    "auth_type_api_key": Flag, "crypto_endpoint": Text, "key_id": Text, "management_endpoint": Text);

seal!(PKCS11, "pkcs11",
    "default_hmac_key_label": Text, "default_key_label": Text, "force_rw_session": Flag, "generate_key": Flag,
    "hmac_key_id": Text, "hmac_key_label": Text, "hmac_mechanism": Text, "key_id": Text, "key_label": Text,
    "lib": Text, "max_parallel": Whole, "mechanism": Text, "pin": Text, "rsa_encrypt_local": Flag,
    "rsa_oaep_hash": Text, "slot": Text, "token_label": Text);

seal!(TRANSIT, "transit",
    "address": Url, "disable_renewal": Flag, "disallow_env_vars": Flag, "key_id_prefix": Text, "key_name": Text,
    "mount_path": Text, "namespace": Text, "tls_ca_cert": Text, "tls_ca_path": Text, "tls_client_cert": Text, "tls_client_key": Text,
    "tls_server_name": Text, "tls_skip_verify": Flag, "token": Text);
