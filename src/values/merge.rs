//! Laying trees of values over each other, by the two rules that Helm has: one among what the user gave, and one for
//! the user's tree over the defaults.

use crate::source::Span;
use crate::values::path::{Path, Segment};
use crate::values::schema::Schema;
use crate::yaml::{Data, Entries, Entry, Map, Node};

/// Lays a later tree of the user over an earlier one: maps merge, everything else replaces, null included.
pub fn lay(earlier: &mut Node, later: Node) {
    if earlier.as_map().is_none() || later.as_map().is_none() {
        *earlier = later;
        return;
    }
    earlier.span = later.span;
    let (Data::Map(below), Data::Map(above)) = (&mut earlier.data, later.data) else { return };
    for (key, entry) in above {
        match below.get_mut(&key) {
            Some(slot) => {
                slot.key_span = entry.key_span;
                lay(&mut slot.value, entry.value);
            }
            None => {
                below.insert(key, entry);
            }
        }
    }
}

/// Lays the user's tree over the defaults: maps merge, lists and scalars replace, and null removes a default.
///
/// A null without a default stays. The keys of the defaults come first and in their order, then the user's own.
pub fn over_defaults(defaults: &Node, user: &Node) -> Node {
    match (&defaults.data, &user.data) {
        (Data::Map(below), Data::Map(above)) => {
            Node { data: Data::Map(merge_maps(below, above, Level::Top)), ..user.clone() }
        }
        _ => user.clone(),
    }
}

/// Where a map stands: Helm treats a default that is null differently at the top.
#[derive(Clone, Copy, PartialEq)]
enum Level {
    Top,
    Nested,
}

fn merge_maps(defaults: &Map, user: &Map, level: Level) -> Map {
    let mut merged = Entries::with_capacity_and_hasher(defaults.len().max(user.len()), Default::default());
    for (key, default) in defaults {
        match user.get(key) {
            None => {
                merged.insert(key.clone(), default.clone());
            }
            Some(entry) if entry.value.is_null() && removes(&default.value, level) => {}
            Some(entry) => {
                merged.insert(key.clone(), merge_entry(&default.value, entry));
            }
        }
    }
    for (key, entry) in user {
        if !defaults.contains_key(key) {
            merged.insert(key.clone(), entry.clone());
        }
    }
    merged.into()
}

fn merge_entry(default: &Node, user: &Entry) -> Entry {
    let (Data::Map(below), Data::Map(above)) = (&default.data, &user.value.data) else { return user.clone() };
    let data = Data::Map(merge_maps(below, above, Level::Nested));
    Entry { key_span: user.key_span, value: Node { span: user.value.span, style: user.value.style, data } }
}

/// Whether the user's null removes this default: inside a map, a null over a null stays.
fn removes(default: &Node, level: Level) -> bool {
    level == Level::Top || !default.is_null()
}

/// Puts null in the places of the defaults that the user removed, so that what reads the values finds every key.
///
/// A map that the user replaced by something else is left as it is.
pub fn complete(values: &mut Node, defaults: &Node) {
    if is_complete(values, defaults) {
        return;
    }
    let (Data::Map(values), Data::Map(defaults)) = (&mut values.data, &defaults.data) else { return };
    for (position, (key, default)) in defaults.iter().enumerate() {
        match values.get_mut(key) {
            Some(entry) => complete(&mut entry.value, &default.value),
            None => {
                let value = Node::new(default.value.span, Data::Null);
                let entry = Entry { key_span: default.key_span, value };
                let position = position.min(values.len());
                values.shift_insert(position, key.clone(), entry);
            }
        }
    }
}

/// Whether a value has every key of its default: a map that lacks none stays the one that others hold too.
fn is_complete(value: &Node, default: &Node) -> bool {
    let (Data::Map(value), Data::Map(default)) = (&value.data, &default.data) else { return true };
    let has = |(key, default): (&String, &Entry)| {
        value.get(key).is_some_and(|entry| is_complete(&entry.value, &default.value))
    };
    value.is_shared_with(default) || default.iter().all(has)
}

