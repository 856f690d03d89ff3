//! What chooses, stops and calls: `default`, `ternary`, `required`, `fail`, `include`, `tpl`.

use super::super::engine::evaluate_inner;
use super::super::error::ErrorKind;
use super::super::evaluate::include;
use super::super::value::{Entries, Value};
use super::call::{Call, Entry, MANY, Outcome};

pub(super) const FUNCTIONS: &[Entry] = &[
    ("all", 0, MANY, |call| Ok(call.arguments.iter().all(Value::is_true).into())),
    ("any", 0, MANY, |call| Ok(call.arguments.iter().any(Value::is_true).into())),
    ("coalesce", 0, MANY, |call| {
        Ok(call.arguments.iter().find(|value| value.is_true()).cloned().unwrap_or(Value::Null))
    }),
    ("default", 1, MANY, default),
    ("empty", 1, 1, |call| Ok((!call.value(0).is_true()).into())),
    ("fail", 1, 1, fail),
    ("getHostByName", 1, 1, |call| call.text(0).map(|_| "".into()).map_err(Into::into)),
    ("hello", 0, 0, |_| Ok("Hello!".into())),
    ("include", 2, 2, |call| call.give(include(call.run, call.templates, call.text(0)?, &call.value(1))?)),
    ("lookup", 4, 4, |call| {
        (0..4).try_for_each(|at| call.text(at).map(drop)).map(|()| Value::map(Entries::new())).map_err(Into::into)
    }),
    ("required", 2, 2, required),
    ("ternary", 3, 3, |call| Ok(if call.bool(2)? { call.value(0) } else { call.value(1) })),
    ("tpl", 2, 2, |call| call.give(evaluate_inner(call.run, call.templates, call.text(0)?, &call.value(1))?)),
];

fn default(call: &Call<'_>) -> Outcome {
    let given = call.value(1);
    Ok(if given.is_true() { given } else { call.value(0) })
}

fn fail(call: &Call<'_>) -> Outcome {
    Err(ErrorKind::Fail { message: call.text(0)?.to_owned() }.into())
}

fn required(call: &Call<'_>) -> Outcome {
    let message = call.text(0)?.to_owned();
    match call.value(1) {
        Value::Missing | Value::Null => Err(ErrorKind::Required { message }.into()),
        Value::Text(text) if text.is_empty() => Err(ErrorKind::Required { message }.into()),
        value => Ok(value),
    }
}
