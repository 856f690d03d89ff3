//! One reference: which object names which other one, and what of it is used.

use std::fmt;

use serde_json::Value;

use crate::manifest::Object;

/// The name of an object in another one.
#[derive(Clone)]
pub(crate) struct Reference<'a> {
    /// The object that names the other one.
    pub(crate) object: &'a Object,
    /// The path of the name in it.
    pub(crate) path: String,
    /// The kind of the object that is named.
    pub(crate) kind: String,
    /// Its name.
    pub(crate) name: String,
    /// Its namespace, if the reference says one.
    pub(crate) namespace: Option<String>,
    /// Whether it may be missing.
    pub(crate) is_optional: bool,
    /// The keys that are used of a config map or a secret, and the paths where they are named.
    pub(crate) keys: Vec<(String, String)>,
    /// The port that is used of a service.
    pub(crate) port: Option<Port>,
}

/// A port by its number or its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Port {
    /// By its number.
    Number(i64),
    /// By its name.
    Name(String),
}

impl<'a> Reference<'a> {
    /// A reference to an object in the same namespace that must be there.
    pub(crate) fn new(object: &'a Object, path: impl Into<String>, kind: &str, name: &str) -> Self {
        Self {
            object,
            path: path.into(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            namespace: None,
            is_optional: false,
            keys: Vec::new(),
            port: None,
        }
    }

    /// The namespace that the reference says.
    pub(crate) fn within(mut self, namespace: Option<&str>) -> Self {
        self.namespace = namespace.map(str::to_owned);
        self
    }

    /// Whether the object may be missing, as the reference says by `optional`.
    pub(crate) fn optional_if(mut self, holder: &Value) -> Self {
        self.is_optional = holder.get("optional").and_then(Value::as_bool).unwrap_or(false);
        self
    }

    /// The port that is used.
    pub(crate) fn at_port(mut self, port: Option<Port>) -> Self {
        self.port = port;
        self
    }
}

impl Port {
    /// The port that a field of an object names.
    pub(crate) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => number.as_i64().map(Self::Number),
            Value::String(name) => Some(name.parse().map_or_else(|_| Self::Name(name.clone()), Self::Number)),
            _ => None,
        }
    }
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Name(name) => f.write_str(name),
        }
    }
}
