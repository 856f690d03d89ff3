//! The walk of an object and its type side by side.

use serde_json::{Map, Number, Value};

use super::fault::{Fault, FaultKind};
use super::form::{Field, Form, Kind, Type};
use super::formats::{is_base64, is_quantity, is_time};
use super::kinds::kind_of;
use super::table::{NEWEST, OBJECT_META};
use crate::values::{Segment, nearest};

/// What every object has, whatever else is known of its kind.
static UNKNOWN_KIND: &[Field] = &[
    Field("apiVersion", Form::Text, true, 0),
    Field("kind", Form::Text, true, 0),
    Field("metadata", Form::Object(&OBJECT_META), true, 0),
];

/// Finds everything in an object that a Kubernetes of a minor release of version 1 would refuse for its type.
///
/// A null counts as nothing, and the status is not looked at: only the server writes it. Of a kind that is not
/// [known](super::is_known), only what all objects have is looked at.
pub fn check(object: &Map<String, Value>, minor: u64) -> Vec<Fault> {
    let mut walk = Walk { minor, way: Vec::new(), faults: Vec::new() };
    match kind_of(object) {
        Some(Kind(_, _, known)) => {
            walk.fields(object, known, false);
        }
        None => {
            for field in UNKNOWN_KIND {
                walk.field(object, field, "an object");
            }
        }
    }
    walk.faults
}

/// The way down to a value, without a copy of any key: faults are rare.
#[derive(Clone, Copy)]
enum Way<'o> {
    Key(&'o str),
    Index(usize),
}

struct Walk<'o> {
    minor: u64,
    way: Vec<Way<'o>>,
    faults: Vec<Fault>,
}

impl<'o> Walk<'o> {
    fn fields(&mut self, map: &'o Map<String, Value>, of: &'static Type, is_open: bool) {
        for (key, value) in map.iter().filter(|(_, value)| !value.is_null()) {
            self.way.push(Way::Key(key));
            match of.field(key) {
                Some(Field(_, _, _, since)) if u64::from(*since) > self.minor => {
                    self.add(FaultKind::TooNew { since: *since });
                }
                Some(Field(_, form, ..)) => self.value(value, form),
                None => self.unknown(key, of, is_open),
            }
            self.way.pop();
        }
        for field in of.1.iter().filter(|field| field.2) {
            self.needed(map, field, of.0);
        }
    }

    fn field(&mut self, map: &'o Map<String, Value>, field: &'static Field, of: &'static str) {
        if let Some((key, value)) = map.get_key_value(field.0).filter(|(_, value)| !value.is_null()) {
            self.way.push(Way::Key(key));
            self.value(value, &field.1);
            self.way.pop();
        }
        self.needed(map, field, of);
    }

    fn needed(&mut self, map: &Map<String, Value>, field: &'static Field, of: &'static str) {
        if map.get(field.0).is_none_or(Value::is_null) {
            self.way.push(Way::Key(field.0));
            self.add(FaultKind::Missing { of });
            self.way.pop();
        }
    }

    fn unknown(&mut self, key: &str, of: &'static Type, is_open: bool) {
        let nearest = nearest(key, of.1.iter().map(|field| field.0));
        // A release that came after the table may have brought what is not in it.
        let is_open = is_open || self.minor > NEWEST;
        if !is_open || nearest.is_some() {
            self.add(FaultKind::Unknown { of: of.0, nearest });
        }
    }

    fn value(&mut self, value: &'o Value, form: &'static Form) {
        match (form, value) {
            (Form::Any, _) => {}
            (Form::Object(of), Value::Object(map)) => self.fields(map, of, false),
            (Form::Open(of), Value::Object(map)) => self.fields(map, of, true),
            (Form::Map(Form::Text), Value::Object(map)) => {
                for (key, value) in map.iter().filter(|(_, value)| !value.is_null()) {
                    self.way.push(Way::Key(key));
                    self.scalar(value, &Form::Text, true);
                    self.way.pop();
                }
            }
            (Form::Map(form), Value::Object(map)) => {
                for (key, value) in map.iter().filter(|(_, value)| !value.is_null()) {
                    self.below(Way::Key(key), value, form);
                }
            }
            (Form::List(form), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate().filter(|(_, item)| !item.is_null()) {
                    self.below(Way::Index(index), item, form);
                }
            }
            _ => self.scalar(value, form, false),
        }
    }

