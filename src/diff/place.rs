//! What Kubernetes makes of the value at a place: amounts, numbers of ports as text.
//!
//! Values that mean the same there are no change: `1000m` and `1`, `8200` and `"8200"`. What is left out and filled in is
//! another matter: see `kubernetes::stored`.

use serde_json::{Map, Number, Value};

use super::quantity::quantity;

/// Where a value stands: in which kind of object, and under which keys. Steps into the items of lists leave no trace.
#[derive(Clone, Debug)]
pub(super) struct ValuePlace<'v> {
    kind: &'v str,
    known: bool,
    keys: Vec<&'v str>,
}

/// Fields of amounts, by the last keys that lead there.
const QUANTITIES: &[&[&str]] = &[
    &["resources", "limits", "*"],
    &["resources", "requests", "*"],
    &["emptyDir", "sizeLimit"],
    &["resourceFieldRef", "divisor"],
    &["overhead", "*"],
    &["spec", "capacity", "*"],
    &["spec", "hard", "*"],
    &["limits", "max", "*"],
    &["limits", "min", "*"],
    &["limits", "default", "*"],
    &["limits", "defaultRequest", "*"],
    &["target", "averageValue"],
    &["target", "value"],
];

/// Fields that take a whole number or a text. The API server may refuse the text; it never means another number.
const INTEGERS_OR_STRINGS: &[&[&str]] = &[
    &["targetPort"],
    &["httpGet", "port"],
    &["tcpSocket", "port"],
    &["ingress", "ports", "port"],
    &["egress", "ports", "port"],
    &["maxUnavailable"],
    &["minAvailable"],
    &["maxSurge"],
];

/// Fields of base64, in which white space means nothing.
const BASE64: &[(&str, &[&str])] =
    &[("Secret", &["data", "*"]), ("ConfigMap", &["binaryData", "*"]), ("*", &["caBundle"])];

/// Maps with keys of the user's own.
const FREE_FORM: &[&str] = &["annotations", "labels", "matchLabels", "nodeSelector", "data", "stringData"];

impl<'v> ValuePlace<'v> {
    /// The whole of an object of a group and kind.
    pub(super) fn of_object(group: &str, kind: &'v str) -> Self {
        // Kubernetes' own groups have no dot or its own domain; others may mean anything.
        let known = !group.contains('.') || group.ends_with(".k8s.io");
        Self { kind, known, keys: Vec::new() }
    }

    /// The whole of a tree that is no object.
    pub(super) fn anywhere() -> Self {
        Self { kind: "", known: false, keys: Vec::new() }
    }

    /// The keys that lead there.
    pub(super) fn keys(&self) -> &[&'v str] {
        &self.keys
    }

    /// Under which key the server keeps what is written under one here.
    pub(super) fn kept_as<'k>(&self, key: &'k str) -> &'k str {
        if self.known && self.kind == "Secret" && self.keys.is_empty() && key == "stringData" { "data" } else { key }
    }

    /// Goes down to the value under a key.
    pub(super) fn enter(&mut self, key: &'v str) {
        self.keys.push(key);
    }

    /// Goes up again.
    pub(super) fn leave(&mut self) {
        self.keys.pop();
    }

    /// Whether a value here means the same as none, whatever is known of its kind.
    fn is_nothing(&self, value: &Value) -> bool {
        let is_empty = match value {
            Value::Null => return true,
            Value::Array(list) => list.is_empty(),
            Value::Object(map) => map.values().all(Value::is_null),
            _ => false,
        };
        is_empty && matches!(self.keys.as_slice(), ["metadata", "labels" | "annotations"])
    }

    /// Gives the one form of all values that mean the same here, with its keys sorted.
    pub(super) fn meaning(&mut self, value: &'v Value) -> Value {
        match value {
            Value::Object(map) => Value::Object(self.meaning_of_map(map)),
            Value::Array(list) => list.iter().map(|item| self.meaning(item)).collect(),
            _ => self.meaning_of_scalar(value),
        }
    }

    fn meaning_of_map(&mut self, map: &'v Map<String, Value>) -> Map<String, Value> {
        let mut entries = Vec::with_capacity(map.len());
        for (key, value) in map {
            self.enter(key);
            if !self.is_nothing(value) {
                entries.push((key.clone(), self.meaning(value)));
            }
            self.leave();
        }
        entries.sort_by(|left, right| left.0.cmp(&right.0));
        entries.into_iter().collect()
    }

    fn meaning_of_scalar(&self, value: &Value) -> Value {
        if let Value::String(text) = value {
            if self.is_integer_or_string() {
                return whole(text).map_or_else(|| value.clone(), Value::from);
            }
            if self.is_base64() {
                return text.split_ascii_whitespace().collect::<String>().into();
            }
        }
        let amount = if self.is_quantity() { quantity(value) } else { None };
        match (amount, value) {
            (Some(amount), _) => Value::from(format!("{amount}n")),
            (None, Value::Number(number)) => Value::Number(whole_number(number)),
            _ => value.clone(),
        }
    }

    fn is_quantity(&self) -> bool {
        self.is_typed() && QUANTITIES.iter().any(|field| ends_with(&self.keys, field))
    }

    fn is_integer_or_string(&self) -> bool {
        self.is_typed() && INTEGERS_OR_STRINGS.iter().any(|field| ends_with(&self.keys, field))
    }

    fn is_base64(&self) -> bool {
        let of_kind = |kind: &str| kind == "*" || kind == self.kind;
        self.known && BASE64.iter().any(|(kind, field)| of_kind(kind) && ends_with(&self.keys, field))
    }

    /// Whether the specification of a known kind says what stands here.
    fn is_typed(&self) -> bool {
        let parent = self.keys.len().checked_sub(2).map(|parent| self.keys[parent]);
        self.known && self.keys.first() == Some(&"spec") && !parent.is_some_and(|parent| FREE_FORM.contains(&parent))
    }
}

fn ends_with(keys: &[&str], field: &[&str]) -> bool {
    keys.len() >= field.len()
        && keys[keys.len() - field.len()..].iter().zip(field).all(|(key, wanted)| *wanted == "*" || key == wanted)
}

/// Reads a whole number as it prints itself.
fn whole(text: &str) -> Option<i64> {
    text.parse().ok().filter(|number: &i64| number.to_string() == text)
}

/// A number without a fraction of zero.
fn whole_number(number: &Number) -> Number {
    match number.as_f64() {
        Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 9e15 => Number::from(float as i64),
        _ => number.clone(),
    }
}
