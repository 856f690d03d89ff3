//! The filters that templates use beside Jinja's own.

use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State};

use super::data::scalar_text;
use crate::go_template::upper_case;
use crate::yaml::{self, Data};

pub(super) fn register(environment: &mut Environment<'_>) {
    environment.add_filter("combine", combine);
    environment.add_filter("plain", plain);
    environment.add_filter("bare", bare);
    environment.add_filter("text", text);
    environment.add_filter("clipped", clipped);
    environment.add_filter("quoted", quoted);
    environment.add_filter("texts", texts);
    environment.add_filter("maps", maps);
    environment.add_filter("ranged", ranged);
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
            kind => return Err(no_map(kind)),
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

/// `x | bare`: quoted string without these, as YAML reads it where Helm prints it bare; so the items of a list. All
/// else stays.
fn bare(state: &State, value: Value) -> Result<Value, Error> {
    match value.kind() {
        ValueKind::String => {
            charge(state, value.as_str().unwrap_or_default())?;
            Ok(value.as_str().and_then(yaml::without_quotes).map_or(value, Value::from))
        }
        ValueKind::Seq => {
            items(&value)?.into_iter().map(|item| bare(state, item)).collect::<Result<Vec<_>, _>>().map(Value::from)
        }
        ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
        _ => Ok(value),
    }
}

/// `x | text`: a value as the text that Go prints, null as empty text.
fn text(state: &State, value: Value) -> Result<String, Error> {
    text_of(state, &value)
}

/// `x | clipped`: a value as text for the end of a block, without the blank lines at its end, as YAML reads a block
/// that Helm has printed it into.
fn clipped(state: &State, value: Value) -> Result<String, Error> {
    let mut text = text_of(state, &value)?;
    let end = text.trim_end().len();
    if let Some(blank) = text.get(end..).and_then(|blank| blank.find('\n')) {
        text.truncate(end + blank);
    }
    Ok(text)
}

/// `x | quoted`: a value as text; null for null, as Helm's `quote` prints nothing for it.
fn quoted(state: &State, value: Value) -> Result<Value, Error> {
    if value.is_none() { Ok(Value::from(())) } else { text_of(state, &value).map(Value::from) }
}

/// `l | texts`: the items of a list as text, such as the words of a command, null for null. Null stays null.
fn texts(state: &State, list: Value) -> Result<Value, Error> {
    if list.is_none() {
        return Ok(list);
    }
    items(&list)?.into_iter().map(|item| quoted(state, item)).collect::<Result<Vec<_>, _>>().map(Value::from)
}

/// `l | maps`: the items of a list, each of which must be a map. Null has none.
fn maps(list: Value) -> Result<Vec<Value>, Error> {
    if list.is_none() {
        return Ok(Vec::new());
    }
    let items = items(&list)?;
    match items.iter().position(|item| item.kind() != ValueKind::Map) {
        Some(at) => {
            let found = items.get(at).map_or(ValueKind::Undefined, Value::kind);
            Err(Error::new(ErrorKind::InvalidOperation, format!("item {at} must be a map, found {}", a_kind(found))))
        }
        None => Ok(items),
    }
}

/// `l | ranged`: what Go ranges over: the items of a list, the values of a map in the order of its keys. Null has none.
fn ranged(list: Value) -> Result<Vec<Value>, Error> {
    if list.is_none() { Ok(Vec::new()) } else { items(&list) }
}

/// What Go ranges over: the items of a list, the values of a map in the order of its keys.
fn items(list: &Value) -> Result<Vec<Value>, Error> {
    match list.kind() {
        ValueKind::Seq | ValueKind::Iterable => Ok(list.try_iter()?.collect()),
        ValueKind::Map => {
            let mut keys: Vec<Value> = list.try_iter()?.collect();
            keys.sort();
            keys.iter().map(|key| list.get_item(key)).collect()
        }
        ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
        kind => Err(Error::new(ErrorKind::InvalidOperation, format!("expected a list, found {}", a_kind(kind)))),
    }
}

fn no_map(kind: ValueKind) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("expected a map, found {}", a_kind(kind)))
}

/// A kind of value in the words of a message.
fn a_kind(kind: ValueKind) -> String {
    match kind {
        ValueKind::None => "null".to_owned(),
        ValueKind::Bool => "a boolean".to_owned(),
        ValueKind::Seq => "a list".to_owned(),
        kind => format!("a {kind}"),
    }
}

/// Counts what is made of a text as steps of the template: one, and one more for every 64 bytes.
fn charge(state: &State, text: &str) -> Result<(), Error> {
    state.consume_fuel(1 + text.len() as u64 / 64)
}

fn text_of(state: &State, value: &Value) -> Result<String, Error> {
    if value.is_none() {
        return Ok(String::new());
    }
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    let mut out = String::new();
    write_text(state, value, &mut out)?;
    Ok(out)
}

/// Writes a value as Go prints it: a list as `[a b]`, a map as `map[a:1 b:2]`, keys in order.
fn write_text(state: &State, value: &Value, out: &mut String) -> Result<(), Error> {
    charge(state, value.as_str().unwrap_or_default())?;
    match value.kind() {
        ValueKind::None => out.push_str("<nil>"),
        ValueKind::Seq | ValueKind::Iterable => {
            out.push('[');
            for (index, item) in value.try_iter()?.enumerate() {
                out.push_str(if index > 0 { " " } else { "" });
                write_text(state, &item, out)?;
            }
            out.push(']');
        }
        ValueKind::Map => {
            out.push_str("map[");
            for (index, (key, item)) in sorted_items(state, value.clone())?.into_iter().enumerate() {
                out.push_str(if index > 0 { " " } else { "" });
                out.push_str(&key);
                out.push(':');
                write_text(state, &item, out)?;
            }
            out.push(']');
        }
        kind => out.push_str(&scalar_text(value).ok_or_else(|| {
            Error::new(ErrorKind::InvalidOperation, format!("expected text, found {}", a_kind(kind)))
        })?),
    }
    Ok(())
}

/// `m | sorted_items`: the pairs of a map by key, in the order of bytes, as Go ranges over maps. Null has none.
fn sorted_items(state: &State, map: Value) -> Result<Vec<(String, Value)>, Error> {
    if map.is_none() {
        return Ok(Vec::new());
    }
    if map.kind() != ValueKind::Map {
        return Err(no_map(map.kind()));
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
/// dots as underscores, sorted by the key as it was written; values as text, none for null. The keys of a list are the
/// numbers of its items, in the words of Go's `printf "%s"`.
fn environment_variables(state: &State, values: Value) -> Result<Vec<Value>, Error> {
    let variable = |(key, value): (String, Value)| {
        let name = Value::from(upper_case(&key).replace('.', "_"));
        let value = if value.is_none() { value } else { Value::from(text_of(state, &value)?) };
        Ok(Value::from_pairs([("name", name), ("value", value)]))
    };
    let pairs = if values.kind() == ValueKind::Seq {
        let numbered = |(number, item)| (format!("%!s(int={number})"), item);
        items(&values)?.into_iter().enumerate().map(numbered).collect()
    } else {
        sorted_items(state, values)?
    };
    pairs.into_iter().map(variable).collect()
}
