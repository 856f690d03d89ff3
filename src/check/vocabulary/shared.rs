//! What all blocks of a family take, beside what their types do.

use super::entry::Kind;
use super::listener::TCP;

type Attributes = &'static [(&'static str, Kind)];

/// Of every storage (`command/server/config.go`, `parseStorage`).
const STORAGE: Attributes = &[
    ("advertise_addr", Kind::Text),
    ("cluster_addr", Kind::Text),
    ("disable_clustering", Kind::Flag),
    ("redirect_addr", Kind::Text),
];

/// The attributes that a block of a kind and type takes beside its own.
pub(super) fn shared(kind: &str, of_type: &str) -> Attributes {
    match (kind, of_type) {
        ("storage" | "backend" | "ha_storage" | "ha_backend", _) => STORAGE,
        ("listener", "unix") => TCP.attributes,
        _ => &[],
    }
}
