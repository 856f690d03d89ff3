//! The two sides of a comparison, without what is not compared.

use std::collections::{HashMap, HashSet};

use super::owner::{is_mixed, not_ours};
use super::release::Release;
use crate::diff::{Foreign, LeftOut};
use crate::manifest::{self, Object, ObjectId};

/// Two sides.
#[derive(Clone, Debug, Default)]
pub struct Sides {
    /// What is, of the release alone.
    pub old: Vec<Object>,
    /// What is wanted, whole.
    pub new: Vec<Object>,
    /// What is not compared.
    pub left_out: LeftOut,
}

impl Sides {
    /// Gives the objects of a release apart from what else lies on the old side, or on the new one where that is a dump
    /// of a cluster.
    pub fn of(old: Vec<Object>, new: Vec<Object>, release: &Release) -> Self {
        let not_in_dump = missing(&new, &old).chain(missing(&old, &new)).collect();
        let foreign = foreign(&old, &new, release);
        let foreign_new = if is_dump(&new) { self::foreign(&new, &old, release) } else { vec![None; new.len()] };
        let (old, mut left) = part(old, foreign);
        let (new, left_new) = part(new, foreign_new);
        left.extend(left_new);
        Self { old, new, left_out: LeftOut { foreign: left, not_in_dump } }
    }

    /// Puts what was selected of both sides in their place.
    pub fn select(&mut self, [old, new]: [Vec<Object>; 2]) {
        (self.old, self.new) = (old, new);
        let Self { old, new, left_out } = self;
        let left: HashSet<ObjectId> = old.iter().chain(new.iter()).map(ObjectId::of).collect();
        left_out.not_in_dump.retain(|id| left.contains(id));
    }
}

/// Whether any of the objects was read from a cluster.
fn is_dump(objects: &[Object]) -> bool {
    objects.iter().any(manifest::is_live)
}

/// The objects of kinds that the other side, a dump, holds none of: nobody asked the cluster for them.
fn missing<'a>(objects: &'a [Object], dump: &'a [Object]) -> impl Iterator<Item = ObjectId> + 'a {
    let mut held: Vec<ObjectId> = Vec::new();
    for id in (if is_dump(dump) { dump } else { &[] }).iter().map(ObjectId::of) {
        // One of each kind is enough, and there are few kinds.
        if !held.iter().any(|other| other.is_like(&id)) {
            held.push(id);
        }
    }
    let is_missing = move |id: &ObjectId| !held.is_empty() && !held.iter().any(|other| other.is_like(id));
    objects.iter().map(ObjectId::of).filter(is_missing)
}

/// For each object why it is not the release's, if it is not; one with a partner on the other side is.
fn foreign(objects: &[Object], others: &[Object], release: &Release) -> Vec<Option<Foreign>> {
    let is_mixed = is_mixed(objects, release);
    let mut partners: HashMap<(&str, &str), Vec<ObjectId>> = HashMap::new();
    for other in others {
        partners.entry((other.kind(), other.name())).or_default().push(ObjectId::of(other));
    }
    let foreign = |object: &Object| {
        let id = ObjectId::of(object);
        let alike = partners.get(&(object.kind(), object.name()));
        let has_partner = alike.is_some_and(|alike| alike.iter().any(|other| is_same(&id, other, release)));
        let why = if has_partner { None } else { not_ours(object, release, is_mixed) };
        why.map(|why| Foreign { id, why })
    };
    objects.iter().map(foreign).collect()
}

/// Whether two are one object; one whose manifest names no namespace stands where the release does.
fn is_same(id: &ObjectId, other: &ObjectId, release: &Release) -> bool {
    let stands_there = other.namespace.is_some() || release.is_in(id.namespace.as_deref());
    id.may_be(other) && stands_there
}

fn part(objects: Vec<Object>, foreign: Vec<Option<Foreign>>) -> (Vec<Object>, Vec<Foreign>) {
    let (mut own, mut left) = (Vec::new(), Vec::new());
    for (object, foreign) in objects.into_iter().zip(foreign) {
        match foreign {
            Some(foreign) => left.push(foreign),
            None => own.push(object),
        }
    }
    (own, left)
}
