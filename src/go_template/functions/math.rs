//! Arithmetic: whole numbers of 64 bits that wrap round as in Go, and floats.

use super::super::value::{Elements, Value};
use super::call::{Call, Entry, MANY, Outcome};
use super::convert::{float, integer};
use super::decimal::{Decimal, Operation};

pub(super) const FUNCTIONS: &[Entry] = &[
    ("add", 0, MANY, |call| whole(call, 0, |sum, number| Some(sum.wrapping_add(number)))),
    ("add1", 1, 1, |call| Ok(Value::int64(integer(&call.value(0)).wrapping_add(1)))),
    ("add1f", 1, 1, |call| decimal(call, Operation::Add, Some(1.0))),
    ("addf", 0, MANY, |call| decimal(call, Operation::Add, None)),
    ("biggest", 1, MANY, |call| extreme(call, i64::max)),
    ("ceil", 1, 1, |call| Ok(Value::Float(float(&call.value(0)).ceil()))),
    ("div", 2, 2, |call| pair(call, i64::wrapping_div)),
    ("divf", 1, MANY, |call| decimal(call, Operation::Divide, None)),
    ("floor", 1, 1, |call| Ok(Value::Float(float(&call.value(0)).floor()))),
    ("max", 1, MANY, |call| extreme(call, i64::max)),
    ("maxf", 1, MANY, |call| extreme_float(call, f64::max)),
    ("min", 1, MANY, |call| extreme(call, i64::min)),
    ("minf", 1, MANY, |call| extreme_float(call, f64::min)),
    ("mod", 2, 2, |call| pair(call, i64::wrapping_rem)),
    ("mul", 1, MANY, |call| whole(call, 1, |product, number| Some(product.wrapping_mul(number)))),
    ("mulf", 1, MANY, |call| decimal(call, Operation::Multiply, None)),
    ("round", 2, 3, round),
    ("seq", 0, 3, seq),
    ("sub", 2, 2, |call| Ok(Value::int64(integer(&call.value(0)).wrapping_sub(integer(&call.value(1)))))),
    ("subf", 1, MANY, |call| decimal(call, Operation::Subtract, None)),
    ("until", 1, 1, until),
    ("untilStep", 3, 3, |call| steps(call, call.integer(0)?, call.integer(1)?, call.integer(2)?)),
];

fn whole(call: &Call<'_>, start: i64, step: fn(i64, i64) -> Option<i64>) -> Outcome {
    let result = call.arguments.iter().try_fold(start, |result, argument| step(result, integer(argument)));
    Ok(Value::int64(result.unwrap_or(0)))
}

fn pair(call: &Call<'_>, operation: fn(i64, i64) -> i64) -> Outcome {
    match integer(&call.value(1)) {
        0 => call.failure("division by zero"),
        divisor => Ok(Value::int64(operation(integer(&call.value(0)), divisor))),
    }
}

/// Folds numbers as decimal ones, without the errors of binary fractions.
fn decimal(call: &Call<'_>, operation: Operation, extra: Option<f64>) -> Outcome {
    let mut numbers = call.arguments.iter().map(float).chain(extra);
    let first = numbers.next().unwrap_or(0.0);
    match Decimal::fold(first, numbers, operation) {
        Some(result) => Ok(Value::Float(result)),
        None => call.failure("division by zero, or a number beyond the largest float"),
    }
}

fn extreme(call: &Call<'_>, choose: fn(i64, i64) -> i64) -> Outcome {
    Ok(Value::int64(call.arguments.iter().map(integer).reduce(choose).unwrap_or(0)))
}

fn extreme_float(call: &Call<'_>, choose: fn(f64, f64) -> f64) -> Outcome {
    Ok(Value::Float(call.arguments.iter().map(float).reduce(choose).unwrap_or(0.0)))
}

fn round(call: &Call<'_>) -> Outcome {
    let digits = i32::try_from(call.integer(1)?).unwrap_or(0);
    let on = match call.value(2) {
        _ if call.arguments.len() < 3 => 0.5,
        number @ (Value::Integer(..) | Value::Float(_)) => float(&number),
        _ => return Err(call.mismatch(2, "a number").into()),
    };
    let power = 10f64.powi(digits);
    let shifted = float(&call.value(0)) * power;
    // What is left after the point is negative below zero, so sprig rounds such numbers down.
    let rounded = if shifted.fract() >= on { shifted.ceil() } else { shifted.floor() };
    Ok(Value::Float(rounded / power))
}

fn count_steps(start: i64, stop: i64, step: i64) -> usize {
    let distance = i128::from(stop) - i128::from(start);
    let step = i128::from(step);
    if step == 0 || distance.signum() != step.signum() {
        return 0;
    }
    usize::try_from((distance.abs() + step.abs() - 1) / step.abs()).unwrap_or(usize::MAX)
}

fn numbers(call: &Call<'_>, start: i64, stop: i64, step: i64) -> Result<Vec<i64>, super::super::error::Error> {
    let count = count_steps(start, stop, step);
    call.spend_elements(count)?;
    Ok((0..count).scan(start, |next, _| Some(std::mem::replace(next, next.wrapping_add(step)))).collect())
}

fn steps(call: &Call<'_>, start: i64, stop: i64, step: i64) -> Outcome {
    let numbers = numbers(call, start, stop, step)?;
    Ok(Value::list_of(Elements::Numbers, numbers.into_iter().map(Value::int).collect()))
}

fn until(call: &Call<'_>) -> Outcome {
    let stop = call.integer(0)?;
    steps(call, 0, stop, if stop < 0 { -1 } else { 1 })
}

fn seq(call: &Call<'_>) -> Outcome {
    let (start, step, stop) = match call.arguments.len() {
        0 => return Ok("".into()),
        1 => (1, None, call.integer(0)?),
        2 => (call.integer(0)?, None, call.integer(1)?),
        _ => (call.integer(0)?, Some(call.integer(1)?), call.integer(2)?),
    };
    let towards = if stop < start { -1 } else { 1 };
    let step = step.unwrap_or(towards);
    let beyond = stop.saturating_add(towards);
    let texts: Vec<String> = numbers(call, start, beyond, step)?.iter().map(i64::to_string).collect();
    call.give(texts.join(" "))
}
