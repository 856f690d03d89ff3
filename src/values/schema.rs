//! The schema of the values: which types each key takes, and what else is to be known of it.
//!
//! It reads the part of JSON Schema that `values/schema.json` is written in: `type`, `properties` and `items`, and the
//! keys of our own that start with `x-`. The build script reads that file and writes it down as statics, so that no run
//! has to.

use std::borrow::Cow;

use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use thiserror::Error;

use crate::values::path::{Path, Segment};
use crate::yaml::{Data, Node, Number};

/// A type of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Null.
    Null,
    /// True or false.
    Boolean,
    /// A number without a fraction: 3 and 3.0 are the same.
    Integer,
    /// Any number.
    Number,
    /// Text.
    String,
    /// A list.
    Array,
    /// A map.
    Object,
}

impl Type {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::Null,
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" => Self::String,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }

    /// The name of the type in JSON Schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// The type in the words of a message, such as `an integer`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "a list",
            Self::Object => "a map",
        }
    }

    /// Whether a value is of the type.
    pub fn takes(self, node: &Node) -> bool {
        match &node.data {
            Data::Null => self == Self::Null,
            Data::Bool(_) => self == Self::Boolean,
            Data::Number(Number::Integer(_)) => matches!(self, Self::Integer | Self::Number),
            Data::Number(Number::Float(float)) => self == Self::Number || self == Self::Integer && float.fract() == 0.0,
            Data::Text(_) => self == Self::String,
            Data::List(_) => self == Self::Array,
            Data::Map(_) => self == Self::Object,
        }
    }
}

/// What of a value is a Go template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Templated {
    /// The value, if it is text: the result is read as YAML.
    Whole,
    /// Each string in the value: the result is text.
    Strings,
}

/// Why a text is not a schema: it is not JSON, or a part has another form than JSON Schema gives it.
#[derive(Debug, Error)]
#[error("the schema cannot be read: {0}")]
pub struct SchemaError(#[from] serde_json::Error);

/// What is known of a key and of all keys under it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    types: Cow<'static, [Type]>,
    /// No map has so many keys that a table would find one faster.
    properties: Cow<'static, [(Cow<'static, str>, Schema)]>,
    /// One, or none.
    items: Cow<'static, [Schema]>,
    /// Few keys have any, and those have two or three. Their values are texts in JSON.
    own: Cow<'static, [(Cow<'static, str>, Cow<'static, str>)]>,
}

/// A schema as JSON Schema writes it.
struct Written(Schema);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Keywords).map(Self)
    }
}

struct Keywords;

impl<'de> Visitor<'de> for Keywords {
    type Value = Schema;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a schema")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut keywords: A) -> Result<Schema, A::Error> {
        let mut schema = Schema::default();
        while let Some(keyword) = keywords.next_key::<Cow<'de, str>>()? {
            match keyword.as_ref() {
                "type" => schema.types = keywords.next_value::<Types>()?.0.into(),
                "properties" => {
                    let written = keywords.next_value::<IndexMap<String, Written>>()?;
                    schema.properties = written.into_iter().map(|(key, below)| (key.into(), below.0)).collect();
                }
                "items" => schema.items = vec![keywords.next_value::<Written>()?.0].into(),
                own if own.starts_with("x-") => {
                    let value = keywords.next_value::<Value>()?.to_string();
                    schema.own.to_mut().push((keyword.into_owned().into(), value.into()));
                }
                _ => {
                    keywords.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(schema)
    }
}

/// One type, or a list of them.
struct Types(Vec<Type>);

impl<'de> Deserialize<'de> for Types {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Value::deserialize(deserializer)?;
        types(&written).map(Self).ok_or_else(|| D::Error::custom(format!("`{written}` is not a type")))
    }
}

impl Schema {
    /// Reads a schema.
    ///
    /// # Errors
    /// [`SchemaError`] if the text is not JSON, or not of the part of JSON Schema that is used here.
    pub fn parse(text: &str) -> Result<Self, SchemaError> {
        Ok(serde_json::from_str::<Written>(text)?.0)
    }

