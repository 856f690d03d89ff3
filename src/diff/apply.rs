//! The way from the old tree to the new one: what proves that the changes are complete.

use std::collections::{HashMap, VecDeque};

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::change::{Change, Op};
use super::list_keys::{ItemKeys, item_keys};
use super::path::DiffStep;

/// Applies changes to the old tree they were found in; gives the new tree, up to what Kubernetes does not see.
///
/// Changes do not tell where in a map a key is added. The new tree tells it, if it is given; else the key comes last.
pub fn apply(changes: &[Change], old: &Value, new: Option<&Value>) -> Value {
    let changes: Vec<&Change> = changes.iter().collect();
    apply_below(&changes, 0, Some(old), new).unwrap_or(Value::Null)
}

/// Applies the changes at and below a place that is so many steps down. `model` is what the new tree has there.
fn apply_below(changes: &[&Change], depth: usize, old: Option<&Value>, model: Option<&Value>) -> Option<Value> {
    let here = changes.iter().find(|change| change.path.steps().len() == depth && change.op != Op::Reordered);
    if let Some(change) = here {
        return change.new.clone();
    }
    match old? {
        value if changes.is_empty() => Some(value.clone()),
        Value::Object(map) => Some(Value::Object(apply_to_map(changes, depth, map, model))),
        Value::Array(list) => Some(Value::Array(apply_to_list(changes, depth, list, model))),
        scalar => Some(scalar.clone()),
    }
}

fn apply_to_map(
    changes: &[&Change],
    depth: usize,
    old: &Map<String, Value>,
    model: Option<&Value>,
) -> Map<String, Value> {
    let model = model.and_then(Value::as_object);
    let below = by_key(changes, depth);
    let applied = |key: &str, old: Option<&Value>| {
        let changes = below.get(key).map(Vec::as_slice).unwrap_or_default();
        apply_below(changes, depth + 1, old, model.and_then(|model| model.get(key)))
    };
    let followers = followers(old, &below, model);
    let mut new = Map::with_capacity(old.len() + below.len());
    let add = |before: Option<&String>, new: &mut Map<String, Value>| {
        for key in followers.get(&before).into_iter().flatten() {
            new.extend(applied(key, None).map(|value| ((*key).to_owned(), value)));
        }
    };
    add(None, &mut new);
    for (key, value) in old {
        new.extend(applied(key, Some(value)).map(|value| (key.clone(), value)));
        add(Some(key), &mut new);
    }
    new
}

/// The changes that lead through each key of a map.
fn by_key<'c>(changes: &[&'c Change], depth: usize) -> IndexMap<&'c str, Vec<&'c Change>> {
    let mut keys: IndexMap<&str, Vec<&Change>> = IndexMap::new();
    for change in changes {
        if let Some(DiffStep::Key(key)) = change.path.steps().get(depth) {
            keys.entry(key).or_default().push(change);
        }
    }
    keys
}

/// The keys with changes that the old map does not have, by the old key that they come behind; none is before all.
fn followers<'k>(
    old: &'k Map<String, Value>,
    changed: &IndexMap<&'k str, Vec<&Change>>,
    model: Option<&'k Map<String, Value>>,
) -> HashMap<Option<&'k String>, Vec<&'k str>> {
    let mut followers: HashMap<Option<&String>, Vec<&str>> = HashMap::new();
    let mut before = None;
    for key in model.into_iter().flat_map(Map::keys) {
        if old.contains_key(key) {
            before = Some(key);
        } else if changed.contains_key(key.as_str()) {
            followers.entry(before).or_default().push(key);
        }
    }
    let is_known = |map: Option<&Map<String, Value>>, key: &str| map.is_some_and(|map| map.contains_key(key));
    let rest = changed.keys().filter(|key| !is_known(model, key) && !is_known(Some(old), key));
    followers.entry(old.keys().next_back()).or_default().extend(rest);
    followers
}

fn apply_to_list(changes: &[&Change], depth: usize, old: &[Value], model: Option<&Value>) -> Vec<Value> {
    let is_addition = |change: &&Change| change.op == Op::Added && change.path.steps().len() == depth + 1;
    let (additions, rest): (Vec<&Change>, Vec<&Change>) = changes.iter().copied().partition(is_addition);
    let order = rest.iter().find(|change| change.path.steps().len() == depth);
    let below = ByItem::of(&rest, depth);
    let models = Models::of(model, &below.names);
    let mut items: Vec<(&Value, Value)> = Vec::new();
    for (position, item) in old.iter().enumerate() {
        let changes = below.of_item(position, item);
        items.extend(
            apply_below(&changes, depth + 1, Some(item), models.of_item(position, item)).map(|new| (item, new)),
        );
    }
    let list = match order.and_then(|change| change.new.as_ref()?.as_array()) {
        Some(order) => reorder(items, order),
        None => items.into_iter().map(|(_, item)| item).collect(),
    };
    with_additions(list, additions)
}

/// The items with those that come, each at its position in the new list, in one pass.
fn with_additions(items: Vec<Value>, mut additions: Vec<&Change>) -> Vec<Value> {
    additions.sort_by_key(|change| change.position.unwrap_or(usize::MAX));
    let mut new = Vec::with_capacity(items.len() + additions.len());
    let mut items = items.into_iter();
    for change in additions {
        let ahead = change.position.unwrap_or(usize::MAX).saturating_sub(new.len());
        new.extend(items.by_ref().take(ahead));
        new.push(change.new.clone().unwrap_or(Value::Null));
    }
    new.extend(items);
    new
}

