//! Values of templates as data: the end of a hole.

use minijinja::value::{Value, ValueKind};
use serde_json::Value as Json;

use super::budget::Budget;
use crate::yaml::Number;

/// A scalar as text: numbers and booleans printed; nothing for null, maps and lists.
pub(super) fn scalar_text(value: &Value) -> Option<String> {
    match value.kind() {
        ValueKind::Bool => Some(value.is_true().to_string()),
        ValueKind::Number => number(value).map(|number| number.to_string()),
        ValueKind::String => value.as_str().map(str::to_owned),
        _ => None,
    }
}

fn number(value: &Value) -> Option<Number> {
    if value.is_integer() {
        i128::try_from(value.clone()).ok().map(Number::Integer)
    } else {
        f64::try_from(value.clone()).ok().map(Number::of)
    }
}

/// A template value as data, nulls in maps left out; the error says what has no form as data.
pub(super) fn to_json(value: &Value, budget: &Budget) -> Result<Json, String> {
    data(value, budget, 0)
}

fn data(value: &Value, budget: &Budget, depth: usize) -> Result<Json, String> {
    budget.spend(value.as_str().unwrap_or_default(), depth)?;
    match value.kind() {
        ValueKind::Undefined => Err("an undefined value".to_owned()),
        ValueKind::None => Ok(Json::Null),
        ValueKind::Bool => Ok(Json::Bool(value.is_true())),
        ValueKind::Number => number(value).map(Number::to_json).ok_or_else(|| "this number".to_owned()),
        ValueKind::String => Ok(Json::String(value.as_str().unwrap_or_default().to_owned())),
        ValueKind::Seq | ValueKind::Iterable => {
            items(value)?.map(|item| data(&item, budget, depth + 1)).collect::<Result<Vec<_>, _>>().map(Json::from)
        }
        ValueKind::Map => map_data(value, budget, depth),
        kind => Err(format!("a value of kind {kind}")),
    }
}

fn map_data(value: &Value, budget: &Budget, depth: usize) -> Result<Json, String> {
    let mut map = serde_json::Map::new();
    for key in items(value)? {
        let child = data(&value.get_item(&key).map_err(|error| error.to_string())?, budget, depth + 1)?;
        if !child.is_null() {
            map.insert(scalar_text(&key).ok_or("a key that is not a scalar")?, child);
        }
    }
    Ok(map.into())
}

fn items(value: &Value) -> Result<minijinja::value::ValueIter, String> {
    value.try_iter().map_err(|error| error.to_string())
}
