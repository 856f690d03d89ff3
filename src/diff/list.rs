//! Which items of two lists belong together.

use std::collections::{HashMap, VecDeque};

use serde_json::Value;

use super::align::align;
use super::list_keys::{ItemKeys, ListRule, item_keys};
use super::path::DiffStep;
use super::similarity::Leaves;

/// The items of two lists that belong together, and those that are alone.
#[derive(Debug, Default)]
pub(super) struct Matching {
    /// The positions of items that belong together, in the order of the old list.
    pub(super) pairs: Vec<(usize, usize)>,
    /// The positions of items that only the old list has.
    pub(super) removed: Vec<usize>,
    /// The positions of items that only the new list has.
    pub(super) added: Vec<usize>,
    keys: Option<&'static [&'static str]>,
}

/// The items of a list, and what is kept of each.
pub(super) type Items<'v> = (&'v [Value], &'v [Value]);

/// How much two maps must have in common to be one item that changed.
const LIKE: f64 = 0.5;

/// How many pairs of items are looked at for likeness; longer lists are compared by equality alone.
const MOST_PAIRS: usize = 4096;

/// How often the order of equal items is put right.
const MOST_ROUNDS: usize = 16;

impl Matching {
    /// Matches the items of two lists, each with what is kept of them: equal items are those of which the same is kept.
    pub(super) fn of(rule: ListRule, (old, old_kept): Items, (new, new_kept): Items) -> Self {
        match rule {
            ListRule::Keyed(keys) => Self::by_keys(keys, old, new),
            ListRule::Set => Self::wherever(&texts(old_kept), &texts(new_kept), old, new),
            ListRule::Sequence => Self::in_order(&texts(old_kept), &texts(new_kept), old, new),
        }
    }

    /// Matches the only items of two lists.
    pub(super) fn of_one() -> Self {
        Self { pairs: vec![(0, 0)], ..Self::default() }
    }

    /// Gives the step to an item, by its position in the list it is in.
    pub(super) fn step(&self, item: &Value, position: usize) -> DiffStep {
        self.keys.map_or(DiffStep::Index(position), |keys| DiffStep::Item(item_keys(keys, item)))
    }

    /// Whether the items of both lists stand in another order in the new one.
    pub(super) fn is_reordered(&self) -> bool {
        !self.pairs.is_sorted_by_key(|(_, new)| *new)
    }

    /// What tells the items of both lists apart, in the old order and in the new one.
    pub(super) fn orders(&self, old: &[Value]) -> (Value, Value) {
        let mut moved = self.pairs.clone();
        moved.sort_by_key(|(_, new)| *new);
        let list = |pairs: &[(usize, usize)]| pairs.iter().filter_map(|(at, _)| self.identity(old.get(*at)?)).collect();
        (list(&self.pairs), list(&moved))
    }

    fn identity(&self, item: &Value) -> Option<Value> {
        let Some(keys) = self.keys else { return Some(item.clone()) };
        Some(item_keys(keys, item).into_iter().map(|(key, value)| (key, Value::from(value))).collect())
    }

