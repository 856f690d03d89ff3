//! Dates that a template names itself, in UTC; what asks the clock is refused elsewhere.

use std::sync::Arc;

use super::super::calendar::{Moment, ZERO, read, read_span, rounded_span};
use super::super::error::Error;
use super::super::object::Object;
use super::super::value::{Value, Width};
use super::call::{Call, Entry, Outcome};
use super::convert::integer;

pub(super) const FUNCTIONS: &[Entry] = &[
    ("date", 2, 2, |call| in_zone(call, call.text(0)?, 1, None)),
    ("dateInZone", 3, 3, |call| in_zone(call, call.text(0)?, 1, Some(2))),
    ("dateModify", 2, 2, |call| modified(call, false)),
    ("date_in_zone", 3, 3, |call| in_zone(call, call.text(0)?, 1, Some(2))),
    ("date_modify", 2, 2, |call| modified(call, false)),
    ("duration", 1, 1, duration),
    ("durationRound", 1, 1, duration_round),
    ("htmlDate", 1, 1, |call| in_zone(call, "2006-01-02", 0, None)),
    ("htmlDateInZone", 2, 2, |call| in_zone(call, "2006-01-02", 0, Some(1))),
    ("mustDateModify", 2, 2, |call| modified(call, true)),
    ("mustToDate", 2, 2, |call| to_date(call, true)),
    ("must_date_modify", 2, 2, |call| modified(call, true)),
    ("toDate", 2, 2, |call| to_date(call, false)),
    ("unixEpoch", 1, 1, |call| call.give(only_moment(call, 0)?.seconds.to_string())),
];

fn value(moment: Moment) -> Value {
    Value::Object(Arc::new(Object::Moment(moment)))
}

/// The argument as a moment that was read before.
fn only_moment(call: &Call<'_>, index: usize) -> Result<Moment, Error> {
    if let Value::Object(object) = call.value(index)
        && let Object::Moment(moment) = &*object
    {
        return Ok(moment.clone());
    }
    Err(call.mismatch(index, "a date").into())
}

/// The argument as a moment: one that was read before, or seconds since 1970.
fn moment(call: &Call<'_>, index: usize) -> Result<Moment, Error> {
    match call.value(index) {
        Value::Integer(seconds, _) => Ok(Moment::utc(seconds)),
        // Anything else is the current time in Helm.
        _ => only_moment(call, index),
    }
}

/// The longest layout, in bytes.
const LONGEST: usize = 4 << 10;

fn check_layout(call: &Call<'_>, layout: &str) -> Result<(), Error> {
    if layout.len() > LONGEST { call.failure(format!("the layout is longer than {LONGEST} bytes")) } else { Ok(()) }
}

fn in_zone(call: &Call<'_>, layout: &str, index: usize, zone: Option<usize>) -> Outcome {
    check_layout(call, layout)?;
    let zone = zone.map_or(Ok(""), |index| call.text(index))?;
    // The zone of the machine is UTC here.
    if !matches!(zone, "" | "UTC" | "Local") {
        return call.failure(format!("the zone `{zone}` is not available, only `UTC` is"));
    }
    match moment(call, index)?.in_utc().written(layout) {
        Some(text) => call.give(text),
        None => call.failure("the year is not within 0 to 9999"),
    }
}

fn modified(call: &Call<'_>, must: bool) -> Outcome {
    let moment = only_moment(call, 1)?;
    match read_span(call.text(0)?) {
        Some(nanoseconds) => Ok(value(moment.later(nanoseconds))),
        None if must => call.failure(format!("`{}` is not a duration", call.text(0)?)),
        None => Ok(value(moment)),
    }
}

fn to_date(call: &Call<'_>, must: bool) -> Outcome {
    check_layout(call, call.text(0)?)?;
    match read(call.text(0)?, call.text(1)?) {
        Some(moment) => Ok(value(moment)),
        None if must => call.failure(format!("`{}` does not match the layout `{}`", call.text(1)?, call.text(0)?)),
        None => Ok(value(Moment::utc(ZERO))),
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

/// A text as a span in whole units; sprig takes every other type for none.
fn duration_round(call: &Call<'_>) -> Outcome {
    match call.value(0) {
        Value::Text(text) => call.give(rounded_span(read_span(&text).unwrap_or(0))),
        Value::Object(object) if matches!(&*object, Object::Moment(_)) => Err(call.mismatch(0, "a duration").into()),
        _ => call.give("0s"),
    }
}
