//! YAML and JSON: values written as text, and text read as values.

use serde_json::Value as Json;

use super::super::error::Error;
use super::super::json;
use super::super::json_fault;
use super::super::value::{Entries, Value};
use super::super::yaml_text::{self, Form};
use super::call::{Call, Entry, Outcome};
use crate::source::Sources;
use crate::yaml;

pub(super) const FUNCTIONS: &[Entry] = &[
    ("fromJson", 1, 1, |call| map_or_error(read_json(call)?, "")),
    ("fromJsonArray", 1, 1, |call| list_or_error(read_json(call)?, "")),
    ("fromYaml", 1, 1, |call| map_or_error(read_yaml(call)?, OF_YAML)),
    ("fromYamlArray", 1, 1, |call| list_or_error(read_yaml(call)?, OF_YAML)),
    ("mustFromJson", 1, 1, must_from_json),
    ("mustToJson", 1, 1, |call| call.give(json::compact(&to_json(call)?))),
    ("mustToPrettyJson", 1, 1, |call| call.give(json::pretty(&to_json(call)?))),
    ("mustToYaml", 1, 1, must_to_yaml),
    ("mustToRawJson", 1, 1, |call| call.give(json::raw(&to_json(call)?))),
    ("toJson", 1, 1, |call| call.give(json::compact(&to_json(call)?))),
    ("toPrettyJson", 1, 1, |call| call.give(json::pretty(&to_json(call)?))),
    ("toRawJson", 1, 1, |call| call.give(json::raw(&to_json(call)?))),
    ("toYaml", 1, 1, |call| call.give(usual_yaml(call)?.unwrap_or_default())),
    ("toYamlPretty", 1, 1, |call| call.give(yaml_text::write(&counted_json(call)?, Form::Pretty))),
];

/// What stands before Go's words where the text is YAML.
const OF_YAML: &str = "error unmarshaling JSON: while decoding JSON: ";

fn to_json(call: &Call<'_>) -> Result<Json, Error> {
    Ok(call.value(0).to_json(&mut || call.run.spend(64))?)
}

/// What was read, or why it could not be.
type Reading = Result<Json, String>;

fn read_json(call: &Call<'_>) -> Result<Reading, Error> {
    let text = call.text(0)?;
    call.run.spend_text(text.len().saturating_mul(8))?;
    let read = serde_json::from_str(&yaml::without_lone_halves(text));
    Ok(read.map_err(|error| json_fault::fault(text).unwrap_or_else(|| error.to_string())))
}

fn read_yaml(call: &Call<'_>) -> Result<Reading, Error> {
    let text = call.text(0)?;
    call.run.spend_text(text.len().saturating_mul(8))?;
    let source = Sources::default().add("", "");
    Ok(match yaml::read(text, source) {
        Ok(stream) => Ok(stream.documents.first().map_or(Json::Null, |document| document.root.to_json())),
        Err(error) => Err(error.to_string()),
    })
}

/// The value to be written as YAML; its texts are gone through several times, also where nothing comes of it.
fn counted_json(call: &Call<'_>) -> Result<Json, Error> {
    let json = to_json(call)?;
    call.run.spend(yaml_text::length(&json))?;
    Ok(json)
}

/// The value as YAML, or nothing where Helm's library cannot write it.
fn usual_yaml(call: &Call<'_>) -> Result<Option<String>, Error> {
    Ok(yaml_text::through_json(counted_json(call)?).map(|json| yaml_text::write(&json, Form::Usual)))
}

fn must_to_yaml(call: &Call<'_>) -> Outcome {
    match usual_yaml(call)? {
        Some(text) => call.give(text),
        None => call.failure("the value holds a control character, or a key of more than 1,022 characters"),
    }
}

fn must_from_json(call: &Call<'_>) -> Outcome {
    match read_json(call)? {
        Ok(json) => Ok(Value::from(&json)),
        Err(error) => call.failure(error),
    }
}

/// The map that was read; as in Helm, an error becomes a value under `Error`.
fn map_or_error(reading: Reading, before: &str) -> Outcome {
    let message = match reading {
        Ok(json @ (Json::Object(_) | Json::Null)) => return Ok(non_null(&json, Value::map(Entries::new()))),
        Ok(other) => format!("{before}{}", mismatch(&other, "map[string]interface {}")),
        Err(error) => error,
    };
    Ok(Value::map(Entries::from([("Error".into(), Value::from(message))])))
}

/// The list that was read; as in Helm, an error becomes its only element.
fn list_or_error(reading: Reading, before: &str) -> Outcome {
    let message = match reading {
        Ok(json @ (Json::Array(_) | Json::Null)) => return Ok(non_null(&json, Value::list(Vec::new()))),
        Ok(other) => format!("{before}{}", mismatch(&other, "[]interface {}")),
        Err(error) => error,
    };
    Ok(Value::list(vec![message.into()]))
}

/// The words of Go's library for what is read as another type than it is.
fn mismatch(json: &Json, wanted: &str) -> String {
    let found = match json {
        Json::Null => "null",
        Json::Bool(_) => "bool",
        Json::Number(_) => "number",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    };
    format!("json: cannot unmarshal {found} into Go value of type {wanted}")
}

fn non_null(json: &Json, otherwise: Value) -> Value {
    if json.is_null() { otherwise } else { Value::from(json) }
}
