//! Values that the schema takes and Kubernetes or Vault likely will not: closed sets, advised types, old names, modes.

use serde_json::Value;

use super::nearest::nearest;
use super::path::Path;
use super::schema::Schema;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::yaml::{self, Data, Entry, Node, Number};

/// File modes that people write, by their octal digits. None of them read as a decimal is a mode anyone would want.
const MODES: &[i128] = &[400, 440, 444, 500, 550, 555, 600, 640, 644, 660, 664, 666, 700, 750, 755, 770, 775, 777];

/// A value that is none of the choices that the key has.
pub(super) fn choice(path: &Path, node: &Node, schema: &Schema) -> Option<Diagnostic> {
    let choices = schema.own("x-enum")?;
    let choices = choices.as_array()?;
    let found = node.to_json();
    // The chart writes a choice without quotes of its own, so that those in the value go.
    let is_in_quotes = node.as_text().and_then(yaml::without_quotes).is_some_and(|text| choices.contains(&text.into()));
    if is_open(node) || is_in_quotes || choices.contains(&found) || matches!(found, Value::Array(_) | Value::Object(_))
    {
        return None;
    }
    let shown = written(&found);
    let mut expected: Vec<String> = Vec::new();
    for choice in choices.iter().filter(|choice| **choice != "").map(written) {
        // `true` and `"true"` are distinguished by the chart, and not by its users.
        if !expected.contains(&choice) {
            expected.push(choice);
        }
    }
    let warning = Diagnostic::warning("values-choice", format!("{shown} is not a valid choice for `{path}`"))
        .at(node.span, format!("expected {}", one_of(&expected)));
    let near = nearest(node.as_text().unwrap_or_default(), choices.iter().filter_map(Value::as_str));
    Some(match near {
        Some(near) => warning.help(format!("did you mean `{near}`?")),
        None => warning,
    })
}

/// A value of a type that the chart takes, and what reads the manifest likely not.
pub(super) fn advised_type(path: &Path, node: &Node, schema: &Schema) -> Option<Diagnostic> {
    let types = schema.advised_types();
    let is_number_in_text = node.as_text().is_some_and(|text| text.parse::<i64>().is_ok());
    if types.is_empty() || is_open(node) || is_number_in_text || types.iter().any(|kind| kind.takes(node)) {
        return None;
    }
    let expected: Vec<&str> = types.iter().map(|kind| kind.words()).collect();
    let expected = expected.join(" or ");
    let title = format!("`{path}` should be {expected}, found {}", node.kind());
    Some(Diagnostic::warning("values-type-advice", title).at(node.span, format!("expected {expected}")))
}

/// A key with an old name.
pub(super) fn deprecated(path: &Path, key: Span, schema: &Schema) -> Option<Diagnostic> {
    let advice = schema.own("x-deprecated")?;
    let advice = advice.as_str()?;
    let help: Vec<String> = advice.split(' ').map(ticked).collect();
    let warning = Diagnostic::warning("values-deprecated", format!("`{path}` is deprecated"));
    Some(warning.at(key, "an old name").help(help.join(" ")))
}

/// An image whose name a null takes away.
pub(super) fn nameless_image(path: &Path, entry: &Entry, default: &Node) -> Option<Diagnostic> {
    let name = default.as_text().filter(|name| !name.is_empty() && entry.value.is_null())?;
    let path = path.to_string();
    path.to_ascii_lowercase().ends_with("image.repository").then(|| {
        Diagnostic::warning("image-invalid", format!("`{path}` is null, and the image has no name"))
            .at(entry.value.span, format!("removes the default `{name}`"))
            .note("Helm renders an image without a name as well, which the kubelet cannot pull")
            .help("remove the line: the default then applies")
    })
}

/// A file mode in decimal digits that was likely meant in octal ones.
pub(super) fn file_mode(path: &Path, key: &str, node: &Node) -> Option<Diagnostic> {
    let Data::Number(Number::Integer(mode)) = node.data else { return None };
    if !matches!(key, "defaultMode" | "mode") || !MODES.contains(&mode) {
        return None;
    }
    let title = format!("`{path}` is {mode} in decimal, which is the file mode 0{mode:o}");
    let warning = Diagnostic::warning("values-file-mode", title).at(node.span, "not an octal number");
    Some(warning.help(format!("write `0{mode}` if you mean the mode that `chmod {mode}` gives")))
}

/// Whether nothing can be said of the value yet: it is not set, or a Go template will make something of it.
fn is_open(node: &Node) -> bool {
    node.is_null() || node.as_text().is_some_and(|text| text.is_empty() || text.contains("{{"))
}

fn written(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{text}`"),
        other => format!("`{other}`"),
    }
}

fn one_of(choices: &[String]) -> String {
    match choices {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => choices.concat(),
    }
}

/// A word that is a path, in the quotes of a message.
fn ticked(word: &str) -> String {
    if word.contains('.') { format!("`{word}`") } else { word.to_owned() }
}
