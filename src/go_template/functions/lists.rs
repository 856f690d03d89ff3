//! Lists: building, cutting and searching them, and Go's `index` and `len`.

use super::super::error::ErrorKind;
use super::super::value::{Elements, Value, Width};
use super::call::{Call, Entry, MANY, Outcome};
use super::compare::same;

pub(super) const FUNCTIONS: &[Entry] = &[
    ("append", 2, 2, append),
    ("chunk", 2, 2, chunk),
    ("compact", 1, 1, compact),
    ("concat", 0, MANY, concat),
    ("first", 1, 1, |call| Ok(call.list(0)?.first().cloned().unwrap_or(Value::Null))),
    ("has", 2, 2, has),
    ("index", 1, MANY, index),
    ("initial", 1, 1, |call| part(call, |list| list.split_last().map(|(_, initial)| initial))),
    ("last", 1, 1, |call| Ok(call.list(0)?.last().cloned().unwrap_or(Value::Null))),
    ("len", 1, 1, length),
    ("list", 0, MANY, |call| call.give_list(call.arguments.to_vec())),
    ("mustAppend", 2, 2, append),
    ("mustChunk", 2, 2, chunk),
    ("mustCompact", 1, 1, compact),
    ("mustFirst", 1, 1, |call| Ok(call.list(0)?.first().cloned().unwrap_or(Value::Null))),
    ("mustHas", 2, 2, has),
    ("mustInitial", 1, 1, |call| part(call, |list| list.split_last().map(|(_, initial)| initial))),
    ("mustLast", 1, 1, |call| Ok(call.list(0)?.last().cloned().unwrap_or(Value::Null))),
    ("mustPrepend", 2, 2, prepend),
    ("mustPush", 2, 2, append),
    ("mustRest", 1, 1, |call| part(call, |list| list.split_first().map(|(_, rest)| rest))),
    ("mustReverse", 1, 1, reverse),
    ("mustSlice", 1, MANY, slice),
    ("mustUniq", 1, 1, unique),
    ("mustWithout", 1, MANY, without),
    ("prepend", 2, 2, prepend),
    ("push", 2, 2, append),
    ("rest", 1, 1, |call| part(call, |list| list.split_first().map(|(_, rest)| rest))),
    ("reverse", 1, 1, reverse),
    ("slice", 1, MANY, slice),
    ("tuple", 0, MANY, |call| call.give_list(call.arguments.to_vec())),
    ("uniq", 1, 1, unique),
    ("without", 1, MANY, without),
];

fn append(call: &Call<'_>) -> Outcome {
    let mut elements = call.list(0)?.to_vec();
    elements.push(call.value(1));
    call.give_list(elements)
}

fn prepend(call: &Call<'_>) -> Outcome {
    let mut elements = vec![call.value(1)];
    elements.extend_from_slice(call.list(0)?);
    call.give_list(elements)
}

fn chunk(call: &Call<'_>) -> Outcome {
    let list = call.list(1)?;
    let Some(size) = usize::try_from(call.integer(0)?).ok().filter(|size| *size > 0) else {
        return call.failure("the size must be at least 1");
    };
    call.spend_elements(list.len())?;
    call.give_list(list.chunks(size).map(|chunk| Value::list(chunk.to_vec())).collect())
}

fn compact(call: &Call<'_>) -> Outcome {
    call.give_list(call.list(0)?.iter().filter(|element| element.is_true()).cloned().collect())
}

fn concat(call: &Call<'_>) -> Outcome {
    let lists = (0..call.arguments.len()).map(|index| call.list(index));
    call.give_list(lists.collect::<Result<Vec<_>, _>>()?.concat())
}

fn contains(call: &Call<'_>, list: &[Value], wanted: &Value) -> Result<bool, ErrorKind> {
    for element in list {
        if same(call.run, element, wanted)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn has(call: &Call<'_>) -> Outcome {
    if call.value(1).is_nil() {
        return Ok(false.into());
    }
    Ok(contains(call, call.list(1)?, &call.value(0))?.into())
}

fn index(call: &Call<'_>) -> Outcome {
    let mut value = call.value(0);
    if value.is_nil() {
        return call.failure("there is nothing to index");
    }
    for position in 1..call.arguments.len() {
        value = element(call, &value, position)?;
    }
    Ok(value)
}

fn element(call: &Call<'_>, value: &Value, position: usize) -> Outcome {
    if let Some(list) = value.as_list() {
        let at = bound(call, position, list.len())?;
        return Ok(list.get(at).cloned().unwrap_or_default());
    }
    match value {
        Value::Map(map) => Ok(map.found(call.text(position)?)),
        Value::Text(text) => {
            let byte = text.as_bytes().get(bound(call, position, text.len())?);
            Ok(Value::Integer(byte.copied().unwrap_or_default().into(), Width::Byte))
        }
        Value::Missing | Value::Null => call.failure("there is nothing to index"),
        other => call.failure(format!("{} cannot be indexed", other.described())),
    }
}

fn bound(call: &Call<'_>, position: usize, length: usize) -> Result<usize, ErrorKind> {
    let index = call.integer(position)?;
    usize::try_from(index).ok().filter(|at| *at < length).ok_or(ErrorKind::IndexOutOfRange { index, length })
}

fn length(call: &Call<'_>) -> Outcome {
    call.value(0).length().map(Value::count).ok_or_else(|| call.mismatch(0, "a string, list or map").into())
}

fn part(call: &Call<'_>, cut: fn(&[Value]) -> Option<&[Value]>) -> Outcome {
    match cut(call.list(0)?) {
        Some(part) => call.give_list(part.to_vec()),
        None => Ok(Value::no_list(Elements::Any)),
    }
}

fn reverse(call: &Call<'_>) -> Outcome {
    call.give_list(call.list(0)?.iter().rev().cloned().collect())
}

/// Of which type the elements are.
fn of(list: &Value) -> Elements {
    if let Value::List(list) = list { list.of } else { Elements::Any }
}

fn slice(call: &Call<'_>) -> Outcome {
    let list = call.list(0)?;
    if list.is_empty() {
        return Ok(Value::Null);
    }
    let start = if call.arguments.len() > 1 { call.integer(1)? } else { 0 };
    let end = if call.arguments.len() > 2 { call.integer(2)? } else { i64::try_from(list.len()).unwrap_or(i64::MAX) };
    let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
    match range.and_then(|(start, end)| list.get(start..end)) {
        Some(part) => call.give_list_of(of(&call.value(0)), part.to_vec()),
        None => call.failure(format!("{start} to {end} is outside of {} elements", list.len())),
    }
}

fn unique(call: &Call<'_>) -> Outcome {
    let mut kept: Vec<Value> = Vec::new();
    for element in call.list(0)? {
        if !contains(call, &kept, element)? {
            kept.push(element.clone());
        }
    }
    call.give_list(kept)
}

fn without(call: &Call<'_>) -> Outcome {
    let mut kept = Vec::new();
    for element in call.list(0)? {
        if !contains(call, call.from(1), element)? {
            kept.push(element.clone());
        }
    }
    call.give_list(kept)
}