/// The changes that lead through the items of a list.
struct ByItem<'c> {
    by_index: HashMap<usize, Vec<&'c Change>>,
    by_keys: HashMap<&'c ItemKeys, Vec<&'c Change>>,
    /// The merge keys that items are distinguished by: usually those of one rule.
    names: Vec<Vec<&'c str>>,
}

impl<'c> ByItem<'c> {
    fn of(changes: &[&'c Change], depth: usize) -> Self {
        let mut found = Self { by_index: HashMap::new(), by_keys: HashMap::new(), names: Vec::new() };
        for change in changes {
            match change.path.steps().get(depth) {
                Some(DiffStep::Index(index)) => found.by_index.entry(*index).or_default().push(change),
                Some(DiffStep::Item(keys)) => {
                    let names: Vec<&str> = keys.iter().map(|(name, _)| name.as_str()).collect();
                    if !found.names.contains(&names) {
                        found.names.push(names);
                    }
                    found.by_keys.entry(keys).or_default().push(change);
                }
                Some(DiffStep::Key(_) | DiffStep::Block { .. }) | None => {}
            }
        }
        found
    }

    fn of_item(&self, position: usize, item: &Value) -> Vec<&'c Change> {
        let by_index = self.by_index.get(&position);
        let keys = self.names.iter().filter(|_| item.is_object()).map(|names| item_keys(names, item));
        let by_keys = keys.filter_map(|keys| self.by_keys.get(&keys));
        by_index.into_iter().chain(by_keys).flatten().copied().collect()
    }
}

/// The items of the new list that old items may have become. A wrong guess only moves a key.
struct Models<'v> {
    list: &'v [Value],
    by_keys: HashMap<ItemKeys, &'v Value>,
    names: &'v [Vec<&'v str>],
}

impl<'v> Models<'v> {
    fn of(model: Option<&'v Value>, names: &'v [Vec<&'v str>]) -> Self {
        let list = model.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let keyed = |names: &'v Vec<&str>| list.iter().map(move |item| (item_keys(names, item), item));
        Self { list, by_keys: names.iter().flat_map(keyed).collect(), names }
    }

    fn of_item(&self, position: usize, item: &Value) -> Option<&'v Value> {
        if self.names.is_empty() {
            return self.list.get(position);
        }
        self.names.iter().find_map(|names| self.by_keys.get(&item_keys(names, item)).copied())
    }
}

/// Puts items into the order of what tells the old ones apart: the whole item, or the values of its merge keys.
fn reorder(items: Vec<(&Value, Value)>, order: &[Value]) -> Vec<Value> {
    let keys: Vec<Option<ItemKeys>> = order.iter().map(merge_keys).collect();
    let names: Option<Vec<&str>> =
        keys.iter().flatten().next().map(|keys| keys.iter().map(|(name, _)| name.as_str()).collect());
    let mut wholes: HashMap<String, VecDeque<usize>> = HashMap::new();
    let mut keyed: HashMap<ItemKeys, VecDeque<usize>> = HashMap::new();
    for (position, (old, _)) in items.iter().enumerate() {
        wholes.entry(old.to_string()).or_default().push_back(position);
        if let Some(names) = names.as_ref().filter(|_| old.is_object()) {
            keyed.entry(item_keys(names, old)).or_default().push_back(position);
        }
    }
    let mut items: Vec<Option<Value>> = items.into_iter().map(|(_, item)| Some(item)).collect();
    let mut new = Vec::with_capacity(items.len());
    for (wanted, keys) in order.iter().zip(&keys) {
        let whole = wholes.get_mut(&wanted.to_string()).and_then(VecDeque::pop_front);
        let by_keys = || keyed.get_mut(keys.as_ref()?).and_then(VecDeque::pop_front);
        new.extend(whole.or_else(by_keys).and_then(|position| items.get_mut(position)?.take()));
    }
    new.extend(items.into_iter().flatten());
    new
}

/// The values of merge keys, which are all texts.
fn merge_keys(wanted: &Value) -> Option<ItemKeys> {
    let text = |(key, value): (&String, &Value)| Some((key.clone(), value.as_str()?.to_owned()));
    wanted.as_object()?.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tree::tree_changes;
    use super::*;

    #[test]
    fn added_keys_stand_where_the_new_tree_has_them() {
        let table = [
            (json!({"b": 1, "d": 1}), json!({"a": 2, "b": 1, "c": 2, "d": 1, "e": 2})),
            (json!({"b": 1, "d": 1}), json!({"a": 2, "c": 2})),
            (json!({}), json!({"b": 2, "a": 2})),
            (json!({"x": {"b": 1}}), json!({"x": {"a": {"z": 1, "y": 2}, "b": 1}})),
            (json!({"env": [{"name": "a", "z": 1}]}), json!({"env": [{"name": "b"}, {"name": "a", "y": 1, "z": 1}]})),
            (json!({"args": [{"z": 1, "x": 1, "v": 3}]}), json!({"args": [{"y": 2, "z": 1, "x": 1, "v": 3}]})),
        ];
        for (old, new) in table {
            let changes = tree_changes((&old, &old), (&new, &new));
            assert_eq!(apply(&changes, &old, Some(&new)).to_string(), new.to_string());
            assert_eq!(apply(&changes, &old, None), new);
        }
    }

    #[test]
    fn the_old_order_of_keys_stays() {
        let (old, new) = (json!({"c": 1, "a": 1, "b": 1}), json!({"b": 1, "z": 1, "a": 1, "c": 1}));
        let changes = tree_changes((&old, &old), (&new, &new));
        let applied = apply(&changes, &old, Some(&new)).to_string();
        assert_eq!(applied, r#"{"c":1,"a":1,"b":1,"z":1}"#);
    }
}
