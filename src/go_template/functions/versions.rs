//! Versions: `semver` and `semverCompare`.

use std::sync::Arc;

use super::super::object::Object;
use super::super::value::Value;
use super::super::version::{Version, satisfies};
use super::call::{Call, Entry, Outcome};

pub(super) const FUNCTIONS: &[Entry] = &[("semver", 1, 1, semver), ("semverCompare", 2, 2, compare)];

fn semver(call: &Call<'_>) -> Outcome {
    let text = call.text(0)?;
    match text.parse::<Version>() {
        Ok(version) => Ok(Value::Object(Arc::new(Object::Version(version, text.to_owned())))),
        Err(error) => call.failure(error.to_string()),
    }
}

fn compare(call: &Call<'_>) -> Outcome {
    match satisfies(call.text(0)?, call.text(1)?) {
        Ok(answer) => Ok(answer.into()),
        Err(error) => call.failure(error.to_string()),
    }
}
