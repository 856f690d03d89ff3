//! What Vault's documentation and source say of single names, each with where it is said.

use super::{Meaning, settings};
use crate::source::Sources;
use crate::vault_config::parse;
use crate::vault_version::Version;

/// Names that Vault reads: where that is said, and a text with them.
const READ: &[(&str, &str)] = &[
    ("docs: configuration", "enable_unauthenticated_access = [\"rekey\", \"generate-root\"]"),
    (
        "docs: configuration/license-entitlement",
        "license_entitlement { edition = \"standard\"\n add_ons = [\"kmip\"] }",
    ),
    ("docs: configuration/listener/tcp", "listener \"tcp\" { max_token_header_size = -1\n max_json_token = 1 }"),
    ("docs: configuration/listener/tcp", "listener \"tcp\" { max_json_token_count = 1 }"),
    ("release notes of 2.2", "listener \"tcp\" { tls_reload_interval = \"1h\" }"),
    (
        "internalshared/configutil/telemetry.go",
        "telemetry { usage_gauge_period = \"none\"\n lease_metrics_epsilon = \"1h\" }",
    ),
    ("internalshared/configutil/kms.go", "entropy \"seal\" { mode = \"augmentation\"\n seal_name = \"x\" }"),
    ("docs: configuration/replication", "replication { replication_canary_write_interval_seconds = 1 }"),
    (
        "command/server/config.go",
        "storage \"file\" { redirect_addr = \"x\"\n advertise_addr = \"x\"\n cluster_addr = \"x\" }",
    ),
    ("command/server/config.go", "ha_storage \"consul\" { disable_clustering = true }"),
    ("physical/oci", "storage \"oci\" { region = \"x\" }"),
    ("internalshared/configutil/kms.go", "seal \"awskms\" { purpose = [\"x\"] }"),
    ("go-kms-wrapping: wrappers/transit", "seal \"transit\" { tls_ca_path = \"/x\" }"),
    (
        "go-kms-wrapping: wrappers/alicloudkms",
        "seal \"alicloudkms\" { access_secret = \"x\"\n key_not_required = true }",
    ),
    ("physical/raft", "storage \"raft\" { apply_delay = \"1s\"\n snapshot_delay = \"1s\" }"),
    ("internalshared/configutil/listener.go", "listener \"tcp\" { proxy_api { enable_quit = true } }"),
    ("internalshared/configutil/kms.go", "kms \"transit\" { anything = 1 }"),
    ("internalshared/configutil/listener.go", "listener { type = \"tcp\"\n address = \"x:1\" }"),
    ("internalshared/configutil/listener.go", "listener \"unix\" { tls_cert_file = \"x\"\n socket_mode = \"x\" }"),
];

/// Names that Vault does not read: where the right one is said, and a text with the wrong one.
const NOT_READ: &[(&str, &str)] = &[
    ("docs: configuration", "listener \"tcp\" { enable_unauthenticated_access = [\"rekey\"] }"),
    ("docs: configuration", "feature_flags = [\"x\"]"),
    ("internalshared/configutil/telemetry.go", "telemetry { rollback_metrics_include_mount_point = true }"),
    (
        "internalshared/configutil/listener.go",
        "listener \"tcp\" { inflight_requests_logging { unauthenticated_in_flight_request_access = true } }",
    ),
    (
        "internalshared/configutil/listener.go",
        "listener \"tcp\" { profiling { unauthenticated_in_flight_request_access = true } }",
    ),
    ("internalshared/configutil/kms.go", "entropy \"seal\" { name = \"x\" }"),
    ("physical/dynamodb", "storage \"dynamodb\" { max_retries = 1 }"),
    ("physical/gcs", "storage \"gcs\" { credentials_file = \"x\" }"),
];