/// Removes the keys that the defaults only document, by a null, as long as nothing sets them, and the maps of our own
/// that nothing is left in: Helm does not have them, so Go templates must not see them.
pub fn remove_unset(values: &mut Node, schema: &Schema) {
    if has_unset(values, schema)
        && let Data::Map(map) = &mut values.data
    {
        map.retain(|key, entry| {
            let Some(known) = schema.property(key) else { return true };
            remove_unset(&mut entry.value, known);
            !is_unset(&entry.value, known)
        });
    }
}

fn is_unset(value: &Node, known: &Schema) -> bool {
    let is_empty = value.as_map().is_some_and(|map| map.is_empty());
    value.is_null() && known.has_mark("x-no-default") || is_empty && known.has_mark("x-own")
}

/// Whether there is anything to remove: else the map stays the one that others hold too.
fn has_unset(values: &Node, schema: &Schema) -> bool {
    let removes = |(key, entry): (&String, &Entry)| {
        let known = schema.property(key);
        known.is_some_and(|known| is_unset(&entry.value, known) || has_unset(&entry.value, known))
    };
    values.as_map().is_some_and(|map| map.iter().any(removes))
}

/// The maps of the defaults that the user took away whole by a null, with the places of the nulls.
pub fn null_maps(user: &Node, defaults: &Node) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    collect_null_maps(user, defaults, &mut Path::root(), &mut found);
    found
}

