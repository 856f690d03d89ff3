//! JSON as Go writes it: numbers as floats, and what HTML or JavaScript would take for its own as escapes.

use serde_json::Value;

/// What stands between the parts of lists and maps.
#[derive(Clone, Copy)]
enum Layout {
    /// All on one line.
    Compact,
    /// A part a line, behind as many steps of two blanks.
    Lines(usize),
}

/// JSON on one line. Keys stay in their order, which is that of their bytes where Go made it.
pub fn compact(value: &Value) -> String {
    let mut out = String::new();
    write(value, Layout::Compact, &mut out);
    escaped(&out)
}

/// JSON on one line in which only the line breaks of JavaScript are escaped.
pub(super) fn raw(value: &Value) -> String {
    let mut out = String::new();
    write(value, Layout::Compact, &mut out);
    out.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// JSON with a part a line, indented by two blanks.
pub fn pretty(value: &Value) -> String {
    let mut out = String::new();
    write(value, Layout::Lines(0), &mut out);
    escaped(&out)
}

/// No character that is escaped here stands outside of texts.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => out.push(character),
        }
    }
    out
}

fn write(value: &Value, layout: Layout, out: &mut String) {
    match value {
        Value::Object(map) => {
            let colon = if matches!(layout, Layout::Compact) { ":" } else { ": " };
            let entry = |(key, value): (&String, &Value), inner: Layout, out: &mut String| {
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push_str(colon);
                write(value, inner, out);
            };
            parts(map.iter(), ('{', '}'), layout, out, entry);
        }
        Value::Array(items) => parts(items.iter(), ('[', ']'), layout, out, write),
        Value::Number(number) => out.push_str(&number_text(number)),
        Value::String(_) | Value::Bool(_) | Value::Null => out.push_str(&value.to_string()),
    }
}

fn parts<T>(
    parts: impl ExactSizeIterator<Item = T>,
    (open, close): (char, char),
    layout: Layout,
    out: &mut String,
    write: impl Fn(T, Layout, &mut String),
) {
    out.push(open);
    let (is_empty, inner) = (parts.len() == 0, layout.inner());
    for (index, part) in parts.enumerate() {
        out.push_str(if index > 0 { "," } else { "" });
        inner.break_line(out);
        write(part, inner, out);
    }
    if !is_empty {
        layout.break_line(out);
    }
    out.push(close);
}

impl Layout {
    fn inner(self) -> Self {
        match self {
            Self::Compact => Self::Compact,
            Self::Lines(depth) => Self::Lines(depth.saturating_add(1)),
        }
    }

    fn break_line(self, out: &mut String) {
        if let Self::Lines(depth) = self {
            out.push('\n');
            out.push_str(&"  ".repeat(depth));
        }
    }
}

/// A whole number in full, any other with an exponent below 1e-6 and from 1e21 on.
fn number_text(number: &serde_json::Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => float_text(float),
        _ => number.to_string(),
    }
}

/// A float with an exponent below 1e-6 and from 1e21 on.
pub fn float_text(float: f64) -> String {
    let magnitude = float.abs();
    if magnitude == 0.0 || (1e-6..1e21).contains(&magnitude) {
        return float.to_string();
    }
    let text = format!("{float:e}");
    if text.contains("e-") { text } else { text.replace('e', "e+") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_those_of_go() {
        for (number, expected) in [
            (1.0, "1"),
            (-0.0, "-0"),
            (0.5, "0.5"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1.5e-6, "0.0000015"),
            (1.5e-7, "1.5e-7"),
        ] {
            assert_eq!(float_text(number), expected);
        }
    }

    #[test]
    fn layouts_are_those_of_go() {
        let value = json!({"b": [1, "<\u{2028}"], "a": {}, "c": []});
        assert_eq!(compact(&value), r#"{"b":[1,"\u003c\u2028"],"a":{},"c":[]}"#);
        assert_eq!(raw(&value), r#"{"b":[1,"<\u2028"],"a":{},"c":[]}"#);
        let expected = "{\n  \"b\": [\n    1,\n    \"\\u003c\\u2028\"\n  ],\n  \"a\": {},\n  \"c\": []\n}";
        assert_eq!(pretty(&value), expected);
    }
}
