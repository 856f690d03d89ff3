//! Looking into the tree of an object.

use serde_json::Value;

use crate::manifest::Object;

/// The items of a list under a key; none if there is no list.
pub(crate) fn items<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The text under a key, if it is not empty.
pub(crate) fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// The specification of an object; null if it has none.
pub(crate) fn spec(object: &Object) -> &Value {
    object.tree.get("spec").unwrap_or(&Value::Null)
}

/// The text of an annotation.
pub(crate) fn annotation<'a>(object: &'a Object, name: &str) -> Option<&'a str> {
    object.tree.get("metadata")?.get("annotations")?.get(name)?.as_str()
}

/// Whether an annotation's name fits.
pub(crate) fn has_annotation(object: &Object, fits: impl Fn(&str) -> bool) -> bool {
    let annotations = object.tree.get("metadata").and_then(|metadata| metadata.get("annotations"));
    annotations.and_then(Value::as_object).is_some_and(|annotations| annotations.keys().any(|name| fits(name)))
}
