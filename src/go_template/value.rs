//! The values that templates work on, and how Go sees them: truth, types and kinds.
//!
//! Maps are shared and can be changed by `set`, as in Go; whoever changes one goes through `Run`, which undoes it
//! after the evaluation.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock, PoisonError, RwLock, RwLockReadGuard};

use super::error::ErrorKind;
use super::object::Object;
use crate::yaml;

/// The deepest list or map within others that is printed, compared or copied.
pub(super) const NESTED_LIMIT: usize = 100;

/// A value of a template.
#[derive(Clone, Debug, Default)]
pub(super) enum Value {
    /// The result of a pipeline that gave nothing: reading a field of it gives nothing again.
    #[default]
    Missing,
    /// A null of a map or list, or a key that is not there: reading a field of it is an error.
    Null,
    Bool(bool),
    Integer(i64, Width),
    Float(f64),
    Text(Arc<str>),
    List(Arc<List>),
    Map(Arc<Map>),
    /// Something that Helm hands in with methods, such as `.Capabilities`.
    Object(Arc<Object>),
}

/// Which of Go's types a whole number has; it shows in `typeOf` and `kindIs` only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// `int`: literals, and what counts.
    Int,
    /// `int64`: results of arithmetic.
    Int64,
    /// `uint8`: a byte of a string.
    Byte,
    /// `float64`: a number of a values file, which Go reads as a float and we keep whole.
    Read,
}

/// The entries of a map, in the order of their keys.
pub(super) type Entries = BTreeMap<Arc<str>, Value>;

/// Of which of Go's types the elements of a list or map are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Elements {
    #[default]
    Any,
    Texts,
    Numbers,
}

/// A list, which nothing changes.
#[derive(Debug, Default)]
pub(super) struct List {
    elements: Vec<Value>,
    pub(super) of: Elements,
    /// Whether Go has no list there, which shows as null in JSON.
    is_nil: bool,
}

/// A map. One of a values file is made ready when a template first looks into it: most never are.
#[derive(Debug, Default)]
pub(super) struct Map {
    ready: OnceLock<RwLock<Entries>>,
    written: Written,
    pub(super) of: Elements,
}

/// A map as the values hold it.
#[derive(Debug, Default)]
enum Written {
    #[default]
    Nothing,
    Map(yaml::Map),
    Later(Later),
}

/// A map of the values that is only found out when somebody asks for it.
pub(super) type Later = LazyLock<yaml::Map, Box<dyn FnOnce() -> yaml::Map + Send>>;

impl Written {
    fn map(&self) -> Option<&yaml::Map> {
        match self {
            Self::Nothing => None,
            Self::Map(map) => Some(map),
            Self::Later(map) => Some(map),
        }
    }
}

impl List {
    /// The elements.
    pub(super) fn elements(&self) -> &[Value] {
        &self.elements
    }
}

impl Map {
    /// A map as the values hold it.
    pub(super) fn of_values(map: yaml::Map) -> Self {
        Self { ready: OnceLock::new(), written: Written::Map(map), of: Elements::Any }
    }

    /// The value under the key, or what Go has for one that is not there.
    pub(super) fn found(&self, key: &str) -> Value {
        let otherwise = || if self.of == Elements::Texts { Value::text("") } else { Value::Null };
        self.get(key).unwrap_or_else(otherwise)
    }

    fn ready(&self) -> &RwLock<Entries> {
        let read = |(key, entry): (&String, &yaml::Entry)| (Arc::from(key.as_str()), Value::from(&entry.value));
        self.ready.get_or_init(|| RwLock::new(self.written.map().into_iter().flatten().map(read).collect()))
    }

    /// The entries as they are now.
    pub(super) fn entries(&self) -> RwLockReadGuard<'_, Entries> {
        // A map whose writer panicked would still hold whole entries.
        self.ready().read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the entries that were made ready.
    fn take(&mut self) -> Entries {
        self.ready
            .take()
            .map(|entries| entries.into_inner().unwrap_or_else(PoisonError::into_inner))
            .unwrap_or_default()
    }