    fn by_keys(keys: &'static [&'static str], old: &[Value], new: &[Value]) -> Self {
        let mut there: HashMap<ItemKeys, usize> =
            new.iter().enumerate().map(|(position, item)| (item_keys(keys, item), position)).collect();
        let mut matching = Self { keys: Some(keys), ..Self::default() };
        for (position, item) in old.iter().enumerate() {
            match there.remove(&item_keys(keys, item)) {
                Some(partner) => matching.pairs.push((position, partner)),
                None => matching.removed.push(position),
            }
        }
        matching.added = there.into_values().collect();
        matching.added.sort_unstable();
        matching
    }

    /// Matches by equality and likeness; where several answers are as good, one is taken whichever side is the old one.
    fn wherever(old_texts: &[String], new_texts: &[String], old: &[Value], new: &[Value]) -> Self {
        if old_texts <= new_texts {
            return Self::by_equality(old_texts, new_texts, old, new);
        }
        let mut matching = Self::by_equality(new_texts, old_texts, new, old);
        matching.turn();
        matching.pairs.sort_unstable();
        matching
    }

    fn by_equality(old_texts: &[String], new_texts: &[String], old: &[Value], new: &[Value]) -> Self {
        let mut there: HashMap<&str, VecDeque<usize>> = HashMap::new();
        for (position, text) in new_texts.iter().enumerate() {
            there.entry(text).or_default().push_back(position);
        }
        let mut matching = Self::default();
        for (position, text) in old_texts.iter().enumerate() {
            match there.get_mut(text.as_str()).and_then(VecDeque::pop_front) {
                Some(partner) => matching.pairs.push((position, partner)),
                None => matching.removed.push(position),
            }
        }
        matching.added = there.into_values().flatten().collect();
        matching.added.sort_unstable();
        matching.pair_alike(old, new);
        matching.untangle(old_texts, new_texts);
        matching
    }

    fn in_order(old_texts: &[String], new_texts: &[String], old: &[Value], new: &[Value]) -> Self {
        if is_permutation(old_texts, new_texts) {
            return Self::wherever(old_texts, new_texts, old, new);
        }
        let mut matching = Self::default();
        let (mut old_next, mut new_next) = (0, 0);
        for hunk in align(old_texts, new_texts) {
            matching.pairs.extend((old_next..hunk.old.start).zip(new_next..hunk.new.start));
            (old_next, new_next) = (hunk.old.end, hunk.new.end);
            let in_place = hunk.old.len() == hunk.new.len();
            let zipped = hunk.old.clone().zip(hunk.new.clone());
            if in_place && zipped.clone().all(|(left, right)| is_alike(&old[left], &new[right])) {
                matching.pairs.extend(zipped);
            } else {
                matching.removed.extend(hunk.old);
                matching.added.extend(hunk.new);
            }
        }
        matching.pairs.extend((old_next..old_texts.len()).zip(new_next..new_texts.len()));
        matching
    }

    /// Lets equal items keep their order among themselves, so that nothing depends on which of them is meant.
    fn untangle(&mut self, old_texts: &[String], new_texts: &[String]) {
        // Each round takes crossings away; the last one finds none.
        for _ in 0..MOST_ROUNDS {
            let before = self.pairs.clone();
            self.untangle_new(old_texts);
            self.turn();
            self.untangle_new(new_texts);
            self.turn();
            self.pairs.sort_unstable();
            if self.pairs == before {
                return;
            }
        }
    }

    /// Sorts the partners of equal old items among themselves.
    fn untangle_new(&mut self, old_texts: &[String]) {
        self.pairs.sort_unstable();
        let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, (old, _)) in self.pairs.iter().enumerate() {
            groups.entry(&old_texts[*old]).or_default().push(index);
        }
        for group in groups.into_values().filter(|group| group.len() > 1) {
            let mut partners: Vec<usize> = group.iter().map(|index| self.pairs[*index].1).collect();
            partners.sort_unstable();
            group.into_iter().zip(partners).for_each(|(index, partner)| self.pairs[index].1 = partner);
        }
    }

    /// Makes the old list the new one.
    fn turn(&mut self) {
        self.pairs.iter_mut().for_each(|pair| *pair = (pair.1, pair.0));
        std::mem::swap(&mut self.removed, &mut self.added);
    }

    /// Pairs maps that are alone and have much in common, the most alike first.
    fn pair_alike(&mut self, old: &[Value], new: &[Value]) {
        if self.removed.is_empty() || self.removed.len().saturating_mul(self.added.len()) > MOST_PAIRS {
            return;
        }
        for (left, right) in alike_pairs(&self.removed, &self.added, old, new) {
            if self.removed.contains(&left) && self.added.contains(&right) {
                self.removed.retain(|position| *position != left);
                self.added.retain(|position| *position != right);
                self.pairs.push((left, right));
            }
        }
        self.pairs.sort_unstable();
    }
}

/// All pairs with enough in common, in an order that is the same for both directions.
fn alike_pairs(removed: &[usize], added: &[usize], old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
    let leaves = |list: &[Value], positions: &[usize]| -> Vec<Option<Leaves>> {
        positions
            .iter()
            .map(|at| list.get(*at).filter(|item| item.is_object()).map(|item| Leaves::of(item, "")))
            .collect()
    };
    let (old_leaves, new_leaves) = (leaves(old, removed), leaves(new, added));
    let mut pairs = Vec::new();
    for (left, left_leaves) in removed.iter().zip(&old_leaves) {
        for (right, right_leaves) in added.iter().zip(&new_leaves) {
            if let (Some(one), Some(two)) = (left_leaves, right_leaves) {
                pairs.push((one.likeness(two), *left, *right));
            }
        }
    }
    pairs.retain(|(likeness, ..)| *likeness >= LIKE);
    pairs.sort_by(|one, two| two.0.total_cmp(&one.0).then_with(|| distance(one).cmp(&distance(two))));
    pairs.into_iter().map(|(_, left, right)| (left, right)).collect()
}

fn distance(pair: &(f64, usize, usize)) -> (usize, usize) {
    (pair.1.abs_diff(pair.2), pair.1 + pair.2)
}

/// Whether two items in the same place are one item that changed.
fn is_alike(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Object(_), Value::Object(_)) => Leaves::of(old, "").likeness(&Leaves::of(new, "")) >= LIKE,
        (Value::Array(_), Value::Array(_)) => true,
        (Value::Object(_) | Value::Array(_), _) | (_, Value::Object(_) | Value::Array(_)) => false,
        _ => true,
    }
}

fn is_permutation(old: &[String], new: &[String]) -> bool {
    let sorted = |texts: &[String]| {
        let mut texts = texts.to_vec();
        texts.sort_unstable();
        texts
    };
    old.len() == new.len() && sorted(old) == sorted(new)
}

fn texts(items: &[Value]) -> Vec<String> {
    items.iter().map(Value::to_string).collect()
}
