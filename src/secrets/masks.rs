//! What stands in the place of a secret in an object: `(hidden 1)`, the same for the same secret, so that equal and
//! different stay visible and nothing else does.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::forms::is_reference;
use super::names::sense;
use super::text::{Secret, secrets};
use super::tree::{Hidden, SecretLeaf, find};

/// The masks that were given so far, numbered in the order of appearance.
#[derive(Debug, Default)]
pub struct Masks {
    numbers: HashMap<Vec<u8>, usize>,
}

/// Whether a value is a secret, by the name of its variable or by its own form.
pub fn looks_secret(name: &str, value: &str) -> bool {
    sense(name).is_some() && !is_reference(value) || !secrets(value).is_empty()
}

impl Masks {
    /// The tree of an object with masks in it; nothing if it holds no secret.
    pub fn hide(&mut self, tree: &Map<String, Value>) -> Option<Map<String, Value>> {
        let whole = Value::Object(tree.clone());
        match self.masked(whole) {
            Some(Value::Object(masked)) => Some(masked),
            _ => None,
        }
    }

    fn masked(&mut self, mut value: Value) -> Option<Value> {
        let found: Vec<(usize, Hidden)> =
            find(&value).into_iter().map(|SecretLeaf { number, hidden, .. }| (number, hidden)).collect();
        if found.is_empty() {
            return None;
        }
        let mut place = LeafWalk { number: 0, found: found.into_iter().peekable(), masks: self };
        place.walk(&mut value);
        Some(value)
    }

    /// What stands in the place of a secret.
    fn mask(&mut self, secret: &[u8]) -> String {
        let next = self.numbers.len() + 1;
        format!("(hidden {})", self.numbers.entry(secret.to_vec()).or_insert(next))
    }

    fn mask_parts(&mut self, text: &str, parts: Vec<Secret>) -> String {
        let mut output = String::with_capacity(text.len());
        let mut copied = 0;
        for Secret { range, quote, .. } in parts {
            output.push_str(text.get(copied..range.start).unwrap_or_default());
            output.extend(quote);
            output.push_str(&self.mask(text.get(range.clone()).unwrap_or_default().as_bytes()));
            output.extend(quote);
            copied = range.end;
        }
        output.push_str(text.get(copied..).unwrap_or_default());
        output
    }

    /// A whole object as a text, with masks in the object.
    fn mask_object(&mut self, text: &str) -> String {
        match serde_json::from_str::<Value>(text) {
            Ok(tree) => format!("{}\n", self.masked(tree.clone()).unwrap_or(tree)),
            // It cannot be told what lies in it.
            Err(_) => self.mask(text.as_bytes()),
        }
    }
}

/// The next leaf of a walk that counts them as the search did.
struct LeafWalk<'m> {
    number: usize,
    found: std::iter::Peekable<std::vec::IntoIter<(usize, Hidden)>>,
    masks: &'m mut Masks,
}

impl LeafWalk<'_> {
    fn walk(&mut self, value: &mut Value) {
        match value {
            Value::Object(map) => map.values_mut().for_each(|value| self.walk(value)),
            Value::Array(items) => items.iter_mut().for_each(|item| self.walk(item)),
            leaf => {
                let number = self.number;
                self.number += 1;
                if let Some((_, hidden)) = self.found.next_if(|(found, _)| *found == number) {
                    *leaf = self.masks.leaf(leaf, hidden).into();
                }
            }
        }
    }
}

impl Masks {
    fn leaf(&mut self, leaf: &Value, hidden: Hidden) -> String {
        let text = leaf.as_str().map_or_else(|| leaf.to_string(), str::to_owned);
        match hidden {
            Hidden::Whole => self.mask(text.as_bytes()),
            Hidden::Content(content) => self.mask(&content),
            Hidden::Parts(parts) => self.mask_parts(&text, parts),
            Hidden::Object => self.mask_object(&text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn masked(tree: Value) -> Value {
        Masks::default().masked(tree).expect("a secret")
    }

    #[test]
    fn masks_are_numbered_and_equal_secrets_share_one() {
        let tree = json!({"password": "a", "token": "b", "x": "pin = 1\npassword = \"a\"", "api_key": 1, "y": "a"});
        let expected = json!({
            "password": "(hidden 1)", "token": "(hidden 2)",
            "x": "pin = \"(hidden 3)\"\npassword = \"(hidden 1)\"", "api_key": "(hidden 3)", "y": "a",
        });
        assert_eq!(masked(tree), expected);
    }

    #[test]
    fn the_same_content_looks_the_same_encoded_or_not() {
        let tree = masked(json!({"kind": "Secret", "data": {"a": "eA=="}, "stringData": {"b": "x"}}));
        assert_eq!(tree["data"]["a"], tree["stringData"]["b"]);
    }

    #[test]
    fn both_sides_keep_what_is_equal_and_what_is_not() {
        let mut masks = Masks::default();
        let mut side = |password: &str| {
            let tree = json!({"kind": "Secret", "data": {"same": "eA==", "password": password}});
            masks.hide(tree.as_object().expect("a map")).expect("a secret")
        };
        let (old, new) = (side("YQ=="), side("Yg=="));
        assert_eq!(old["data"]["same"], new["data"]["same"]);
        assert_ne!(old["data"]["password"], new["data"]["password"]);
    }

    /// Nobody writes a mask himself, so that something else looks like what is hidden.
    #[test]
    fn a_mask_that_somebody_wrote_is_none() {
        assert_eq!(masked(json!({"a": "see (hidden 7)", "password": "x"}))["a"], json!("(hidden 1)"));
        assert_eq!(masked(json!({"password": "(hidden 7)"}))["password"], json!("(hidden 1)"));
    }
}
