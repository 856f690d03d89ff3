//! Conversion between numbers and texts, as sprig does it: what cannot be read is 0.

use super::super::format;
use super::super::literal;
use super::super::value::{Value, Width};
use super::call::{Call, Entry, Outcome};

pub(super) const FUNCTIONS: &[Entry] = &[
    ("atoi", 1, 1, atoi),
    ("float64", 1, 1, |call| Ok(Value::Float(float(&call.value(0))))),
    ("int", 1, 1, |call| Ok(Value::int(integer(&call.value(0))))),
    ("int64", 1, 1, |call| Ok(Value::int64(integer(&call.value(0))))),
    ("toDecimal", 1, 1, to_decimal),
];

/// The value as a whole number.
pub(super) fn integer(value: &Value) -> i64 {
    match value {
        Value::Bool(bool) => i64::from(*bool),
        Value::Integer(whole, _) => *whole,
        // What is too large is the smallest number, as the machines do it for which Go compiles.
        Value::Float(float) if float.abs() < 9_223_372_036_854_775_808.0 => *float as i64,
        Value::Float(_) => i64::MIN,
        Value::Text(text) => integer_text(text),
        _ => 0,
    }
}

/// Reads a whole number in any of Go's bases; zeros after a point do not count.
fn integer_text(text: &str) -> i64 {
    let cut = match text.split_once('.') {
        Some((whole, zeros)) if zeros.bytes().all(|byte| byte == b'0') => whole,
        _ => text,
    };
    let (negative, digits) = match cut.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, cut.strip_prefix('+').unwrap_or(cut)),
    };
    let whole = literal::integer(digits).unwrap_or(0);
    i64::try_from(if negative { -whole } else { whole }).unwrap_or(0)
}

/// The value as a float.
pub(super) fn float(value: &Value) -> f64 {
    match value {
        Value::Bool(bool) => f64::from(u8::from(*bool)),
        Value::Integer(whole, _) => *whole as f64,
        Value::Float(float) => *float,
        Value::Text(text) => match literal::number(text) {
            Some(literal::Number::Float(float)) => float,
            _ => text.parse().unwrap_or(0.0),
        },
        _ => 0.0,
    }
}

fn atoi(call: &Call<'_>) -> Outcome {
    Ok(Value::int(call.text(0)?.parse().unwrap_or(0)))
}

fn to_decimal(call: &Call<'_>) -> Outcome {
    let text = format::plain(&call.value(0))?;
    Ok(Value::Integer(i64::from_str_radix(&text, 8).unwrap_or(0), Width::Int64))
}
