//! Go templates in values that nothing evaluated: they stand in the objects as the user wrote them.

use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::manifest::Object;
use crate::source::SourceId;
use crate::values::{Path, Schema, Segment};
use crate::yaml::{Data, Node};

/// The name of this kind of warning.
pub(super) const CODE: &str = "template-not-evaluated";

/// What only a template of Helm says: where the user chooses keys, braces are more often for another program.
const OF_HELM: [&str; 8] =
    [".Values", ".Release", ".Chart", ".Capabilities", ".Template", "include \"", "tpl ", "lookup \""];

/// A text of the user's with braces.
struct Braced<'n> {
    path: Path,
    node: &'n Node,
    text: &'n str,
}

/// A warning for each value whose braces stand in an object.
pub(super) fn not_evaluated(
    user: &Node,
    schema: &Schema,
    objects: &[Object],
    is_of_the_user: impl Fn(SourceId) -> bool,
) -> Vec<Diagnostic> {
    let mut braced = Vec::new();
    collect(user, &mut Path::root(), &mut braced);
    braced.retain(|one| is_of_the_user(one.node.span.source));
    let is_left = |one: &Braced<'_>| {
        let is_meant = |part: &&str| !schema.is_free(&one.path) || OF_HELM.iter().any(|word| part.contains(word));
        let mut parts = parts(one.text).filter(is_meant);
        parts.any(|part| objects.iter().any(|object| object.tree.values().any(|value| holds(value, part))))
    };
    braced.iter().filter(|one| is_left(one)).map(warning).collect()
}

fn warning(one: &Braced<'_>) -> Diagnostic {
    Diagnostic::warning(CODE, format!("`{}` holds a Go template, and nothing evaluates it", one.path))
        .at(one.node.span, "stands in the manifest as it is")
        .note("Helm does not evaluate it either, and refuses it where its template has no quotes")
        .help("write the value itself")
}

fn collect<'n>(node: &'n Node, path: &mut Path, found: &mut Vec<Braced<'n>>) {
    match &node.data {
        Data::Text(text) if text.contains("{{") => found.push(Braced { path: path.clone(), node, text }),
        Data::List(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Segment::Index(index));
                collect(item, path, found);
                path.pop();
            }
        }
        Data::Map(map) => {
            for (key, entry) in map {
                path.push(Segment::Key(key.clone()));
                collect(&entry.value, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

/// The parts of a text in braces, with them.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("{{").filter_map(|(start, _)| {
        let rest = text.get(start..)?;
        rest.get(..rest.find("}}")? + 2)
    })
}

fn holds(value: &Value, part: &str) -> bool {
    match value {
        Value::String(text) => text.contains(part),
        Value::Array(items) => items.iter().any(|item| holds(item, part)),
        Value::Object(map) => map.values().any(|value| holds(value, part)),
        _ => false,
    }
}
