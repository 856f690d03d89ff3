//! Maps: building, reading, changing and merging them.

use std::sync::Arc;

use super::super::error::ErrorKind;
use super::super::format;
use super::super::run::Run;
use super::super::value::{Elements, Entries, Map, Value, check_depth};
use super::call::{Call, Entry, MANY, Outcome};

pub(super) const FUNCTIONS: &[Entry] = &[
    ("deepCopy", 1, 1, deep_copy),
    ("dict", 0, MANY, dict),
    ("dig", 3, MANY, dig),
    ("get", 2, 2, |call| Ok(call.map(0)?.get(call.text(1)?).unwrap_or_else(|| "".into()))),
    ("hasKey", 2, 2, |call| Ok(call.map(0)?.entries().contains_key(call.text(1)?).into())),
    ("keys", 0, MANY, keys),
    ("merge", 1, MANY, |call| merge(call, false)),
    ("mergeOverwrite", 1, MANY, |call| merge(call, true)),
    ("mustDeepCopy", 1, 1, deep_copy),
    ("mustMerge", 1, MANY, |call| merge(call, false)),
    ("mustMergeOverwrite", 1, MANY, |call| merge(call, true)),
    ("omit", 1, MANY, |call| chosen(call, false)),
    ("pick", 1, MANY, |call| chosen(call, true)),
    ("pluck", 1, MANY, pluck),
    ("set", 3, 3, set),
    ("unset", 2, 2, unset),
    ("values", 1, 1, |call| call.give_list(call.map(0)?.entries().values().cloned().collect())),
];

fn dict(call: &Call<'_>) -> Outcome {
    let pairs = call.arguments.chunks(2).map(|pair| {
        let key = pair.first().map(format::plain).transpose()?.unwrap_or_default();
        Ok((key.into(), pair.get(1).cloned().unwrap_or_else(|| "".into())))
    });
    call.give_map(pairs.collect::<Result<Entries, ErrorKind>>()?)
}

fn dig(call: &Call<'_>) -> Outcome {
    let last = call.arguments.len().saturating_sub(1);
    let mut value = Value::Map(Arc::clone(call.map(last)?));
    let keys = (0..last.saturating_sub(1)).map(|position| call.text(position));
    for key in keys.collect::<Result<Vec<_>, _>>()? {
        let found = match &value {
            Value::Map(map) => map.get(key),
            other => {
                return call.failure(format!("`{key}` cannot be read of {}", other.described()));
            }
        };
        match found {
            Some(found) => value = found,
            None => return Ok(call.value(last.saturating_sub(1))),
        }
    }
    Ok(value)
}

fn keys(call: &Call<'_>) -> Outcome {
    let mut keys = Vec::new();
    for position in 0..call.arguments.len() {
        keys.extend(call.map(position)?.entries().keys().map(|key| Value::Text(Arc::clone(key))));
    }
    call.give_list_of(Elements::Texts, keys)
}

fn chosen(call: &Call<'_>, picks: bool) -> Outcome {
    let mut names = Vec::new();
    for position in 1..call.arguments.len() {
        names.push(call.text(position)?);
    }
    let map = call.map(0)?.entries();
    let kept = map.iter().filter(|(key, _)| names.contains(&&***key) == picks);
    call.give_map(kept.map(|(key, value)| (Arc::clone(key), value.clone())).collect())
}

fn pluck(call: &Call<'_>) -> Outcome {
    let key = call.text(0)?;
    let mut found = Vec::new();
    for position in 1..call.arguments.len() {
        found.extend(call.map(position)?.get(key));
    }
    call.give_list(found)
}

fn set(call: &Call<'_>) -> Outcome {
    let (map, key) = (call.map(0)?, call.text(1)?);
    call.spend_elements(1)?;
    call.run.change(map, &Arc::from(key), Some(call.value(2)));
    Ok(call.value(0))
}

fn unset(call: &Call<'_>) -> Outcome {
    let (map, key) = (call.map(0)?, call.text(1)?);
    call.spend_elements(1)?;
    call.run.change(map, &Arc::from(key), None);
    Ok(call.value(0))
}

fn merge(call: &Call<'_>, overwrites: bool) -> Outcome {
    let target = call.map(0)?;
    for position in 1..call.arguments.len() {
        merge_into(call.run, target, call.map(position)?, overwrites, 0)?;
    }
    Ok(call.value(0))
}

/// Lays one map over another: a value that is empty gives way, and any other if `overwrites` is set.
fn merge_into(
    run: &Run,
    target: &Arc<Map>,
    source: &Arc<Map>,
    overwrites: bool,
    depth: usize,
) -> Result<(), ErrorKind> {
    check_depth(depth)?;
    let additions: Vec<_> = source.entries().iter().map(|(key, value)| (Arc::clone(key), value.clone())).collect();
    for (key, value) in additions {
        run.spend(16)?;
        match (target.get(&key), &value) {
            (Some(Value::Map(old)), Value::Map(new)) => merge_into(run, &old, new, overwrites, depth + 1)?,
            (Some(_), _) if overwrites => run.change(target, &key, Some(value)),
            (None, Value::Missing | Value::Null) if !overwrites => {}
            (Some(old), new) if old.is_true() || !new.is_true() => {}
            _ => run.change(target, &key, Some(value)),
        }
    }
    Ok(())
}

fn deep_copy(call: &Call<'_>) -> Outcome {
    match call.value(0) {
        Value::Missing | Value::Null => call.failure("there is nothing to copy"),
        value => Ok(copy(call.run, &value, 0)?),
    }
}

/// A copy that shares no map with the original.
fn copy(run: &Run, value: &Value, depth: usize) -> Result<Value, ErrorKind> {
    check_depth(depth)?;
    run.spend(64)?;
    Ok(match value {
        Value::List(list) => {
            let elements = list.elements().iter().map(|element| copy(run, element, depth + 1));
            Value::list_of(list.of, elements.collect::<Result<_, _>>()?)
        }
        Value::Map(map) => {
            let entries = map.entries();
            let entries = entries.iter().map(|(key, value)| Ok((Arc::clone(key), copy(run, value, depth + 1)?)));
            Value::map_of(map.of, entries.collect::<Result<_, ErrorKind>>()?)
        }
        other => other.clone(),
    })
}
