//! Comparison and logic: Go's own functions, with numbers compared by value.

use std::cmp::Ordering;

use super::super::error::ErrorKind;
use super::super::run::Run;
use super::super::value::{Map, Value, check_depth};
use super::call::{Call, Entry, MANY, Outcome};

pub(super) const FUNCTIONS: &[Entry] = &[
    ("deepEqual", 2, 2, deep_equal),
    ("eq", 1, MANY, eq),
    ("ge", 2, 2, |call| order(call, |ordering| ordering != Ordering::Less)),
    ("gt", 2, 2, |call| order(call, |ordering| ordering == Ordering::Greater)),
    ("le", 2, 2, |call| order(call, |ordering| ordering != Ordering::Greater)),
    ("lt", 2, 2, |call| order(call, |ordering| ordering == Ordering::Less)),
    ("ne", 2, 2, |call| Ok((!basic_equal(&call.value(0), &call.value(1))?).into())),
    ("not", 1, 1, |call| Ok((!call.value(0).is_true()).into())),
];

fn incomparable(left: &Value, right: &Value) -> ErrorKind {
    ErrorKind::Incomparable { left: left.described().to_owned(), right: right.described().to_owned() }
}

/// Orders two numbers by value, whatever their types.
pub(super) fn numbers(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Integer(left, _), Value::Integer(right, _)) => Some(left.cmp(right)),
        (Value::Float(left), Value::Float(right)) => left.partial_cmp(right),
        (Value::Integer(left, _), Value::Float(right)) => (*left as f64).partial_cmp(right),
        (Value::Float(left), Value::Integer(right, _)) => left.partial_cmp(&(*right as f64)),
        _ => None,
    }
}

fn is_number(value: &Value) -> bool {
    matches!(value, Value::Integer(..) | Value::Float(_))
}

fn basic_equal(left: &Value, right: &Value) -> Result<bool, ErrorKind> {
    match (left, right) {
        (Value::Text(left), Value::Text(right)) => Ok(left == right),
        (Value::Bool(left), Value::Bool(right)) => Ok(left == right),
        _ if is_number(left) && is_number(right) => Ok(numbers(left, right) == Some(Ordering::Equal)),
        _ if left.is_nil() || right.is_nil() => Ok(left.is_nil() && right.is_nil()),
        _ => Err(incomparable(left, right)),
    }
}

fn eq(call: &Call<'_>) -> Outcome {
    let first = call.value(0);
    if call.arguments.len() < 2 {
        return call.failure("the value to compare with is missing");
    }
    for other in call.from(1) {
        if basic_equal(&first, other)? {
            return Ok(true.into());
        }
    }
    Ok(false.into())
}

fn order(call: &Call<'_>, holds: fn(Ordering) -> bool) -> Outcome {
    let (left, right) = (call.value(0), call.value(1));
    let ordering = match (&left, &right) {
        (Value::Text(left), Value::Text(right)) => Some(left.cmp(right)),
        _ if is_number(&left) && is_number(&right) => match numbers(&left, &right) {
            Some(ordering) => Some(ordering),
            None => return Ok(false.into()),
        },
        _ => None,
    };
    Ok(holds(ordering.ok_or_else(|| incomparable(&left, &right))?).into())
}

fn deep_equal(call: &Call<'_>) -> Outcome {
    Ok(same(call.run, &call.value(0), &call.value(1))?.into())
}

/// Whether two values are the same through and through.
///
/// # Errors
///
/// Fails on values nested too deeply, and when the run may not do so much.
pub(super) fn same(run: &Run, left: &Value, right: &Value) -> Result<bool, ErrorKind> {
    same_at(run, left, right, 0)
}

fn same_at(run: &Run, left: &Value, right: &Value, depth: usize) -> Result<bool, ErrorKind> {
    check_depth(depth)?;
    run.spend(32)?;
    match (left, right) {
        (Value::Text(left), Value::Text(right)) if left.len() == right.len() => {
            run.spend(left.len())?;
            Ok(left == right)
        }
        (Value::Map(left), Value::Map(right)) => Ok(left.of == right.of && same_maps(run, left, right, depth)?),
        (Value::List(left), Value::List(right)) if left.of != right.of => Ok(false),
        _ => match (left.as_list(), right.as_list()) {
            (Some(left), Some(right)) => same_lists(run, left, right, depth),
            (None, None) => Ok(basic_equal(left, right).unwrap_or(false)),
            _ => Ok(false),
        },
    }
}

fn same_lists(run: &Run, left: &[Value], right: &[Value], depth: usize) -> Result<bool, ErrorKind> {
    if left.len() != right.len() {
        return Ok(false);
    }
    for (left, right) in left.iter().zip(right) {
        if !same_at(run, left, right, depth + 1)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn same_maps(run: &Run, left: &Map, right: &Map, depth: usize) -> Result<bool, ErrorKind> {
    let (left, right) = (left.entries(), right.entries());
    if left.len() != right.len() {
        return Ok(false);
    }
    for ((left_key, left), (right_key, right)) in left.iter().zip(right.iter()) {
        if left_key != right_key || !same_at(run, left, right, depth + 1)? {
            return Ok(false);
        }
    }
    Ok(true)
}
