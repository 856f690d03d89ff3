//! How an error in a Go template of the values is reported: at its place in the values, with what to write instead.

use super::expand::NAMED_TEMPLATES;
use crate::diagnostic::{Diagnostic, Within};
use crate::go_template::{Error, ErrorKind, function_names};
use crate::values::nearest;
use crate::yaml::{Node, ReadError};

/// The longest line of a result that is shown.
const LONGEST_LINE: usize = 120;

/// The diagnostic of a Go template that cannot be evaluated; `source` is the text that was evaluated.
pub(super) fn diagnostic(error: &Error, path: &str, node: &Node, source: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error("go-template", error.to_string());
    let doing = format!("while evaluating `{path}`");
    // The configuration is evaluated a second time, as a text that stands nowhere.
    let is_as_written = node.as_text() == Some(source);
    let placed = match error.span.clone().filter(|_| is_as_written) {
        Some(range) => diagnostic.at_part(node.span, Within { text: source.into(), range }, doing),
        None => diagnostic.at(node.span, doing),
    };
    match help(&error.kind) {
        Some(help) => placed.help(help),
        None => placed,
    }
}

fn help(kind: &ErrorKind) -> Option<String> {
    match kind {
        ErrorKind::UnknownFunction { name } => function_help(name),
        ErrorKind::UnknownTemplate { name } => {
            nearest(name, NAMED_TEMPLATES.iter().copied()).map(|near| format!("did you mean `{near}`?"))
        }
        ErrorKind::NilField { path, field } if path.starts_with(['.', '$']) => {
            Some(format!("set it in the values, or write `({path}).{field}` to read nothing where it is not set"))
        }
        _ => None,
    }
}

fn function_help(name: &str) -> Option<String> {
    let named = NAMED_TEMPLATES.iter().find(|template| template.rsplit('.').next() == Some(name));
    if let Some(template) = named {
        return Some(format!("`include \"{template}\" .` gives it"));
    }
    let mut names: Vec<&str> = function_names().collect();
    names.sort_unstable();
    nearest(name, names).map(|near| format!("did you mean `{near}`?"))
}

/// The diagnostic of a Go template whose text is to be read as YAML, and is not.
pub(super) fn not_yaml(error: ReadError, path: &str, node: &Node, text: &str) -> Diagnostic {
    let offset = error.span().start as usize;
    let cause = Diagnostic::from(error).title;
    let diagnostic =
        Diagnostic::error("go-template-yaml", format!("the text that `{path}` gives is not YAML: {cause}"))
            .at(node.span, "this template");
    // What stands in an object of the user's own may be a secret's data.
    let line = line_at(text, offset).filter(|_| !path.starts_with("extraObjects"));
    match line {
        Some((number, line)) => diagnostic.note(format!("line {number} of what it gives: `{line}`")),
        None => diagnostic,
    }
}

/// The diagnostic of a Go template whose text holds a line `---` or `...`.
pub(super) fn mark_of_document(path: &str, node: &Node) -> Diagnostic {
    Diagnostic::error("go-template-yaml", format!("the text that `{path}` gives begins or ends a YAML document"))
        .at(node.span, "this template")
        .help("leave out the line `---` or `...`")
}

fn line_at(text: &str, offset: usize) -> Option<(usize, String)> {
    let before = text.get(..offset.min(text.len()))?;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(start..)?.lines().next()?.trim_end();
    let mut shown: String = line.chars().take(LONGEST_LINE).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    (!shown.is_empty()).then(|| (before.matches('\n').count() + 1, shown))
}
