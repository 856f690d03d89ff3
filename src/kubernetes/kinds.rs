//! The kinds whose fields are known.

use serde_json::{Map, Value};

use super::custom::CUSTOM_KINDS;
use super::form::{Kind, Type};
use super::table::KINDS;

/// A group that Kubernetes once served its kinds from, and moved them out of.
const FORMER_GROUP: &str = "extensions";

/// Whether the fields of a kind are known, not only those that all objects have.
pub fn is_known(api_version: &str, kind: &str) -> bool {
    find(api_version, kind).is_some()
}

/// The kind of an object, in the very version of its API.
pub(super) fn kind_of(object: &Map<String, Value>) -> Option<&'static Kind> {
    find(object.get("apiVersion")?.as_str()?, object.get("kind")?.as_str()?)
}

/// The type of an object, if its kind is known.
pub(super) fn type_of(object: &Map<String, Value>) -> Option<&'static Type> {
    kind_of(object).map(|kind| kind.2)
}

/// The type of an object. A version that is not known stands for the same fields as one of its group that is.
pub(super) fn type_in_any_version(object: &Map<String, Value>) -> Option<&'static Type> {
    let known = kind_of(object).or_else(|| {
        let group = group(object.get("apiVersion")?.as_str()?);
        let kind = object.get("kind")?.as_str()?;
        all().find(|known| known.1 == kind && (group == FORMER_GROUP || group == self::group(known.0)))
    });
    known.map(|known| known.2)
}

fn find(api_version: &str, kind: &str) -> Option<&'static Kind> {
    all().find(|known| known.1 == kind && known.0 == api_version)
}

fn all() -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().chain(CUSTOM_KINDS)
}

fn group(api_version: &str) -> &str {
    api_version.split_once('/').map_or("", |(group, _)| group)
}
