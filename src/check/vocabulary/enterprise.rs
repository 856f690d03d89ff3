//! Blocks of Vault Enterprise, and of limits.

use super::entry::{Kind, Vocabulary};

pub(super) static ENTROPY: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/entropy-augmentation",
    attributes: &[("mode", Kind::Text), ("seal_name", Kind::Text)],
    blocks: &[],
};

pub(super) static LICENSE_ENTITLEMENT: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/license-entitlement",
    attributes: &[
        ("add_ons", Kind::List),
        ("edition", Kind::Choice(&["essentials", "standard", "premium", "platform-standard"])),
    ],
    blocks: &[],
};

/// A store of keys for plugins: what a seal of its type takes.
pub(super) static KMS: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration",
    attributes: &[("purpose", Kind::List)],
    blocks: &[],
};

pub(super) static KMS_LIBRARY: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/kms-library",
    attributes: &[("library", Kind::Text), ("name", Kind::Text)],
    blocks: &[],
};

pub(super) static REPLICATION: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/replication",
    attributes: &[
        ("allow_forwarding_via_header", Kind::Flag),
        ("allow_forwarding_via_token", Kind::Text),
        ("best_effort_wal_wait_duration", Kind::Duration),
        ("logshipper_buffer_length", Kind::Whole),
        ("logshipper_buffer_size", Kind::Text),
        ("replication_canary_write_interval_seconds", Kind::Whole),
        ("resolver_discover_servers", Kind::Flag),
    ],
    blocks: &[],
};

pub(super) static REPORTING: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/reporting",
    attributes: &[("disable_product_usage_reporting", Kind::Flag), ("snapshot_retention_time", Kind::Duration)],
    blocks: &[("license", &REPORTING_LICENSE)],
};

static REPORTING_LICENSE: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/reporting",
    attributes: &[
        ("billing_start_timestamp", Kind::Text),
        ("development_cluster", Kind::Flag),
        ("enabled", Kind::Flag),
    ],
    blocks: &[],
};

pub(super) static SENTINEL: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/sentinel",
    attributes: &[("additional_enabled_modules", Kind::List)],
    blocks: &[],
};

pub(super) static REQUEST_LIMITER: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration",
    attributes: &[("disable", Kind::Flag)],
    blocks: &[],
};

pub(super) static OVERLOAD_PROTECTION: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/adaptive-overload-protection",
    attributes: &[("disable_write_controller", Kind::Flag)],
    blocks: &[],
};

pub(super) static USER_LOCKOUT: Vocabulary = Vocabulary {
    page: "https://developer.hashicorp.com/vault/docs/configuration/user-lockout",
    attributes: &[
        ("disable_lockout", Kind::Flag),
        ("lockout_counter_reset", Kind::Duration),
        ("lockout_duration", Kind::Duration),
        ("lockout_threshold", Kind::Whole),
    ],
    blocks: &[],
};