    /// What the build script has read.
    pub(crate) const fn of(
        types: &'static [Type],
        properties: &'static [(Cow<'static, str>, Schema)],
        items: &'static [Schema],
        own: &'static [(Cow<'static, str>, Cow<'static, str>)],
    ) -> Self {
        Self {
            types: Cow::Borrowed(types),
            properties: Cow::Borrowed(properties),
            items: Cow::Borrowed(items),
            own: Cow::Borrowed(own),
        }
    }

    /// The types that the key takes; none if it takes all.
    pub fn types(&self) -> &[Type] {
        &self.types
    }

    /// The types that a value should have beyond what the schema asks, marked `x-type`; none if nothing is advised.
    pub(super) fn advised_types(&self) -> Vec<Type> {
        self.own("x-type").and_then(|value| types(&value)).unwrap_or_default()
    }

    /// Whether a value is of a type that the key takes; what lies in a list or map is not looked at.
    pub fn takes(&self, node: &Node) -> bool {
        self.types.is_empty() || self.types.iter().any(|kind| kind.takes(node))
    }

    /// The types that make sense: those that the key takes, or, where it takes all, those that Kubernetes does.
    pub fn sensible_types(&self) -> Vec<Type> {
        if self.types.is_empty() { self.advised_types() } else { self.types.to_vec() }
    }

    /// The keys that are known under this one, in the order of the schema.
    pub fn properties(&self) -> impl Iterator<Item = (&str, &Schema)> {
        self.properties.iter().map(|(key, schema)| (key.as_ref(), schema))
    }

    /// Whether the keys under this one are known.
    pub fn has_properties(&self) -> bool {
        !self.properties.is_empty()
    }

    /// What is known of the items of a list under this key.
    pub fn items(&self) -> Option<&Schema> {
        self.items.first()
    }

    /// The keys of our own, such as `x-deprecated`, with their values as texts in JSON.
    pub fn own_texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.own.iter().map(|(keyword, value)| (keyword.as_ref(), value.as_ref()))
    }

    /// The value of a key of our own as a text in JSON.
    pub fn own_text(&self, keyword: &str) -> Option<&str> {
        self.own_texts().find(|(own, _)| *own == keyword).map(|(_, value)| value)
    }

    /// The value of a key of our own.
    pub fn own(&self, keyword: &str) -> Option<Value> {
        serde_json::from_str(self.own_text(keyword)?).ok()
    }

    /// What of the value is a Go template, if anything is.
    ///
    /// Vault's configuration is marked as `text`: it has a way of its own, and reads as what it is.
    pub fn templated(&self) -> Option<Templated> {
        match self.own_text("x-templated")? {
            "true" => Some(Templated::Whole),
            "\"strings\"" => Some(Templated::Strings),
            _ => None,
        }
    }

    /// What is known of a key under this one.
    pub fn property(&self, key: &str) -> Option<&Schema> {
        self.properties.iter().find(|(known, _)| known == key).map(|(_, schema)| schema)
    }

    /// What is known of the value one step down.
    pub fn step(&self, step: &Segment) -> Option<&Schema> {
        match step {
            Segment::Key(key) => self.property(key),
            Segment::Index(_) => self.items(),
        }
    }

    /// What is known of the value that a path leads to.
    pub fn find(&self, path: &Path) -> Option<&Schema> {
        path.steps().iter().try_fold(self, |schema, step| schema.step(step))
    }

    /// Makes a key take these types; all, if there are none.
    pub(crate) fn set_types(&mut self, path: &Path, types: &[Type]) {
        if let Some(schema) = self.at_mut(path.steps()) {
            schema.types = types.to_vec().into();
        }
    }

    /// Forgets a key.
    pub(crate) fn remove(&mut self, path: &Path) {
        if let Some((Segment::Key(key), above)) = path.steps().split_last()
            && let Some(schema) = self.at_mut(above)
        {
            schema.properties.to_mut().retain(|(known, _)| known != key);
        }
    }

    /// Adds a key of which nothing is known.
    pub(crate) fn add(&mut self, path: &Path) {
        if let Some((Segment::Key(key), above)) = path.steps().split_last()
            && let Some(schema) = self.at_mut(above)
        {
            schema.properties.to_mut().push((key.clone().into(), Self::default()));
        }
    }

    /// Calls no key deprecated whose successor is none of these values.
    pub(crate) fn forget_successors(&mut self, is_none: impl Fn(&str) -> bool + Copy) {
        let is_key = |character: char| character.is_alphanumeric() || character == '.';
        let speaks_of_none = |text: &str| text.split(|character| !is_key(character)).any(is_none);
        if self.own_text("x-deprecated").is_some_and(speaks_of_none) {
            self.own.to_mut().retain(|(keyword, _)| keyword != "x-deprecated");
        }
        if self.has_properties() {
            self.properties.to_mut().iter_mut().for_each(|(_, below)| below.forget_successors(is_none));
        }
    }

    fn at_mut(&mut self, steps: &[Segment]) -> Option<&mut Self> {
        steps.iter().try_fold(self, |schema, step| match step {
            Segment::Key(key) => {
                schema.properties.to_mut().iter_mut().find(|(known, _)| known == key).map(|(_, below)| below)
            }
            Segment::Index(_) => schema.items.to_mut().first_mut(),
        })
    }

    /// Whether the strings at the path are Go templates: it, or a key above it, is marked `x-templated`.
    pub fn is_templated(&self, path: &Path) -> bool {
        self.is_marked(path, "x-templated")
    }

    /// The dotted paths of the keys that are marked with the given keyword.
    pub fn marked(&self, keyword: &str) -> Vec<String> {
        let mut paths = Vec::new();
        for (key, below) in self.properties() {
            match below.has_mark(keyword) {
                true => paths.push(key.to_owned()),
                false => paths.extend(below.marked(keyword).into_iter().map(|path| format!("{key}.{path}"))),
            }
        }
        paths
    }

    /// Whether the user chooses the keys at the path: it, or a key above it, is marked `x-free`.
    pub fn is_free(&self, path: &Path) -> bool {
        self.is_marked(path, "x-free")
    }

    /// Whether the key, or one on the way to it, is marked with the given keyword.
    fn is_marked(&self, path: &Path, keyword: &str) -> bool {
        let mut steps = path.steps().iter();
        let mut schema = Some(self);
        while let Some(known) = schema {
            if known.has_mark(keyword) {
                return true;
            }
            schema = steps.next().and_then(|step| known.step(step));
        }
        false
    }

    /// Whether the key itself is marked with the given keyword.
    pub(crate) fn has_mark(&self, keyword: &str) -> bool {
        self.own_text(keyword).is_some_and(|mark| mark != "false")
    }
}