    fn below(&mut self, way: Way<'o>, value: &'o Value, form: &'static Form) {
        self.way.push(way);
        self.value(value, form);
        self.way.pop();
    }

    fn scalar(&mut self, value: &Value, form: &Form, is_entry: bool) {
        let is_right = match (form, value) {
            (Form::Bool, Value::Bool(_))
            | (Form::Number, Value::Number(_))
            | (Form::Text | Form::IntOrText, Value::String(_)) => true,
            (Form::Int32 | Form::IntOrText, Value::Number(number)) => is_within(number, i32::MIN, i32::MAX),
            (Form::Int64, Value::Number(number)) => is_within(number, i64::MIN, i64::MAX),
            (Form::Bytes, Value::String(text)) => is_base64(text),
            (Form::Time, Value::String(text)) => is_time(text),
            (Form::Quantity, Value::String(text)) => is_quantity(text),
            (Form::Quantity, Value::Number(_)) => true,
            (Form::Text, Value::Bool(_) | Value::Number(_)) if is_entry => {
                return self.add(FaultKind::Unquoted { found: found(value) });
            }
            _ => return self.add(FaultKind::Type { expected: expected(form), found: found(value) }),
        };
        if !is_right {
            self.add(out_of_form(form, value));
        }
    }

    fn add(&mut self, kind: FaultKind) {
        let step = |way: &Way<'_>| match way {
            Way::Key(key) => Segment::Key((*key).to_owned()),
            Way::Index(index) => Segment::Index(*index),
        };
        self.faults.push(Fault { path: self.way.iter().map(step).collect(), kind });
    }
}

/// Whether a number is whole and within bounds; the server takes `3.0` for 3.
fn is_within(number: &Number, least: impl Into<i64>, most: impl Into<i64>) -> bool {
    let bounds = least.into()..=most.into();
    match number.as_i64() {
        Some(whole) => bounds.contains(&whole),
        None => number.as_f64().is_some_and(|float| {
            float.fract() == 0.0 && float >= *bounds.start() as f64 && float <= *bounds.end() as f64
        }),
    }
}

fn out_of_form(form: &Form, value: &Value) -> FaultKind {
    let is_fraction = value.as_f64().is_some_and(|float| float.fract() != 0.0);
    match form {
        Form::Bytes => FaultKind::Format { expected: "text in Base64" },
        Form::Quantity => FaultKind::Format { expected: "an amount such as `500m` or `2Gi`" },
        Form::Time => FaultKind::Format { expected: "a moment such as `2026-01-31T08:00:00Z`" },
        _ if is_fraction => FaultKind::Type { expected: expected(form), found: found(value) },
        Form::Int64 => FaultKind::Format { expected: "an integer of 64 bits" },
        _ => FaultKind::Format { expected: "an integer of 32 bits" },
    }
}

fn expected(form: &Form) -> &'static str {
    match form {
        Form::Any => "anything",
        Form::Bool => "a boolean",
        Form::Int32 | Form::Int64 => "an integer",
        Form::IntOrText => "an integer or a string",
        Form::List(_) => "a list",
        Form::Map(_) | Form::Object(_) | Form::Open(_) => "a map",
        Form::Number => "a number",
        Form::Quantity => "a string or a number",
        Form::Bytes | Form::Text | Form::Time => "a string",
    }
}

fn found(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(number) if number.is_f64() => "a number",
        Value::Number(_) => "an integer",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "a map",
    }
}
