//! Diagnostics as JSON, one object a line: for editors and for programs that run this one.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Label};
use crate::secrets::Veil;
use crate::source::{Place, Span};

/// One diagnostic; a field that has nothing to say is null or an empty list, and none is ever left out.
#[derive(Serialize)]
struct Message<'a> {
    /// The stable name of the kind of problem, such as `values-type`.
    code: &'a str,
    /// `error` or `warning`.
    severity: &'a str,
    /// What is wrong with what.
    message: &'a str,
    /// The file as it was named in the arguments, a flag such as `--set #2`, or a built-in file.
    file: Option<&'a str>,
    /// The line of the first character, from 1.
    line: Option<usize>,
    /// The column of the first character, from 1, in characters.
    column: Option<usize>,
    /// The place behind the last character.
    end: Option<Position>,
    /// Every place of the message, the one above first.
    labels: Vec<Region<'a>>,
    /// Where the other half is.
    notes: &'a [String],
    /// What to type instead.
    help: &'a [String],
}

/// A place with what is to be said of it.
#[derive(Serialize)]
struct Region<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end: Position,
    text: &'a str,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

/// The diagnostic as a JSON object on one line, without a newline at its end.
///
/// Its fields: `code`, `severity` (`error` or `warning`), `message`, `file`, `line`, `column`, `end` (`line` and
/// `column` of the place behind it), `labels` (each with `file`, `line`, `column`, `end` and `text`), `notes` and
/// `help` (lists of texts). Lines and columns count from 1, columns in characters. What has no place has null for
/// `file`, `line`, `column` and `end`.
pub fn json_message(diagnostic: &Diagnostic, texts: &Veil) -> String {
    let span = diagnostic.span();
    let place = span.map(|span| texts.place(span));
    let message = Message {
        code: diagnostic.code,
        severity: diagnostic.severity.word(),
        message: &diagnostic.title,
        file: span.map(|span| texts.name(span.source)),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        end: span.map(|span| end(span, texts)),
        labels: diagnostic.labels.iter().map(|label| region(label, texts)).collect(),
        notes: &diagnostic.notes,
        help: &diagnostic.help,
    };
    // Texts and numbers always have a form in JSON.
    serde_json::to_string(&message).unwrap_or_default()
}

fn region<'a>(label: &'a Label, texts: &'a Veil) -> Region<'a> {
    let Place { line, column } = texts.place(label.span);
    Region { file: texts.name(label.span.source), line, column, end: end(label.span, texts), text: &label.text }
}

fn end(span: Span, texts: &Veil) -> Position {
    let Place { line, column } = texts.end_place(span);
    Position { line, column }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn a_diagnostic_is_one_line_of_json() {
        let mut sources = Sources::default();
        let file = sources.add("prod.yaml", "a:\n  b: three\n");
        let placed = Diagnostic::error("values-type", "`a.b` is wrong")
            .at(Span::new(file, 8, 13), "expected an integer")
            .note("the default is 3")
            .help("write a number");
        assert_eq!(
            json_message(&placed, &Veil::over(&sources, [&mut placed.clone()])),
            r#"{"code":"values-type","severity":"error","message":"`a.b` is wrong","file":"prod.yaml","line":2,"column":6,"end":{"line":2,"column":11},"labels":[{"file":"prod.yaml","line":2,"column":6,"end":{"line":2,"column":11},"text":"expected an integer"}],"notes":["the default is 3"],"help":["write a number"]}"#
        );
        assert_eq!(
            json_message(&Diagnostic::warning("input", "no\nplace"), &Veil::default()),
            r#"{"code":"input","severity":"warning","message":"no\nplace","file":null,"line":null,"column":null,"end":null,"labels":[],"notes":[],"help":[]}"#
        );
    }
}