    /// The value under the key, if there is one.
    pub(super) fn get(&self, key: &str) -> Option<Value> {
        self.entries().get(key).cloned()
    }

    /// Sets or removes a key, and gives what was there; only `Run` may call it.
    pub(super) fn replace(&self, key: Arc<str>, value: Option<Value>) -> Option<Value> {
        let mut entries = self.ready().write().unwrap_or_else(PoisonError::into_inner);
        match value {
            Some(value) => entries.insert(key, value),
            None => entries.remove(&key),
        }
    }
}

/// Takes nested containers apart in a loop: dropped one within the other, a long chain would exhaust the stack.
fn dismantle(mut pending: Vec<Value>) {
    while let Some(value) = pending.pop() {
        match value {
            Value::List(list) => {
                if let Some(mut list) = Arc::into_inner(list) {
                    pending.append(&mut list.elements);
                }
            }
            Value::Map(map) => {
                if let Some(mut map) = Arc::into_inner(map) {
                    pending.extend(map.take().into_values());
                }
            }
            _ => {}
        }
    }
}

impl Drop for List {
    fn drop(&mut self) {
        dismantle(std::mem::take(&mut self.elements));
    }
}

impl Drop for Map {
    fn drop(&mut self) {
        dismantle(self.take().into_values().collect());
    }
}

impl Value {
    /// A text.
    pub(super) fn text(text: impl Into<Arc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// A whole number of type `int`.
    pub(super) fn int(whole: i64) -> Self {
        Self::Integer(whole, Width::Int)
    }

    /// A whole number of type `int64`.
    pub(super) fn int64(whole: i64) -> Self {
        Self::Integer(whole, Width::Int64)
    }

    /// A count of something, of type `int`.
    pub(super) fn count(count: usize) -> Self {
        Self::int(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// A list.
    pub(super) fn list(elements: Vec<Value>) -> Self {
        Self::list_of(Elements::Any, elements)
    }

    /// A list of elements of one type.
    pub(super) fn list_of(of: Elements, elements: Vec<Value>) -> Self {
        Self::List(Arc::new(List { elements, of, is_nil: false }))
    }

    /// A list that Go does not have.
    pub(super) fn no_list(of: Elements) -> Self {
        Self::List(Arc::new(List { elements: Vec::new(), of, is_nil: true }))
    }

    /// A list of texts.
    pub(super) fn texts<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::list_of(Elements::Texts, texts.into_iter().map(|text| Self::text(text.as_ref())).collect())
    }

    /// A map.
    pub(super) fn map(entries: Entries) -> Self {
        Self::map_of(Elements::Any, entries)
    }

    /// A map of elements of one type.
    pub(super) fn map_of(of: Elements, entries: Entries) -> Self {
        Self::Map(Arc::new(Map { ready: RwLock::new(entries).into(), written: Written::Nothing, of }))
    }

    /// A map of the values that is found out when a template first looks into it.
    pub(super) fn later(map: Later) -> Self {
        Self::Map(Arc::new(Map { ready: OnceLock::new(), written: Written::Later(map), of: Elements::Any }))
    }

    /// Whether there is nothing.
    pub(super) fn is_nil(&self) -> bool {
        matches!(self, Self::Missing | Self::Null)
    }

    /// The value, or what a pipeline makes of null.
    pub(super) fn or_missing(self) -> Self {
        if self.is_nil() { Self::Missing } else { self }
    }

    /// Truth as Go's templates see it.
    pub(super) fn is_true(&self) -> bool {
        match self {
            Self::Missing | Self::Null => false,
            Self::Bool(bool) => *bool,
            Self::Integer(whole, _) => *whole != 0,
            Self::Float(float) => *float != 0.0,
            Self::Text(text) => !text.is_empty(),
            Self::List(list) => !list.elements.is_empty(),
            Self::Map(map) => !map.entries().is_empty(),
            Self::Object(object) => object.length() != Some(0),
        }
    }

    /// Go's name of the type.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Missing | Self::Null => "<nil>",
            Self::Bool(_) => "bool",
            Self::Integer(_, width) => width.name(),
            Self::Float(_) => "float64",
            Self::Text(_) => "string",
            Self::List(list) => match list.of {
                Elements::Any => "[]interface {}",
                Elements::Texts => "[]string",
                Elements::Numbers => "[]int",
            },
            Self::Map(map) if map.of == Elements::Texts => "map[string]string",
            Self::Map(_) => "map[string]interface {}",
            Self::Object(object) => object.type_name(),
        }
    }

