//! A map that a rule looks at, and what it says of it.

use serde_json::{Map, Value};

use crate::kubernetes::fault::{Fault, FaultKind};
use crate::values::Segment;

/// A map in an object, and the faults that were found.
pub(super) struct Look<'o> {
    /// The map.
    pub(super) map: &'o Map<String, Value>,
    /// The object that it is in.
    pub(super) object: &'o Map<String, Value>,
    /// The minor release of Kubernetes 1.
    pub(super) minor: u64,
    /// The way from the object to the map.
    pub(super) way: &'o [Segment],
    /// What was found.
    pub(super) faults: &'o mut Vec<Fault>,
}

impl<'o> Look<'o> {
    /// Says that a field, given by its way from the map, is not what it must be.
    pub(super) fn say(&mut self, way: &[Segment], must: impl Into<String>) {
        let path = self.way.iter().chain(way).cloned().collect();
        self.faults.push(Fault { path, kind: FaultKind::Refused { must: must.into(), instead: None } });
    }

    /// Says that a key of the map is not what it must be.
    pub(super) fn say_of(&mut self, name: &str, must: impl Into<String>) {
        self.say(&[key(name)], must);
    }

    /// A field that is neither missing nor null.
    pub(super) fn get(&self, name: &str) -> Option<&'o Value> {
        given(self.map, name)
    }

    /// Whether a field is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// A text that is not empty.
    pub(super) fn text(&self, name: &str) -> Option<&'o str> {
        text(self.map, name)
    }

    /// A whole number.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.get(name).and_then(whole)
    }

    /// Whether a field is true.
    pub(super) fn is_true(&self, name: &str) -> bool {
        self.get(name).and_then(Value::as_bool) == Some(true)
    }

    /// The maps of a list, with their places.
    pub(super) fn items(&self, name: &str) -> Vec<(usize, &'o Map<String, Value>)> {
        items(self.map, name)
    }

    /// A map.
    pub(super) fn below(&self, name: &str) -> Option<&'o Map<String, Value>> {
        self.get(name).and_then(Value::as_object)
    }

    /// Says that a field is needed and not there.
    pub(super) fn needs(&mut self, name: &str) {
        if !self.is_given(name) {
            self.say_of(name, "must be there and not empty");
        }
    }

    /// Whether a field holds something: a text, list or map that is not empty, or anything else.
    pub(super) fn is_given(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| !is_empty(value))
    }

    /// Of these fields, at most one, and exactly one where that is said.
    pub(super) fn one_of(&mut self, names: &[&str], is_needed: bool) {
        let there: Vec<&str> = names.iter().copied().filter(|name| self.has(name)).collect();
        if let [first, second, ..] = there.as_slice() {
            self.say_of(second, format!("must not stand beside `{first}`: only one of them is taken"));
        }
        if there.is_empty() && is_needed {
            let known: Vec<String> = names.iter().take(4).map(|name| format!("`{name}`")).collect();
            self.say(&[], format!("must have one of {}", known.join(", ")));
        }
    }
}

/// A step to a key.
pub(super) fn key(name: &str) -> Segment {
    Segment::Key(name.to_owned())
}

/// A field that is neither missing nor null.
pub(super) fn given<'o>(map: &'o Map<String, Value>, name: &str) -> Option<&'o Value> {
    map.get(name).filter(|value| !value.is_null())
}

/// A text that is not empty.
pub(super) fn text<'o>(map: &'o Map<String, Value>, name: &str) -> Option<&'o str> {
    map.get(name)?.as_str().filter(|text| !text.is_empty())
}

/// The maps of a list, with their places.
pub(super) fn items<'o>(map: &'o Map<String, Value>, name: &str) -> Vec<(usize, &'o Map<String, Value>)> {
    let list = map.get(name).and_then(Value::as_array);
    list.into_iter().flatten().enumerate().filter_map(|(index, item)| Some((index, item.as_object()?))).collect()
}

/// A whole number; the server takes `3.0` for 3.
pub(super) fn whole(value: &Value) -> Option<i64> {
    let float = || value.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < 1e18).map(|float| float as i64);
    value.as_i64().or_else(float)
}

/// Whether a text, list or map has nothing in it.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Null => true,
        _ => false,
    }
}
