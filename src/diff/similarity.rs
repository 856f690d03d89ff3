//! How much two trees have in common.

use std::cmp::Ordering;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::Value;

/// The leaves of a tree, each with the keys that lead to it, in a form that is quick to compare.
#[derive(Debug, Default)]
pub(super) struct Leaves(Vec<Leaf>);

/// A leaf as it is, and as it is without the name of its object: one of them may be what two objects share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Leaf {
    whole: u64,
    nameless: u64,
}

impl Leaves {
    /// Takes the leaves of a tree; a name of its own in its texts does not count.
    pub(super) fn of(value: &Value, own_name: &str) -> Self {
        let mut leaves = Self::default();
        leaves.gather(value, &DefaultHasher::new(), own_name);
        leaves.finish();
        leaves
    }

    /// Adds the leaves of a value under a key of the whole; [`Leaves::finish`] comes after the last one.
    pub(super) fn gather_under(&mut self, key: &str, value: &Value, own_name: &str) {
        let mut place = DefaultHasher::new();
        key.hash(&mut place);
        self.gather(value, &place, own_name);
    }

    /// Puts the leaves into the order that comparing needs.
    pub(super) fn finish(&mut self) {
        self.0.sort_unstable();
    }

    /// Gives what part of the leaves of both is the same, from 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let all = self.0.len() + other.0.len();
        if all == 0 {
            return 1.0;
        }
        2.0 * self.common(other) as f64 / all as f64
    }

    /// Gives all leaves, without the name of the object, in one number.
    pub(super) fn fingerprint(&self) -> u64 {
        let mut nameless: Vec<u64> = self.0.iter().map(|leaf| leaf.nameless).collect();
        nameless.sort_unstable();
        let mut hasher = DefaultHasher::new();
        nameless.hash(&mut hasher);
        hasher.finish()
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// Counts the leaves that are the same as they are, and of the rest those that are without the name.
    fn common(&self, other: &Self) -> usize {
        let (mut left, mut right, mut common) = (0, 0, 0);
        let (mut rest, mut other_rest) = (Vec::new(), Vec::new());
        while let (Some(one), Some(two)) = (self.0.get(left), other.0.get(right)) {
            let order = one.whole.cmp(&two.whole);
            left += usize::from(order != Ordering::Greater);
            right += usize::from(order != Ordering::Less);
            match order {
                Ordering::Less => rest.push(one.nameless),
                Ordering::Equal => common += 1,
                Ordering::Greater => other_rest.push(two.nameless),
            }
        }
        rest.extend(self.0.iter().skip(left).map(|leaf| leaf.nameless));
        other_rest.extend(other.0.iter().skip(right).map(|leaf| leaf.nameless));
        common + common_numbers(rest, other_rest)
    }

    fn gather(&mut self, value: &Value, above: &DefaultHasher, own_name: &str) {
        match value {
            Value::Null => {}
            Value::Object(map) => map.iter().for_each(|(key, value)| {
                let mut place = above.clone();
                key.hash(&mut place);
                self.gather(value, &place, own_name);
            }),
            Value::Array(list) => list.iter().for_each(|item| self.gather(item, above, own_name)),
            Value::String(text) => self.leaf(above, text, own_name),
            _ => self.leaf(above, &value.to_string(), ""),
        }
    }

    fn leaf(&mut self, place: &DefaultHasher, text: &str, own_name: &str) {
        let hash = |text: &str| {
            let mut place = place.clone();
            text.hash(&mut place);
            place.finish()
        };
        let whole = hash(text);
        let named = !own_name.is_empty() && text.contains(own_name);
        let nameless = if named { hash(&text.replace(own_name, "\0")) } else { whole };
        self.0.push(Leaf { whole, nameless });
    }
}

fn common_numbers(mut one: Vec<u64>, mut two: Vec<u64>) -> usize {
    one.sort_unstable();
    two.sort_unstable();
    let (mut left, mut right, mut common) = (0, 0, 0);
    while let (Some(first), Some(second)) = (one.get(left), two.get(right)) {
        left += usize::from(first <= second);
        right += usize::from(first >= second);
        common += usize::from(first == second);
    }
    common
}
