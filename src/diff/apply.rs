//! The way from the old tree to the new one: what proves that the changes are complete.

use serde_json::{Map, Value};

use super::change::{Change, Op};
use super::list_keys::has_keys;
use super::path::Step;

/// Applies changes to the old tree they were found in; gives the new tree, up to what Kubernetes does not see.
pub fn apply(changes: &[Change], old: &Value) -> Value {
    let changes: Vec<&Change> = changes.iter().collect();
    apply_below(&changes, 0, Some(old)).unwrap_or(Value::Null)
}

/// Applies the changes at and below a place that is so many steps down.
fn apply_below(changes: &[&Change], depth: usize, old: Option<&Value>) -> Option<Value> {
    let here = changes.iter().find(|change| change.path.steps().len() == depth && change.op != Op::Reordered);
    if let Some(change) = here {
        return change.new.clone();
    }
    match old? {
        Value::Object(map) => Some(Value::Object(apply_to_map(changes, depth, map))),
        Value::Array(list) => Some(Value::Array(apply_to_list(changes, depth, list))),
        scalar => Some(scalar.clone()),
    }
}

fn apply_to_map(changes: &[&Change], depth: usize, old: &Map<String, Value>) -> Map<String, Value> {
    let mut new = old.clone();
    for key in keys_at(changes, depth) {
        let below = at_step(changes, depth, |step| matches!(step, Step::Key(name) if *name == key));
        match apply_below(&below, depth + 1, old.get(&key)) {
            Some(value) => new.insert(key, value),
            None => new.shift_remove(&key),
        };
    }
    new
}

fn keys_at(changes: &[&Change], depth: usize) -> Vec<String> {
    let mut keys = Vec::new();
    for change in changes {
        if let Some(Step::Key(key)) = change.path.steps().get(depth)
            && !keys.contains(key)
        {
            keys.push(key.clone());
        }
    }
    keys
}

fn at_step<'c>(changes: &[&'c Change], depth: usize, wanted: impl Fn(&Step) -> bool) -> Vec<&'c Change> {
    changes.iter().copied().filter(|change| change.path.steps().get(depth).is_some_and(&wanted)).collect()
}

fn apply_to_list(changes: &[&Change], depth: usize, old: &[Value]) -> Vec<Value> {
    let is_addition = |change: &&Change| change.op == Op::Added && change.path.steps().len() == depth + 1;
    let (mut additions, rest): (Vec<&Change>, Vec<&Change>) = changes.iter().copied().partition(is_addition);
    let order = rest.iter().find(|change| change.path.steps().len() == depth);
    let mut items: Vec<(&Value, Value)> = Vec::new();
    for (position, item) in old.iter().enumerate() {
        let below = at_step(&rest, depth, |step| leads_to(step, position, item));
        items.extend(apply_below(&below, depth + 1, Some(item)).map(|new| (item, new)));
    }
    let mut new = match order.and_then(|change| change.new.as_ref()?.as_array()) {
        Some(order) => reorder(items, order),
        None => items.into_iter().map(|(_, item)| item).collect(),
    };
    additions.sort_by_key(|change| change.position);
    for change in additions {
        let position = change.position.unwrap_or(new.len()).min(new.len());
        new.insert(position, change.new.clone().unwrap_or(Value::Null));
    }
    new
}

fn leads_to(step: &Step, position: usize, item: &Value) -> bool {
    match step {
        Step::Index(index) => *index == position,
        Step::Item(keys) => has_keys(item, keys),
        Step::Key(_) | Step::Block { .. } => false,
    }
}

/// Puts items into the order of what tells the old ones apart: the whole item, or the values of its merge keys.
fn reorder(mut items: Vec<(&Value, Value)>, order: &[Value]) -> Vec<Value> {
    let mut new = Vec::with_capacity(items.len());
    for wanted in order {
        let whole = items.iter().position(|(old, _)| *old == wanted);
        let found = whole.or_else(|| items.iter().position(|(old, _)| has_merge_keys(old, wanted)));
        new.extend(found.map(|position| items.remove(position).1));
    }
    new.extend(items.into_iter().map(|(_, item)| item));
    new
}

/// Whether an item has the values of merge keys, which are all texts.
fn has_merge_keys(item: &Value, wanted: &Value) -> bool {
    let text = |(key, value): (&String, &Value)| Some((key.clone(), value.as_str()?.to_owned()));
    let keys: Option<Vec<_>> = wanted.as_object().and_then(|keys| keys.iter().map(text).collect());
    keys.is_some_and(|keys| has_keys(item, &keys))
}
