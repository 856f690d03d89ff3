//! `extraObjects`: objects of the user's own beside those of the chart.

use serde_json::Value;

use super::expand::Expander;
use super::reading::Reading;
use super::template_error;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};
use crate::values::Path;
use crate::yaml::{self, Data, Node};

/// The name that stands for the template of these objects.
pub const EXTRA_OBJECTS: &str = "extra-objects";

/// The value that holds them.
const EXTRA: &str = "extraObjects";

/// A document of `extraObjects`, with the entry that gave it.
pub struct ExtraObject {
    /// The path of the entry, such as `extraObjects[2]`.
    pub path: String,
    /// Where the entry was written.
    pub span: Span,
    /// The document.
    pub document: Value,
}

/// Evaluates every entry: a map whose strings are Go templates, or one Go template that gives YAML documents. What
/// gives nothing is left out.
///
/// # Errors
/// A Go template that fails, text that is not YAML, or a value that is neither a list nor a map of entries.
pub(super) fn extra_objects(
    values: Reading<'_>,
    expander: &Expander,
    template: &str,
) -> Result<Vec<ExtraObject>, Diagnostic> {
    let Some(node) = values.at(EXTRA) else { return Ok(Vec::new()) };
    let mut objects = Vec::new();
    for (path, entry) in entries(node)? {
        let documents = match &entry.data {
            Data::Text(source) => documents(&path, entry, &expander.text(&path, entry, source, template)?)?,
            _ => vec![expander.strings(&path, entry, template)?],
        };
        let given = documents.into_iter().filter(|document| !is_nothing(document));
        objects.extend(given.map(|document| ExtraObject { path: path.clone(), span: entry.span, document }));
    }
    Ok(objects)
}

fn entries(node: &Node) -> Result<Vec<(String, &Node)>, Diagnostic> {
    match &node.data {
        Data::Null => Ok(Vec::new()),
        Data::List(list) => {
            Ok(list.iter().enumerate().map(|(index, entry)| (format!("extraObjects[{index}]"), entry)).collect())
        }
        Data::Map(map) => {
            let path = |key: &str| Path::of_keys(EXTRA).key(key).to_string();
            Ok(map.iter().map(|(key, entry)| (path(key), &entry.value)).collect())
        }
        _ => Err(Diagnostic::error(
            "extra-objects",
            format!("`extraObjects` must be a list or a map, found {}", node.kind()),
        )
        .at(node.span, "expected a list or a map of objects")),
    }
}

fn documents(path: &str, entry: &Node, text: &str) -> Result<Vec<Value>, Diagnostic> {
    let stream = yaml::read(text, Sources::default().add(path, ""))
        .map_err(|error| template_error::not_yaml(error, path, entry, text))?;
    Ok(stream.documents.iter().map(|document| document.root.to_json()).collect())
}

fn is_nothing(document: &Value) -> bool {
    match document {
        Value::Null => true,
        Value::Object(map) => map.is_empty(),
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}
