//! Maps and lists in block style.

use serde_json::{Map, Value};

use super::number::number_text;
use super::order::sorted;
use super::pen::Pen;
use super::scalar::{self, TextPlace};
use super::style::is_break;

/// The longest key without a `?` before it, in bytes.
const LONGEST_SIMPLE_KEY: usize = 128;

/// The blanks of one level.
const STEP: usize = 2;

/// Which of Helm's functions writes; each has its own version of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::go_template) enum Form {
    /// `toYaml`: lists stand under their key, long lines are folded.
    Usual,
    /// `toYamlPretty`: lists are indented, lines stay as long as they are.
    Pretty,
}

/// The text of a value, without the line break at its end.
///
/// What is longer than a text of a template may be is cut off somewhere behind that length.
pub(in crate::go_template) fn write(value: &Value, form: Form) -> String {
    let mut writer = Writer { pen: Pen::new(), form };
    writer.node(value, None, false);
    writer.pen.start_line(0);
    writer.pen.text()
}

struct Writer {
    pen: Pen,
    form: Form,
}

impl Writer {
    /// Writes a value within a list or map of the given indentation.
    fn node(&mut self, value: &Value, outer: Option<usize>, is_in_map: bool) {
        let inner = outer.map_or(0, |outer| outer + STEP);
        match value {
            Value::Null => self.pen.word("null"),
            Value::Bool(truth) => self.pen.word(if *truth { "true" } else { "false" }),
            Value::Number(number) => self.pen.word(&number_text(number, self.form)),
            Value::String(text) => self.text(text, outer),
            Value::Array(items) if items.is_empty() => self.pen.word("[]"),
            Value::Object(entries) if entries.is_empty() => self.pen.word("{}"),
            Value::Array(items) => {
                let is_under_key = self.form == Form::Usual && is_in_map && !self.pen.is_in_indentation();
                self.list(items, if is_under_key { outer.unwrap_or(inner) } else { inner });
            }
            Value::Object(entries) => self.map(entries, inner),
        }
    }

    fn list(&mut self, items: &[Value], indent: usize) {
        for item in items {
            if self.pen.is_full() {
                return;
            }
            self.pen.start_line(indent);
            self.pen.mark('-');
            self.node(item, Some(indent), false);
        }
    }

    fn map(&mut self, entries: &Map<String, Value>, indent: usize) {
        for (key, value) in sorted(entries.iter().map(|(key, value)| (key.as_str(), value)), self.form) {
            if self.pen.is_full() {
                return;
            }
            self.pen.start_line(indent);
            self.key(key, indent);
            self.node(value, Some(indent), true);
        }
    }

    fn key(&mut self, key: &str, indent: usize) {
        if key.len() <= LONGEST_SIMPLE_KEY && !key.contains(is_break) {
            scalar::write(key, &mut self.pen, &TextPlace { indent, may_fold: false, form: self.form });
            return self.pen.letter(':');
        }
        self.pen.mark('?');
        self.text(key, Some(indent));
        self.pen.start_line(indent);
        self.pen.mark(':');
    }

    fn text(&mut self, text: &str, outer: Option<usize>) {
        let indent = outer.map_or(STEP, |outer| outer + STEP);
        scalar::write(text, &mut self.pen, &TextPlace { indent, may_fold: self.form == Form::Usual, form: self.form });
    }
}
