//! Which object that comes is one that goes away under another name.

use std::collections::HashMap;

use serde_json::Value;

use super::similarity::Leaves;
use crate::manifest::Object;

/// How much two objects must have in common to be one that was renamed.
const LIKE: f64 = 0.8;

/// Objects with fewer values are alike by accident.
const FEWEST_LEAVES: usize = 4;

/// How many pairs of one kind are looked at; where there are more, only objects equal but for their name are paired.
const MOST_PAIRS: usize = 10_000;

/// One object without a partner.
struct Candidate {
    position: usize,
    name: String,
    leaves: Leaves,
}

/// The candidates of one kind in one namespace, old and new.
#[derive(Default)]
struct Group {
    old: Vec<Candidate>,
    new: Vec<Candidate>,
}

/// Pairs the objects at these positions that are alike, each at most once; counts the pairs that are looked at.
pub(super) fn renames(
    old: &[Object],
    new: &[Object],
    lonely_old: &[usize],
    lonely_new: &[usize],
    work: &mut usize,
) -> Vec<(usize, usize)> {
    if lonely_old.is_empty() || lonely_new.is_empty() {
        return Vec::new();
    }
    let mut groups: HashMap<(&str, &str, Option<&str>), Group> = HashMap::new();
    for position in lonely_old {
        groups.entry(family(&old[*position])).or_default().old.push(candidate(&old[*position], *position));
    }
    for position in lonely_new {
        groups.entry(family(&new[*position])).or_default().new.push(candidate(&new[*position], *position));
    }
    let mut pairs: Vec<_> = groups.into_values().flat_map(|group| group.pairs(work)).collect();
    pairs.sort_unstable();
    pairs
}

fn family(object: &Object) -> (&str, &str, Option<&str>) {
    let group = object.api_version().split_once('/').map_or("", |(group, _)| group);
    (group, object.kind(), object.namespace())
}

fn candidate(object: &Object, position: usize) -> Candidate {
    let name = object.name().to_owned();
    let mut leaves = Leaves::default();
    for (key, value) in object.tree.iter().filter(|(key, _)| !matches!(key.as_str(), "apiVersion" | "kind")) {
        leaves.gather_under(key, &without_own_name(key, value), &name);
    }
    leaves.finish();
    Candidate { position, name, leaves }
}

/// The metadata without the name itself, which is known to differ.
fn without_own_name(key: &str, value: &Value) -> Value {
    let mut value = value.clone();
    if let (true, Some(metadata)) = (key == "metadata", value.as_object_mut()) {
        metadata.shift_remove("name");
        metadata.shift_remove("namespace");
    }
    value
}

impl Group {
    fn pairs(mut self, work: &mut usize) -> Vec<(usize, usize)> {
        *work += self.old.len() + self.new.len();
        let mut pairs = self.equal_pairs();
        let left = self.old.len().saturating_mul(self.new.len());
        if left <= MOST_PAIRS {
            *work += left;
            pairs.extend(self.alike_pairs());
        }
        pairs
    }

    /// Takes out the pairs that are equal but for the name.
    fn equal_pairs(&mut self) -> Vec<(usize, usize)> {
        let mut there: HashMap<u64, Vec<usize>> = HashMap::new();
        for (index, candidate) in self.new.iter().enumerate().rev().filter(|(_, candidate)| candidate.is_telling()) {
            there.entry(candidate.leaves.fingerprint()).or_default().push(index);
        }
        let mut taken = vec![false; self.new.len()];
        let mut pairs = Vec::new();
        let new = &self.new;
        self.old.retain(|candidate| {
            let partner = there.get_mut(&candidate.leaves.fingerprint()).and_then(Vec::pop);
            let Some(index) = partner else { return true };
            taken[index] = true;
            pairs.push((candidate.position, new[index].position));
            false
        });
        let mut taken = taken.into_iter();
        self.new.retain(|_| !taken.next().unwrap_or_default());
        pairs
    }

    /// Pairs what is most alike first.
    fn alike_pairs(&self) -> Vec<(usize, usize)> {
        let mut scores = Vec::new();
        for old in self.old.iter().filter(|candidate| candidate.is_telling()) {
            scores.extend(self.new.iter().map(|new| (old.leaves.likeness(&new.leaves), old, new)));
        }
        scores.retain(|(likeness, ..)| *likeness >= LIKE);
        // Equal scores are distinguished by names, so that both directions pair the same objects.
        scores.sort_by(|one, two| two.0.total_cmp(&one.0).then_with(|| names(one).cmp(&names(two))));
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (_, old, new) in scores {
            if !pairs.iter().any(|(left, right)| *left == old.position || *right == new.position) {
                pairs.push((old.position, new.position));
            }
        }
        pairs
    }
}

impl Candidate {
    fn is_telling(&self) -> bool {
        self.leaves.count() >= FEWEST_LEAVES
    }
}

fn names<'c>(score: &(f64, &'c Candidate, &'c Candidate)) -> (&'c str, &'c str) {
    let (one, two) = (score.1.name.as_str(), score.2.name.as_str());
    (one.min(two), one.max(two))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Twice as many objects are at most twice as much work: each is never held against each.
    #[test]
    fn work_grows_with_the_objects() {
        let object = |name: &str, index: usize, salt: usize| {
            let data = json!({"a": "x", "b": "y", "c": "z", "d": index, "e": index + salt});
            let tree = json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}, "data": data});
            Object::new("", "", tree).expect("an object")
        };
        let work = |count: usize, salt: usize| {
            let old: Vec<Object> = (0..count).map(|index| object(&format!("old-{index}"), index, 0)).collect();
            let new: Vec<Object> = (0..count).map(|index| object(&format!("new-{index}"), index, salt)).collect();
            let all: Vec<usize> = (0..count).collect();
            let mut work = 0;
            let pairs = renames(&old, &new, &all, &all, &mut work);
            (pairs.len(), work)
        };
        assert_eq!(work(3_000, 0), (3_000, 6_000));
        assert_eq!(work(6_000, 0), (6_000, 12_000));
        assert_eq!(work(6_000, 1), (0, 12_000));
        let (found, few) = work(90, 1);
        assert!(found > 0 && few <= 180 + MOST_PAIRS, "{found} {few}");
    }
}
