//! Which object of the old set is which of the new one.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use super::rename::renames;
use crate::manifest::Object;
use crate::manifest::ObjectId;

/// An object of the old set and the one it became.
#[derive(Debug)]
pub(super) struct Pair {
    /// The object of the old set.
    pub(super) old: Option<Object>,
    /// The object of the new set.
    pub(super) new: Option<Object>,
}

/// Pairs objects: by group, kind, namespace and name; then by kind and name alone where a side leaves the namespace
/// out or has a former group and only one object is meant; then by likeness. The order is the new one, then the old.
pub(super) fn pair(old: Vec<Object>, new: Vec<Object>) -> Vec<Pair> {
    let old_ids: Vec<ObjectId> = old.iter().map(ObjectId::of).collect();
    let new_ids: Vec<ObjectId> = new.iter().map(ObjectId::of).collect();
    let mut partners = by_id(&old_ids, &new_ids);
    by_name(&old_ids, &new_ids, &mut partners);
    let (lonely_old, lonely_new) = lonely(&partners, old.len());
    for (left, right) in renames(&old, &new, &lonely_old, &lonely_new, &mut 0) {
        partners[right] = Some(left);
    }
    join(old, new, &partners)
}

/// For each new object the old one with the same name in the cluster; the same name again is the next object.
fn by_id(old: &[ObjectId], new: &[ObjectId]) -> Vec<Option<usize>> {
    let mut there = positions(old.iter().enumerate().map(|(position, id)| (id, position)));
    new.iter().map(|id| there.get_mut(id).and_then(VecDeque::pop_front)).collect()
}

fn by_name(old: &[ObjectId], new: &[ObjectId], partners: &mut [Option<usize>]) {
    let (lonely_old, lonely_new) = lonely(partners, old.len());
    let name = |id: &'_ ObjectId| (id.kind.clone(), id.name.clone());
    let there = positions(lonely_old.iter().map(|position| (name(&old[*position]), *position)));
    let here = positions(lonely_new.iter().map(|position| (name(&new[*position]), *position)));
    for (name, right) in here {
        if let (Some(left), Some(right)) = (there.get(&name).and_then(only), only(&right))
            && old[left].may_be(&new[right])
        {
            partners[right] = Some(left);
        }
    }
}

/// The position, if there is just one.
fn only(positions: &VecDeque<usize>) -> Option<usize> {
    if positions.len() == 1 { positions.front().copied() } else { None }
}

fn positions<K: Hash + Eq>(entries: impl Iterator<Item = (K, usize)>) -> HashMap<K, VecDeque<usize>> {
    let mut positions: HashMap<K, VecDeque<usize>> = HashMap::new();
    for (key, position) in entries {
        positions.entry(key).or_default().push_back(position);
    }
    positions
}

/// The positions of old and of new objects that have no partner.
fn lonely(partners: &[Option<usize>], old: usize) -> (Vec<usize>, Vec<usize>) {
    let mut has_partner = vec![false; old];
    partners.iter().flatten().for_each(|position| has_partner[*position] = true);
    let lonely_old = (0..old).filter(|position| !has_partner[*position]).collect();
    let lonely_new = (0..partners.len()).filter(|position| partners[*position].is_none()).collect();
    (lonely_old, lonely_new)
}

fn join(old: Vec<Object>, new: Vec<Object>, partners: &[Option<usize>]) -> Vec<Pair> {
    let mut old: Vec<Option<Object>> = old.into_iter().map(Some).collect();
    let mut pairs = Vec::with_capacity(new.len());
    for (new, partner) in new.into_iter().zip(partners) {
        let old = partner.and_then(|position| old[position].take());
        pairs.push(Pair { old, new: Some(new) });
    }
    pairs.extend(old.into_iter().flatten().map(|old| Pair { old: Some(old), new: None }));
    pairs
}
