//! What an edit of a text has to make of its data: every edit is held against it, and undone if it made anything else.

use serde_json::{Map, Value};

use crate::values::path::Segment;

/// Takes the value under keys out of a map, and the maps around it that are empty then.
pub(super) fn take(root: &mut Value, keys: &[String]) -> Option<Value> {
    let (last, above) = keys.split_last()?;
    let map = above.iter().try_fold(&mut *root, |value, key| value.get_mut(key))?.as_object_mut()?;
    let taken = map.shift_remove(last)?;
    if map.is_empty() && !above.is_empty() {
        take(root, above);
    }
    Some(taken)
}

/// Puts a value under keys of a map, with the maps around it that are not there yet. Nothing is overwritten.
pub(super) fn put(root: &mut Value, keys: &[String], value: Value) -> Option<()> {
    if root.is_null() {
        *root = Value::Object(Map::new());
    }
    let (last, above) = keys.split_last()?;
    let mut map = root.as_object_mut()?;
    for key in above {
        map = map.entry(key.clone()).or_insert_with(|| Value::Object(Map::new())).as_object_mut()?;
    }
    match map.get(last) {
        Some(_) => None,
        None => map.insert(last.clone(), value).map_or(Some(()), |_| None),
    }
}

/// What a step leads to.
pub(super) fn below<'v>(value: &'v mut Value, step: &Segment) -> Option<&'v mut Value> {
    match step {
        Segment::Key(key) => value.get_mut(key),
        Segment::Index(index) => value.get_mut(*index),
    }
}

/// Gives a key another name, in its place.
pub(super) fn rename(root: &mut Value, steps: &[Segment], new: &str) -> Option<()> {
    let (Segment::Key(last), above) = steps.split_last()? else { return None };
    let map = above.iter().try_fold(root, below)?.as_object_mut()?;
    if map.contains_key(new) {
        return None;
    }
    let value = map.shift_remove(last)?;
    map.insert(new.to_owned(), value);
    Some(())
}