    /// What kind of value this is, in the words of a message.
    pub(super) fn described(&self) -> &'static str {
        match self {
            Self::Missing | Self::Null => "nothing",
            Self::Bool(_) => "a boolean",
            Self::Integer(..) => "an integer",
            Self::Float(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
            Self::Object(object) => object.described(),
        }
    }

    /// Go's name of the kind.
    pub(super) fn kind_name(&self) -> &'static str {
        match self {
            Self::Missing | Self::Null => "invalid",
            Self::List(_) => "slice",
            Self::Map(_) => "map",
            Self::Object(object) => object.kind_name(),
            _ => self.type_name(),
        }
    }

    /// The list, if this is one.
    pub(super) fn as_list(&self) -> Option<&[Value]> {
        match self {
            Self::List(list) => Some(list.elements()),
            Self::Object(object) => object.list().map(List::elements),
            _ => None,
        }
    }

    /// The length of a text in bytes, or of a list or map.
    pub(super) fn length(&self) -> Option<usize> {
        match self {
            Self::Text(text) => Some(text.len()),
            Self::Map(map) => Some(map.entries().len()),
            Self::Object(object) => object.length(),
            _ => self.as_list().map(<[Value]>::len),
        }
    }

    /// The value as data, whole floats as integers and keys in order.
    ///
    /// # Errors
    ///
    /// Fails on values nested too deeply, and spends one unit of `work` on each.
    pub(super) fn to_json(
        &self,
        work: &mut dyn FnMut() -> Result<(), ErrorKind>,
    ) -> Result<serde_json::Value, ErrorKind> {
        self.json_at(0, work)
    }

    fn json_at(
        &self,
        depth: usize,
        work: &mut dyn FnMut() -> Result<(), ErrorKind>,
    ) -> Result<serde_json::Value, ErrorKind> {
        check_depth(depth)?;
        work()?;
        Ok(match self {
            Self::Missing | Self::Null => serde_json::Value::Null,
            Self::Bool(bool) => (*bool).into(),
            Self::Integer(whole, _) => (*whole).into(),
            Self::Float(float) => float_to_json(*float),
            Self::Text(text) => serde_json::Value::String(text.to_string()),
            Self::List(list) if list.is_nil => serde_json::Value::Null,
            Self::List(list) => {
                let elements = list.elements().iter().map(|element| element.json_at(depth + 1, work));
                elements.collect::<Result<Vec<_>, _>>()?.into()
            }
            Self::Map(map) => {
                let entries = map.entries();
                let entries = entries.iter().map(|(key, value)| Ok((key.to_string(), value.json_at(depth + 1, work)?)));
                serde_json::Value::Object(entries.collect::<Result<_, ErrorKind>>()?)
            }
            Self::Object(object) => object.data().json_at(depth + 1, work)?,
        })
    }
}

/// The error of a value nested too deeply, once the depth is past the limit.
pub(super) fn check_depth(depth: usize) -> Result<(), ErrorKind> {
    if depth > NESTED_LIMIT { Err(ErrorKind::NestedValue { limit: NESTED_LIMIT }) } else { Ok(()) }
}

fn float_to_json(float: f64) -> serde_json::Value {
    match whole(float) {
        Some(whole) if whole != 0 || float.is_sign_positive() => whole.into(),
        _ => float.into(),
    }
}

/// The float as an integer, if it is one that no other float is read as.
pub(super) fn whole(float: f64) -> Option<i64> {
    let exact = float.fract() == 0.0 && float.abs() <= 9_007_199_254_740_992.0;
    exact.then_some(float as i64)
}

impl Width {
    fn name(self) -> &'static str {
        match self {
            Self::Int => "int",
            Self::Int64 => "int64",
            Self::Byte => "uint8",
            Self::Read => "float64",
        }
    }
}