fn collect_null_maps(user: &Node, default: &Node, path: &mut Path, found: &mut Vec<(String, Span)>) {
    let (Some(user), Some(default)) = (user.as_map(), default.as_map()) else { return };
    for (key, entry) in user {
        let Some(default) = default.get(key).filter(|default| default.value.as_map().is_some()) else { continue };
        path.push(Segment::Key(key.clone()));
        if entry.value.is_null() {
            found.push((path.to_string(), entry.value.span));
        }
        collect_null_maps(&entry.value, &default.value, path, found);
        path.pop();
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::{complete, lay, over_defaults};
    use crate::source::Sources;
    use crate::values::set_json::read_all;
    use crate::yaml::Node;

    fn tree(sources: &mut Sources, json: &str) -> Node {
        let id = sources.add("test", json);
        read_all(json, id).unwrap()
    }

    #[test]
    fn layers_of_the_user_replace_each_other_except_for_maps() {
        let cases = [
            (r#"{"a":1}"#, r#"{"b":2}"#, r#"{"a":1,"b":2}"#),
            (r#"{"a":{"b":1}}"#, r#"{"a":{"c":2}}"#, r#"{"a":{"b":1,"c":2}}"#),
            (r#"{"a":[1,2]}"#, r#"{"a":[3]}"#, r#"{"a":[3]}"#),
            (r#"{"a":{"b":1}}"#, r#"{"a":null}"#, r#"{"a":null}"#),
            (r#"{"a":null}"#, r#"{"a":{"b":1}}"#, r#"{"a":{"b":1}}"#),
            (r#"{"a":{"b":1}}"#, r#"{"a":5}"#, r#"{"a":5}"#),
            (r#"{"a":5}"#, r#"{"a":{"b":1}}"#, r#"{"a":{"b":1}}"#),
            (r#"{"a":{"b":{"c":1},"d":1}}"#, r#"{"a":{"b":{"c":null}}}"#, r#"{"a":{"b":{"c":null},"d":1}}"#),
        ];
        let mut sources = Sources::default();
        for (earlier, later, merged) in cases {
            let mut node = tree(&mut sources, earlier);
            lay(&mut node, tree(&mut sources, later));
            assert_eq!(node.to_json().to_string(), merged, "{earlier} under {later}");
        }
    }

    #[test]
    fn the_users_values_win_over_defaults() {
        let cases = [
            (r#"{"a":1}"#, r#"{}"#, r#"{"a":1}"#),
            (r#"{"a":1,"b":2}"#, r#"{"c":3,"b":4}"#, r#"{"a":1,"b":4,"c":3}"#),
            (r#"{"a":1}"#, r#"{"a":null}"#, r#"{}"#),
            (r#"{"a":null}"#, r#"{"a":null}"#, r#"{}"#),
            (r#"{"a":{"b":null}}"#, r#"{"a":{"b":null}}"#, r#"{"a":{"b":null}}"#),
            (r#"{"a":{"b":1,"c":2}}"#, r#"{"a":{"b":null,"x":null}}"#, r#"{"a":{"c":2,"x":null}}"#),
            (r#"{}"#, r#"{"z":null,"y":{"q":null,"r":[null]}}"#, r#"{"z":null,"y":{"q":null,"r":[null]}}"#),
            (r#"{"a":1}"#, r#"{"a":{"b":null,"c":1}}"#, r#"{"a":{"b":null,"c":1}}"#),
            (r#"{"a":{"b":1}}"#, r#"{"a":3}"#, r#"{"a":3}"#),
            (r#"{"a":{"b":1}}"#, r#"{"a":[1]}"#, r#"{"a":[1]}"#),
            (r#"{"a":[1]}"#, r#"{"a":{"b":1}}"#, r#"{"a":{"b":1}}"#),
            (r#"{"a":[1,2,3]}"#, r#"{"a":[4]}"#, r#"{"a":[4]}"#),
            (r#"{"a":{"b":1}}"#, r#"{"a":{}}"#, r#"{"a":{"b":1}}"#),
            (r#"{"a":null,"b":{"c":null}}"#, r#"{"z":1}"#, r#"{"a":null,"b":{"c":null},"z":1}"#),
        ];
        let mut sources = Sources::default();
        for (defaults, user, merged) in cases {
            let result = over_defaults(&tree(&mut sources, defaults), &tree(&mut sources, user));
            assert_eq!(result.to_json().to_string(), merged, "{user} over {defaults}");
        }
    }

    #[test]
    fn a_leaf_keeps_the_place_of_who_wrote_it() {
        let mut sources = Sources::default();
        let defaults = tree(&mut sources, r#"{"a":{"b":1,"c":2,"d":3}}"#);
        let mut user = tree(&mut sources, r#"{"a":{"b":10,"c":20}}"#);
        lay(&mut user, tree(&mut sources, r#"{"a":{"c":200}}"#));
        let merged = over_defaults(&defaults, &user);
        let places = ["a.b", "a.c", "a.d"].map(|path| sources.slice(merged.at(path).unwrap().span));
        assert_eq!(places, ["10", "200", "3"]);
        let key_spans = merged.get("a").and_then(Node::as_map).unwrap().values().map(|entry| entry.key_span.source);
        assert!(
            key_spans.collect::<Vec<_>>().is_sorted_by(|one, other| one != other),
            "each key is where its winner is"
        );
    }

    #[test]
    fn what_nobody_changed_is_held_once() {
        let mut sources = Sources::default();
        let defaults = tree(&mut sources, r#"{"a":{"b":1},"c":{"d":1,"e":{"f":1}}}"#);
        let mut values = over_defaults(&defaults, &tree(&mut sources, r#"{"c":{"d":null}}"#));
        complete(&mut values, &defaults);
        let is_shared = |path: &str| {
            let map = |node: &Node| node.at(path).and_then(Node::as_map).cloned().unwrap();
            map(&values).is_shared_with(&map(&defaults))
        };
        assert_eq!(["a", "c", "c.e"].map(is_shared), [true, false, true]);
    }

    #[test]
    fn completing_restores_removed_keys_as_null() {
        let cases = [
            (r#"{"a":1,"b":{"c":2,"d":3}}"#, r#"{"b":{"c":null}}"#, r#"{"a":1,"b":{"c":null,"d":3}}"#),
            (r#"{"a":1,"b":2,"c":3}"#, r#"{"b":null,"x":1}"#, r#"{"a":1,"b":null,"c":3,"x":1}"#),
            (r#"{"a":{"b":1}}"#, r#"{"a":null}"#, r#"{"a":null}"#),
            (r#"{"a":{"b":1}}"#, r#"{"a":5}"#, r#"{"a":5}"#),
            (r#"{"a":{"b":{"c":1}}}"#, r#"{"a":{"b":null}}"#, r#"{"a":{"b":null}}"#),
        ];
        let mut sources = Sources::default();
        for (defaults, user, completed) in cases {
            let defaults = tree(&mut sources, defaults);
            let mut values = over_defaults(&defaults, &tree(&mut sources, user));
            complete(&mut values, &defaults);
            assert_eq!(values.to_json().to_string(), completed, "{user}");
        }
    }
}