fn types(value: &Value) -> Option<Vec<Type>> {
    match value {
        Value::String(name) => Some(vec![Type::parse(name)?]),
        Value::Array(names) => names.iter().map(|name| Type::parse(name.as_str()?)).collect(),
        _ => None,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::{Schema, Type};
    use crate::values::path::{Path, Segment};

    const SCHEMA: &str = r#"{
        "$schema": "x", "type": "object", "properties": {
            "server": {"type": ["null", "object"], "properties": {
                "affinity": {"type": ["object", "string"], "x-templated": true},
                "annotations": {"type": "object", "x-free": true, "x-templated": false},
                "list": {"type": "array", "items": {"type": "object", "properties": {"key": {"type": "string"}}}},
                "token": {"x-sensitive": true, "x-deprecated": "server.other"}
            }}
        }
    }"#;

    #[test]
    fn a_path_leads_to_what_is_known_of_a_key() {
        let schema = Schema::parse(SCHEMA).unwrap();
        let types = |path: &Path| schema.find(path).map(|schema| schema.types().to_vec());
        assert_eq!(types(&Path::of_keys("server")), Some(vec![Type::Null, Type::Object]));
        assert_eq!(types(&Path::of_keys("server.token")), Some(vec![]));
        assert_eq!(types(&Path::of_keys("server.nothing")), None);
        let mut item = Path::of_keys("server.list");
        item.push(Segment::Index(7));
        item.push(Segment::Key("key".to_owned()));
        assert_eq!(types(&item), Some(vec![Type::String]));
        let token = schema.find(&Path::of_keys("server.token")).unwrap();
        assert_eq!(token.own_text("x-deprecated"), Some("\"server.other\""));
        let keys: Vec<_> = schema.find(&Path::of_keys("server")).unwrap().properties().map(|(key, _)| key).collect();
        assert_eq!(keys, ["affinity", "annotations", "list", "token"]);
    }

    #[test]
    fn marks_hold_for_all_that_lies_below() {
        let schema = Schema::parse(SCHEMA).unwrap();
        let marks = |path: &str| {
            let path = Path::of_keys(path);
            (schema.is_templated(&path), schema.is_free(&path))
        };
        assert_eq!(marks("server"), (false, false));
        assert_eq!(marks("server.affinity"), (true, false));
        assert_eq!(marks("server.affinity.deep.key"), (true, false));
        assert_eq!(marks("server.annotations.a"), (false, true));
        assert_eq!(marks("server.token.x"), (false, false));
        assert_eq!(schema.marked("x-sensitive"), ["server.token"]);
        assert_eq!(marks("unknown.affinity"), (false, false));
    }

    #[test]
    fn what_is_no_schema_is_an_error() {
        let cases = [
            ("{", "EOF while parsing"),
            ("[]", "expected a schema"),
            (r#"{"type": "text"}"#, "`\"text\"` is not a type"),
            (r#"{"properties": {"a": {"type": [1]}}}"#, "`[1]` is not a type"),
            (r#"{"properties": {"a": {"properties": []}}}"#, "expected a map"),
        ];
        for (text, words) in cases {
            let message = Schema::parse(text).unwrap_err().to_string();
            assert!(message.contains(words), "{message}");
        }
    }
}
