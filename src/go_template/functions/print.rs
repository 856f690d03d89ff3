//! Go's printing functions, and its escapes for HTML, JavaScript and URLs.

use super::super::error::ErrorKind;
use super::super::format;
use super::super::printf;
use super::super::value::Value;
use super::call::{Call, Entry, MANY, Outcome};

pub(super) const FUNCTIONS: &[Entry] = &[
    ("html", 0, MANY, |call| escaped(call, html)),
    ("js", 0, MANY, |call| escaped(call, javascript)),
    ("print", 0, MANY, |call| call.give(joined(call.arguments)?)),
    ("printf", 1, MANY, |call| call.give(printf::printf(call.run, call.text(0)?, call.from(1))?)),
    ("println", 0, MANY, println),
    ("urlquery", 0, MANY, |call| escaped(call, url)),
];

/// The texts of the values, with a blank between two of which none is a text.
fn joined(values: &[Value]) -> Result<String, ErrorKind> {
    let mut out = String::new();
    let mut previous_is_text = true;
    for value in values {
        let is_text = matches!(value, Value::Text(_));
        if !previous_is_text && !is_text {
            out.push(' ');
        }
        out.push_str(&format::display(value)?);
        previous_is_text = is_text;
    }
    Ok(out)
}

fn println(call: &Call<'_>) -> Outcome {
    let texts = call.arguments.iter().map(format::display).collect::<Result<Vec<_>, _>>()?;
    call.give(texts.join(" ") + "\n")
}

fn escaped(call: &Call<'_>, escape: fn(&str) -> String) -> Outcome {
    let text = match call.arguments {
        [Value::Missing | Value::Null] => "<no value>".to_owned(),
        values => joined(values)?,
    };
    call.run.spend_text(text.len().saturating_mul(6))?;
    call.give(escape(&text))
}

fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\0' => out.push('\u{fffd}'),
            '"' => out.push_str("&#34;"),
            '\'' => out.push_str("&#39;"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(character),
        }
    }
    out
}

fn javascript(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '\'' => out.push_str("\\'"),
            '"' => out.push_str("\\\""),
            '<' | '>' | '&' | '=' | '\0'..='\u{1f}' => out.push_str(&format!("\\u{:04X}", u32::from(character))),
            _ => out.push(character),
        }
    }
    out
}

fn url(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
