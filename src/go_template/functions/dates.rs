//! Dates that a template names itself, in UTC; what asks the clock is refused elsewhere.

use std::sync::Arc;

use super::super::calendar::{Moment, ZERO, read_duration};
use super::super::object::Object;
use super::super::value::{Value, Width};
use super::call::{Call, Entry, Outcome};
use super::convert::integer;

pub(super) const FUNCTIONS: &[Entry] = &[
    ("date", 2, 2, |call| written(call, call.text(0)?, 1)),
    ("dateInZone", 3, 3, in_zone),
    ("dateModify", 2, 2, |call| modified(call, false)),
    ("date_in_zone", 3, 3, in_zone),
    ("date_modify", 2, 2, |call| modified(call, false)),
    ("duration", 1, 1, duration),
    ("htmlDate", 1, 1, |call| written(call, "2006-01-02", 0)),
    ("mustDateModify", 2, 2, |call| modified(call, true)),
    ("mustToDate", 2, 2, |call| to_date(call, true)),
    ("must_date_modify", 2, 2, |call| modified(call, true)),
    ("toDate", 2, 2, |call| to_date(call, false)),
    ("unixEpoch", 1, 1, |call| call.give(moment(call, 0)?.0.to_string())),
];

fn value(moment: Moment) -> Value {
    Value::Object(Arc::new(Object::Moment(moment)))
}

/// The argument as a moment: one that was read before, or seconds since 1970.
fn moment(call: &Call<'_>, index: usize) -> Result<Moment, super::super::error::Error> {
    match call.value(index) {
        Value::Object(object) => match &*object {
            Object::Moment(moment) => Ok(*moment),
            _ => Err(call.mismatch(index, "a date").into()),
        },
        Value::Integer(seconds, _) => Ok(Moment(seconds)),
        // Anything else is the current time in Helm.
        _ => Err(call.mismatch(index, "a date").into()),
    }
}

fn written(call: &Call<'_>, layout: &str, index: usize) -> Outcome {
    match moment(call, index)?.written(layout) {
        Some(text) => call.give(text),
        None => call.failure("the year is not within 0 to 9999"),
    }
}

fn in_zone(call: &Call<'_>) -> Outcome {
    match call.text(2)? {
        "UTC" | "" => written(call, call.text(0)?, 1),
        other => call.failure(format!("the zone `{other}` is not available, only `UTC` is")),
    }
}

fn modified(call: &Call<'_>, must: bool) -> Outcome {
    let moment = moment(call, 1)?;
    match read_duration(call.text(0)?) {
        Some(nanoseconds) => Ok(value(Moment(moment.0.saturating_add(nanoseconds.div_euclid(1_000_000_000))))),
        None if must => call.failure(format!("`{}` is not a span of time", call.text(0)?)),
        None => Ok(value(moment)),
    }
}

fn to_date(call: &Call<'_>, must: bool) -> Outcome {
    match Moment::read(call.text(0)?, call.text(1)?) {
        Some(moment) => Ok(value(moment)),
        None if must => call.failure(format!("`{}` does not fit the layout `{}`", call.text(1)?, call.text(0)?)),
        None => Ok(value(ZERO)),
    }
}

fn duration(call: &Call<'_>) -> Outcome {
    // sprig takes every other type of number for none.
    let seconds = match call.value(0) {
        value @ (Value::Text(_) | Value::Integer(_, Width::Int64)) => integer(&value),
        _ => 0,
    };
    let rest = seconds.unsigned_abs();
    let (hours, minutes, rest) = (rest / 3600, rest / 60 % 60, rest % 60);
    let sign = if seconds < 0 { "-" } else { "" };
    call.give(match (hours, minutes) {
        (0, 0) => format!("{sign}{rest}s"),
        (0, _) => format!("{sign}{minutes}m{rest}s"),
        _ => format!("{sign}{hours}h{minutes}m{rest}s"),
    })
}
