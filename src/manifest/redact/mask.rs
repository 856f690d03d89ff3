//! What stands in the place of a secret, and how long it must be to tell secrets apart.

use std::collections::HashMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::forms::is_reference;
use super::names::sense;
use super::{text, tree};
use crate::manifest::Object;

/// How many digits a mask has: more only if another secret has these already. The whole hash tells any two apart.
const LENGTHS: [usize; 3] = [6, 16, 64];
/// The block of SHA-256, which HMAC fills with the key.
const BLOCK: usize = 64;

/// Hides secrets under one key: in one run, equal secrets look equal.
pub struct Redactor {
    key: [u8; 32],
}

impl Redactor {
    /// Takes a key that nobody can guess; another key gives other masks.
    pub fn new(key: [u8; 32]) -> Self {
        Self { key }
    }

    /// Hides the secrets of an object.
    #[must_use]
    pub fn redact(&self, object: Object) -> Object {
        redacted(object, &mut self.masks())
    }

    /// Hides the secrets of two sets of objects: different secrets look different in all of them.
    #[must_use]
    pub fn redact_sets(&self, old: Vec<Object>, new: Vec<Object>) -> (Vec<Object>, Vec<Object>) {
        let mut masks = self.masks();
        let mut all = |objects: Vec<Object>| objects.into_iter().map(|object| redacted(object, &mut masks)).collect();
        (all(old), all(new))
    }

    /// Hides what looks like a secret in a text that is no object.
    #[must_use]
    pub fn redact_text(&self, text: &str) -> String {
        text::redact(text, &mut self.masks()).into_owned()
    }

    fn masks(&self) -> Masks<'_> {
        Masks { key: &self.key, taken: HashMap::new() }
    }
}

fn redacted(object: Object, masks: &mut Masks) -> Object {
    Object { tree: tree::redact(object.tree, masks), ..object }
}

/// Whether a value is a secret, by the name of its variable or by its own form.
pub fn looks_secret(name: &str, value: &str) -> bool {
    let is_named = sense(name).is_some() && !is_reference(value);
    is_named || Redactor::new([0; 32]).redact_text(value) != value
}

/// The masks that were given so far.
pub(super) struct Masks<'key> {
    key: &'key [u8; 32],
    taken: HashMap<String, [u8; 32]>,
}

impl Masks<'_> {
    /// What stands in the place of a secret: as short as tells it from all before it.
    pub(super) fn mask(&mut self, secret: &[u8]) -> String {
        let digest = hmac(self.key, secret);
        let mut all = String::with_capacity(BLOCK);
        for byte in digest {
            // Writing to a string cannot fail.
            let _ = write!(all, "{byte:02x}");
        }
        let mut is_free = |digits: &&str| *self.taken.entry((*digits).to_owned()).or_insert(digest) == digest;
        let digits = LENGTHS.iter().filter_map(|length| all.get(..*length)).find(|digits| is_free(digits));
        format!("(hidden {})", digits.unwrap_or(&all))
    }
}

/// HMAC-SHA-256 (RFC 2104) with a key shorter than a block.
fn hmac(key: &[u8; 32], text: &[u8]) -> [u8; 32] {
    let padded = |pad: u8| {
        let mut block = [pad; BLOCK];
        block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
        block
    };
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(text).finalize();
    Sha256::new().chain_update(padded(0x5c)).chain_update(inner).finalize().into()
}

#[cfg(test)]
impl Masks<'_> {
    /// Masks of a fixed key, for tests.
    pub(super) fn fixed() -> Masks<'static> {
        Masks { key: &[7; 32], taken: HashMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// RFC 4231, test case 2, its key filled up with the zeros that HMAC adds anyway.
    #[test]
    fn a_hash_is_that_of_the_standard() {
        let mut key = [0; 32];
        key[..4].copy_from_slice(b"Jefe");
        let digest = hmac(&key, b"what do ya want for nothing?");
        assert_eq!(digest[..4], [0x5b, 0xdc, 0xc1, 0x46]);
        assert_eq!(digest[28..], [0x64, 0xec, 0x38, 0x43]);
    }

    #[test]
    fn equal_secrets_look_equal_under_one_key_only() {
        let redactor = Redactor::new([1; 32]);
        let other = Redactor::new([2; 32]);
        assert_eq!(redactor.redact_text("password = \"a\""), redactor.redact_text("password = \"a\""));
        assert_ne!(redactor.redact_text("password = \"a\""), redactor.redact_text("password = \"b\""));
        assert_ne!(redactor.redact_text("password = \"a\""), other.redact_text("password = \"a\""));
    }

    #[test]
    fn masks_grow_where_two_would_look_the_same() {
        let mut masks = Masks::fixed();
        let short = masks.mask(b"a");
        assert_eq!(short.len(), "(hidden )".len() + 6);
        // Another secret has taken the place of the first one.
        masks.taken.values_mut().for_each(|digest| digest[31] ^= 1);
        let long = masks.mask(b"a");
        assert_eq!(long.len(), "(hidden )".len() + 16);
        assert_eq!(masks.mask(b"a"), long);
        masks.taken.values_mut().for_each(|digest| digest[31] ^= 2);
        assert_eq!(masks.mask(b"a").len(), "(hidden )".len() + 64);
    }

    #[test]
    fn both_sides_keep_what_is_equal_and_what_is_not() {
        let secret = |password: &str| {
            let tree = json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"},
                "data": {"same": "eA==", "password": password}});
            Object::new("t", "s", tree).expect("an object")
        };
        let (old, new) = Redactor::new([4; 32]).redact_sets(vec![secret("YQ==")], vec![secret("Yg==")]);
        let (old, new) = (&old[0], &new[0]);
        assert_eq!(old.tree["data"]["same"], new.tree["data"]["same"]);
        assert_ne!(old.tree["data"]["password"], new.tree["data"]["password"]);
        assert_eq!((old.template.as_str(), old.source.as_str()), ("t", "s"));
    }
}
