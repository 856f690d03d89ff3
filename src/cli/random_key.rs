//! The key that secrets are hidden with.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// A key that nobody can guess and that is another one in each run.
pub(super) fn random_key() -> [u8; 32] {
    let mut key = [0; 32];
    for part in key.chunks_mut(8) {
        // Every new state is seeded by the system.
        part.copy_from_slice(&RandomState::new().build_hasher().finish().to_ne_bytes());
    }
    key
}
