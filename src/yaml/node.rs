//! A value together with the place that wrote it.

use serde_json::Value;

use super::map::Map;
use crate::source::Span;

/// One value of a YAML text, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it was written: the scalar with its quotes, a block of text without its `|` line, or the whole list or
    /// map. What an alias stands for has the place of its anchor's value; a value left out is an empty place.
    pub span: Span,
    /// How it was written.
    pub style: Style,
    /// What it is.
    pub data: Data,
}

/// How a value was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A scalar without quotes, whose type was read off its text.
    Plain,
    /// A scalar in single or double quotes.
    Quoted,
    /// A scalar after `|` or `>`.
    Block,
    /// A list or map.
    Collection,
}

/// A value without its place.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// `null`, `~` or nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(Number),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of writing.
    Map(Map),
}

/// One key of a map and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where the key was written.
    pub key_span: Span,
    /// The value under the key.
    pub value: Node,
}

/// A number. Whole numbers of up to 127 bits stay whole; Helm keeps all numbers of files as 64-bit floats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A whole number.
    Integer(i128),
    /// A finite number with a fraction, or one too large to be kept whole.
    Float(f64),
}

/// The bound below which JSON, as Go prints it, writes a whole float without an exponent.
const WHOLE_FLOATS_END: f64 = 1e21;

impl Number {
    /// A finite float as it comes out of JSON: `1e3` is 1000 there, and minus zero keeps its sign.
    pub fn of(float: f64) -> Self {
        let is_whole = float.fract() == 0.0 && float.abs() < WHOLE_FLOATS_END;
        if is_whole && !(float == 0.0 && float.is_sign_negative()) {
            Self::Integer(float as i128)
        } else {
            Self::Float(float)
        }
    }

    /// The number as JSON: whole if it fits 64 bits, else the nearest float, as in Helm.
    pub fn to_json(self) -> Value {
        match self {
            Self::Integer(whole) => {
                if let Ok(signed) = i64::try_from(whole) {
                    Value::from(signed)
                } else if let Ok(unsigned) = u64::try_from(whole) {
                    Value::from(unsigned)
                } else {
                    Value::from(whole as f64)
                }
            }
            Self::Float(float) => Value::from(float),
        }
    }
}

impl std::fmt::Display for Number {
    /// Prints a whole number in full, and a float as Go's `%v` does: shortest digits, with an exponent from 1e+06 on
    /// and below 1e-04.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Integer(whole) => write!(f, "{whole}"),
            Self::Float(float) => {
                let magnitude = float.abs();
                if magnitude != 0.0 && !(1e-4..1e6).contains(&magnitude) {
                    let text = format!("{float:e}");
                    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
                    let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |rest| ('-', rest));
                    write!(f, "{digits}e{sign}{exponent:0>2}")
                } else {
                    write!(f, "{float}")
                }
            }
        }
    }
}

impl Node {
    /// A node of the given data at a place.
    pub fn new(span: Span, data: Data) -> Self {
        let style = match data {
            Data::List(_) | Data::Map(_) => Style::Collection,
            _ => Style::Plain,
        };
        Self { span, style, data }
    }

    /// The value under a key, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_map()?.get(key).map(|entry| &entry.value)
    }

    /// The value under a dotted path of keys, such as `server.ha.replicas`.
    pub fn at(&self, path: &str) -> Option<&Node> {
        path.split('.').try_fold(self, |node, key| node.get(key))
    }

    /// The entries, if this is a map.
    pub fn as_map(&self) -> Option<&Map> {
        match &self.data {
            Data::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The text, if this is text.
    pub fn as_text(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether this is null.
    pub fn is_null(&self) -> bool {
        self.data == Data::Null
    }

    /// Truth as Go templates see it: not false, 0, "", null, an empty list or an empty map.
    pub fn is_truthy(&self) -> bool {
        match &self.data {
            Data::Null => false,
            Data::Bool(bool) => *bool,
            Data::Number(Number::Integer(whole)) => *whole != 0,
            Data::Number(Number::Float(float)) => *float != 0.0,
            Data::Text(text) => !text.is_empty(),
            Data::List(list) => !list.is_empty(),
            Data::Map(map) => !map.is_empty(),
        }
    }

    /// The data as JSON, keys in their order.
    pub fn to_json(&self) -> Value {
        match &self.data {
            Data::Null => Value::Null,
            Data::Bool(bool) => Value::Bool(*bool),
            Data::Number(number) => number.to_json(),
            Data::Text(text) => Value::String(text.clone()),
            Data::List(list) => list.iter().map(Node::to_json).collect(),
            Data::Map(map) => map
                .iter()
                .map(|(key, entry)| (key.clone(), entry.value.to_json()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }

    /// What kind of value this is, in the words of a message.
    pub fn kind(&self) -> &'static str {
        match &self.data {
            Data::Null => "null",
            Data::Bool(_) => "a boolean",
            Data::Number(Number::Integer(_)) => "an integer",
            Data::Number(Number::Float(_)) => "a number",
            Data::Text(_) => "a string",
            Data::List(_) => "a list",
            Data::Map(_) => "a map",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn numbers_print_as_in_go() {
        let floats = [
            (1.5, "1.5"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1e21, "1e+21"),
            (123456.75, "123456.75"),
            (1234567.5, "1.2345675e+06"),
            (-2.5e-7, "-2.5e-07"),
        ];
        for (float, text) in floats {
            assert_eq!(Number::Float(float).to_string(), text);
        }
        assert_eq!(Number::Integer(10_000_000).to_string(), "10000000");
    }
}
