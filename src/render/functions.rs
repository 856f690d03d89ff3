//! The filters that templates use beside Jinja's own.

use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State};

use super::holes::scalar_text;
use crate::yaml::{self, Data};

pub(super) fn register(environment: &mut Environment<'_>) {
    environment.add_filter("combine", combine);
    environment.add_filter("plain", plain);
    environment.add_filter("text", text);
    environment.add_filter("texts", texts);
    environment.add_filter("sorted_items", sorted_items);
    environment.add_filter("environment", environment_variables);
}

/// `a | combine(b, c)`: the entries of all maps, a later one's winning. Null counts as an empty map.
fn combine(state: &State, first: Value, more: minijinja::value::Rest<Value>) -> Result<Value, Error> {
    let mut combined: indexmap::IndexMap<Value, Value> = indexmap::IndexMap::new();
    for map in std::iter::once(&first).chain(more.iter()) {
        match map.kind() {
            ValueKind::None => {}
            ValueKind::Map => {
                for key in map.try_iter()? {
                    state.consume_fuel(1)?;
                    let value = map.get_item(&key)?;
                    combined.insert(key, value);
                }
            }
            kind => return Err(Error::new(ErrorKind::InvalidOperation, format!("expected a map, found a {kind}"))),
        }
    }
    Ok(Value::from_pairs(combined))
}

/// `x | plain`: text is read as a plain YAML scalar, so that `"3"` in an integer field is 3; all else stays.
///
/// Helm prints most scalars without quotes and lets YAML read them again.
fn plain(state: &State, value: Value) -> Result<Value, Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    let Some(text) = value.as_str() else { return Ok(value) };
    charge(state, text)?;
    let data = yaml::resolve_plain(text).map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))?;
    Ok(match data {
        Data::Null => Value::from(()),
        Data::Bool(bool) => Value::from(bool),
        Data::Number(yaml::Number::Integer(whole)) => Value::from(whole),
        Data::Number(yaml::Number::Float(float)) => Value::from(float),
        _ => value,
    })
}

/// `x | text`: a scalar as text, null as empty text.
fn text(state: &State, value: Value) -> Result<String, Error> {
    text_of(state, &value)
}

/// `l | texts`: the items of a list as text, such as the words of a command. Null stays null.
fn texts(state: &State, list: Value) -> Result<Value, Error> {
    if list.is_none() {
        return Ok(list);
    }
    list.try_iter()?.map(|item| text_of(state, &item)).collect::<Result<Vec<_>, _>>().map(Value::from)
}

/// Counts what is made of a text as steps of the template: one, and one more for every 64 bytes.
fn charge(state: &State, text: &str) -> Result<(), Error> {
    state.consume_fuel(1 + text.len() as u64 / 64)
}

fn text_of(state: &State, value: &Value) -> Result<String, Error> {
    charge(state, value.as_str().unwrap_or_default())?;
    if value.is_none() {
        return Ok(String::new());
    }
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    scalar_text(value)
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("expected a scalar, found a {}", value.kind())))
}

/// `m | sorted_items`: the pairs of a map by key, in the order of bytes, as Go ranges over maps. Null has none.
fn sorted_items(state: &State, map: Value) -> Result<Vec<(String, Value)>, Error> {
    if map.is_none() {
        return Ok(Vec::new());
    }
    let mut pairs = Vec::new();
    for key in map.try_iter()? {
        charge(state, key.as_str().unwrap_or_default())?;
        pairs.push((scalar_text(&key).unwrap_or_default(), map.get_item(&key)?));
    }
    pairs.sort_by(|(left, _), (right, _)| left.cmp(right));
    Ok(pairs)
}

/// `m | environment`: the variables of a container, one for each key of the map, as the chart names them: upper case,
/// dots as underscores, sorted by the key as it was written; values as text, none for null.
fn environment_variables(state: &State, map: Value) -> Result<Vec<Value>, Error> {
    let variable = |(key, value): (String, Value)| {
        let name = Value::from(key.to_uppercase().replace('.', "_"));
        let value = if value.is_none() { value } else { Value::from(text_of(state, &value)?) };
        Ok(Value::from_pairs([("name", name), ("value", value)]))
    };
    sorted_items(state, map)?.into_iter().map(variable).collect()
}
