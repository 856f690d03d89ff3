//! Values of templates from what is read and what is computed.

use std::sync::Arc;

use super::value::{Map, Value, Width};
use crate::yaml::{Data, Node, Number};

impl From<&serde_json::Value> for Value {
    fn from(json: &serde_json::Value) -> Self {
        match json {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(bool) => Self::Bool(*bool),
            serde_json::Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(integer), _) => Self::Integer(integer, Width::Read),
                (None, float) => Self::Float(float.unwrap_or_default()),
            },
            serde_json::Value::String(text) => Self::text(text.as_str()),
            serde_json::Value::Array(list) => Self::list(list.iter().map(Self::from).collect()),
            serde_json::Value::Object(map) => {
                Self::map(map.iter().map(|(key, value)| (Arc::from(key.as_str()), Self::from(value))).collect())
            }
        }
    }
}

impl From<&Node> for Value {
    fn from(node: &Node) -> Self {
        match &node.data {
            Data::Null => Self::Null,
            Data::Bool(bool) => Self::Bool(*bool),
            Data::Number(Number::Integer(whole)) => {
                i64::try_from(*whole).map_or(Self::Float(*whole as f64), |whole| Self::Integer(whole, Width::Read))
            }
            Data::Number(Number::Float(float)) => Self::Float(*float),
            Data::Text(text) => Self::text(text.as_str()),
            Data::List(items) => Self::list(items.iter().map(Self::from).collect()),
            Data::Map(map) => Self::Map(Arc::new(Map::of_values(map.clone()))),
        }
    }
}

impl From<bool> for Value {
    fn from(bool: bool) -> Self {
        Self::Bool(bool)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}
