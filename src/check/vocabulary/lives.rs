//! Since when, until when, and in whose product a name is read: what has no row here is as old as the tables.
//!
//! From Vault's documentation and source of 1.16 to 2.2, and from OpenBao's, to tell its own names.

use crate::vault_version::{Edition, Version};

/// Who reads a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Product {
    /// Vault in every edition.
    Vault,
    /// Vault Enterprise alone.
    Enterprise,
    /// OpenBao alone.
    OpenBao,
}

/// A name with its life.
struct Life {
    /// The block that it stands in, by kind and type; empty at the top.
    holder: &'static str,
    name: &'static str,
    product: Product,
    /// The first line of releases that reads it.
    since: Option<(u32, u32)>,
    /// The last line of releases that has it.
    until: Option<(u32, u32)>,
}

const fn since(holder: &'static str, name: &'static str, since: (u32, u32)) -> Life {
    Life { holder, name, product: Product::Vault, since: Some(since), until: None }
}

const fn of_open_bao(holder: &'static str, name: &'static str) -> Life {
    Life { holder, name, product: Product::OpenBao, since: None, until: None }
}

const LIVES: &[Life] = &[
    // configuration/index, configuration/listener/tcp, configuration/license-entitlement.
    since("", "enable_unauthenticated_access", (2, 0)),
    Life { product: Product::Enterprise, ..since("", "license_entitlement", (2, 0)) },
    since("listener", "max_token_header_size", (2, 0)),
    since("listener", "max_json_token", (1, 16)),
    // The release notes of 2.2 alone.
    since("listener", "tls_reload_interval", (2, 2)),
    since("listener", "proxy_api", (1, 14)),
    // configuration/request-limiter: a beta of 1.16, deprecated in favour of adaptive overload protection.
    Life { product: Product::Enterprise, until: Some((1, 16)), ..since("", "request_limiter", (1, 16)) },
    // internalshared/configutil/kms.go.
    Life { product: Product::Enterprise, ..since("entropy", "seal_name", (1, 17)) },
    Life { product: Product::Enterprise, ..since("replication", "replication_canary_write_interval_seconds", (1, 17)) },
    // OpenBao's documentation; Vault ignores them.
    of_open_bao("listener", "disable_unauthed_rekey_endpoints"),
    of_open_bao("telemetry", "disallow_metrics"),
    of_open_bao("storage \"raft\"", "max_transaction_size"),
    of_open_bao("storage \"postgresql\"", "skip_create_table"),
    of_open_bao("storage \"postgresql\"", "max_connect_retries"),
];

/// Why an image does not read a name that the tables have; none if it does, or if that cannot be determined.
pub(in crate::check) fn ignored(holder: &str, name: &str, version: Option<&Version>) -> Option<String> {
    let is_holder = |life: &Life| holder == life.holder || holder.split(' ').next() == Some(life.holder);
    let life = LIVES.iter().find(|life| life.name.eq_ignore_ascii_case(name) && is_holder(life))?;
    let edition = version.map(|version| version.edition);
    match (life.product, edition) {
        (Product::OpenBao, Some(Edition::OpenBao)) => None,
        (Product::OpenBao, _) => Some("is only read by OpenBao".to_owned()),
        // OpenBao's numbers are its own.
        (_, None | Some(Edition::OpenBao)) => None,
        (Product::Enterprise, Some(Edition::Community)) => Some("is only read by Vault Enterprise".to_owned()),
        _ => {
            let version = version?;
            let too_old = life.since.filter(|since| version.line < *since);
            let too_new = life.until.filter(|until| version.line > *until);
            let old =
                too_old.map(|(major, minor)| format!("is ignored before {major}.{minor}; the image is {version}"));
            old.or(too_new.map(|(major, minor)| format!("was removed after {major}.{minor}; the image is {version}")))
        }
    }
}
