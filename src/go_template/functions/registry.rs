//! The functions by name.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::error::{Error, ErrorKind};
use super::super::value::Value;
use super::call::{Call, Entry, MANY, Outcome};
use super::{
    compare, convert, data, dates, dicts, encoding, flow, letters, lists, math, paths, patterns, print, refused,
    strings, types, urls, versions,
};

const TABLES: &[&[Entry]] = &[
    compare::FUNCTIONS,
    convert::FUNCTIONS,
    data::FUNCTIONS,
    dates::FUNCTIONS,
    dicts::FUNCTIONS,
    encoding::FUNCTIONS,
    flow::FUNCTIONS,
    letters::FUNCTIONS,
    lists::FUNCTIONS,
    math::FUNCTIONS,
    paths::FUNCTIONS,
    patterns::FUNCTIONS,
    print::FUNCTIONS,
    strings::FUNCTIONS,
    types::FUNCTIONS,
    urls::FUNCTIONS,
    versions::FUNCTIONS,
];

static BY_NAME: LazyLock<HashMap<&str, &Entry>> =
    LazyLock::new(|| TABLES.iter().copied().flatten().map(|entry| (entry.0, entry)).collect());

/// The names of all functions, in no particular order.
pub fn function_names() -> impl Iterator<Item = &'static str> {
    BY_NAME.keys().copied()
}

/// Whether a function can be called.
///
/// # Errors
///
/// Fails with the reason why it cannot.
pub(in super::super) fn check(name: &str) -> Result<(), ErrorKind> {
    match name {
        "and" | "or" => Ok(()),
        _ if BY_NAME.contains_key(name) => Ok(()),
        _ => Err(refused::reason(name).unwrap_or_else(|| ErrorKind::UnknownFunction { name: name.to_owned() })),
    }
}

/// Calls the function by its name.
///
/// # Errors
///
/// Fails when there is no such function, when the number of arguments is wrong, or with the function's own error.
pub(in super::super) fn call(call: &Call<'_>) -> Outcome {
    let Some((_, least, most, function)) = BY_NAME.get(call.name) else {
        return Err(ErrorKind::UnknownFunction { name: call.name.to_owned() }.into());
    };
    let found = call.arguments.len();
    if found < *least || found > *most {
        return Err(count_error(call.name, *least, *most, found));
    }
    // Whatever a function does with them, it may look through its arguments: what they hold is paid here for all.
    call.run.spend(call.arguments.iter().map(read_cost).fold(0, usize::saturating_add))?;
    function(call)
}

/// What looking through an argument costs, or through the texts of a list; what lies deeper is paid by whoever goes there.
fn read_cost(argument: &Value) -> usize {
    let of_text = |value: &Value| if let Value::Text(text) = value { text.len() } else { 0 };
    let elements = argument.as_list().unwrap_or_default();
    elements.iter().map(|element| 1 + of_text(element)).fold(of_text(argument), usize::saturating_add)
}

fn count_error(name: &str, least: usize, most: usize, found: usize) -> Error {
    let expected = match most {
        MANY => format!("at least {least}"),
        _ if least == most => least.to_string(),
        _ => format!("{least} to {most}"),
    };
    ErrorKind::ArgumentCount { function: name.to_owned(), expected, found }.into()
}

#[cfg(test)]
mod tests {
    use super::{BY_NAME, TABLES, refused};

    #[test]
    fn no_name_stands_in_two_places() {
        assert_eq!(BY_NAME.len(), TABLES.iter().map(|table| table.len()).sum::<usize>());
        assert!(BY_NAME.keys().all(|name| refused::reason(name).is_none()));
    }
}