/// Names by version and edition: where it is said, a tag, a text, and why the image ignores the name.
const BY_IMAGE: &[(&str, &str, &str, Option<&str>)] = &[
    (
        "docs: configuration/request-limiter",
        "2.1.2-ent",
        "request_limiter { disable = false }",
        Some("was removed after 1.16; the image is 2.1.2"),
    ),
    ("docs: configuration/request-limiter", "1.16.3-ent", "request_limiter { disable = false }", None),
    (
        "docs: configuration",
        "1.19.5",
        "enable_unauthenticated_access = []",
        Some("is ignored before 2.0; the image is 1.19.5"),
    ),
    ("docs: configuration", "2.0.0", "enable_unauthenticated_access = []", None),
    (
        "docs: configuration/license-entitlement",
        "2.1.2",
        "license_entitlement {}",
        Some("is only read by Vault Enterprise"),
    ),
    ("docs: configuration/license-entitlement", "2.1.2-ent", "license_entitlement {}", None),
    (
        "docs: configuration/listener/tcp",
        "1.21.4",
        "listener \"tcp\" { max_token_header_size = 1 }",
        Some("is ignored before 2.0; the image is 1.21.4"),
    ),
    (
        "release notes of 2.2",
        "2.1.2",
        "listener \"tcp\" { tls_reload_interval = 1 }",
        Some("is ignored before 2.2; the image is 2.1.2"),
    ),
    (
        "internalshared/configutil/kms.go",
        "1.16.3-ent",
        "entropy \"seal\" { seal_name = \"x\" }",
        Some("is ignored before 1.17; the image is 1.16.3"),
    ),
    (
        "OpenBao: configuration/listener/tcp",
        "2.1.2",
        "listener \"tcp\" { disable_unauthed_rekey_endpoints = true }",
        Some("is only read by OpenBao"),
    ),
    (
        "OpenBao: configuration/listener/tcp",
        "2.1.2",
        "listener \"tcp\" { telemetry { disallow_metrics = true } }",
        Some("is only read by OpenBao"),
    ),
    (
        "OpenBao: configuration/storage/raft",
        "2.1.2",
        "storage \"raft\" { max_transaction_size = 1 }",
        Some("is only read by OpenBao"),
    ),
    (
        "OpenBao: configuration/storage/postgresql",
        "2.1.2",
        "storage \"postgresql\" { skip_create_table = true }",
        Some("is only read by OpenBao"),
    ),
    (
        "OpenBao: configuration/storage/postgresql",
        "2.1.2",
        "storage \"postgresql\" { max_connect_retries = 1 }",
        Some("is only read by OpenBao"),
    ),
];

/// The names of a text that are not known, or not of the form that their value has.
fn unknown(text: &str) -> Vec<String> {
    let config = parse(text, Sources::default().add("", "")).expect(text);
    let is_odd = |found: &Meaning<'_>| match found {
        Meaning::Attribute(value, kind) => super::lacks(value, *kind).is_some(),
        Meaning::Block => false,
        _ => true,
    };
    let all = settings(&config);
    all.iter().filter(|setting| is_odd(&setting.found)).map(|setting| setting.name.text.clone()).collect()
}

#[test]
fn what_vault_reads_is_known() {
    for (source, text) in READ {
        assert_eq!(unknown(text), [""; 0], "{source}: {text}");
    }
}

#[test]
fn what_vault_does_not_read_is_not_known() {
    for (source, text) in NOT_READ {
        assert_eq!(unknown(text).len(), 1, "{source}: {text}");
    }
}

#[test]
fn what_an_image_ignores_is_told_by_its_version() {
    for (source, tag, text, expected) in BY_IMAGE {
        let config = parse(text, Sources::default().add("", "")).expect(text);
        let version = Version::of_tag(tag);
        let all = settings(&config);
        let mut found = all.iter().filter_map(|one| super::ignored(&one.holder, &one.name.text, version.as_ref()));
        assert_eq!(found.next().as_deref(), *expected, "{source}: {text}");
    }
}
