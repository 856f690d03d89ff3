//! Text of values as Go's `fmt` prints them.

use std::fmt::Write;

use super::error::ErrorKind;
use super::run::TEXT_LIMIT;
use super::value::{Value, check_depth, whole};

/// The text of a value as `%v` gives it, but with whole floats as integers.
///
/// # Errors
///
/// Fails on values nested too deeply, and on texts beyond the limit.
pub(super) fn display(value: &Value) -> Result<String, ErrorKind> {
    let mut out = String::new();
    display_to(value, 0, &mut out)?;
    Ok(out)
}

fn display_to(value: &Value, depth: usize, out: &mut String) -> Result<(), ErrorKind> {
    check_depth(depth)?;
    if out.len() > TEXT_LIMIT {
        return Err(ErrorKind::Work);
    }
    match value {
        Value::Missing | Value::Null => out.push_str("<nil>"),
        Value::Bool(bool) => out.push_str(if *bool { "true" } else { "false" }),
        Value::Integer(whole, _) => append(out, format_args!("{whole}")),
        Value::Float(float) => out.push_str(&float_text(*float)),
        Value::Text(text) => out.push_str(text),
        Value::List(list) => {
            out.push('[');
            for (index, element) in list.elements().iter().enumerate() {
                out.push_str(if index > 0 { " " } else { "" });
                display_to(element, depth + 1, out)?;
            }
            out.push(']');
        }
        Value::Map(map) => {
            out.push_str("map[");
            for (index, (key, element)) in map.entries().iter().enumerate() {
                out.push_str(if index > 0 { " " } else { "" });
                out.push_str(key);
                out.push(':');
                display_to(element, depth + 1, out)?;
            }
            out.push(']');
        }
        Value::Object(object) => display_to(&object.plain(), depth + 1, out)?,
    }
    Ok(())
}

fn append(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a text cannot fail.
    let _ = out.write_fmt(arguments);
}

/// A float as Go's `%v` prints it, whole ones in full.
pub(super) fn float_text(float: f64) -> String {
    match whole(float) {
        Some(0) if float.is_sign_negative() => "-0".to_owned(),
        Some(whole) => whole.to_string(),
        None if float.is_nan() => "NaN".to_owned(),
        None if float.is_infinite() => if float > 0.0 { "+Inf" } else { "-Inf" }.to_owned(),
        None => crate::yaml::Number::Float(float).to_string(),
    }
}

/// The text of a value where sprig wants one: texts as they are, all else as `%v`.
///
/// # Errors
///
/// Fails as [`display`] does.
pub(super) fn plain(value: &Value) -> Result<String, ErrorKind> {
    match value {
        Value::Text(text) => Ok(text.to_string()),
        other => display(other),
    }
}

/// Bytes as a text, with U+FFFD for each that belongs to no character.
pub(super) fn lossy(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '\u{fffd}'));
    }
    text
}

/// A text in double quotes with Go's escapes.
pub(super) fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{b}' => out.push_str("\\v"),
            '\u{c}' => out.push_str("\\f"),
            '\u{0}'..='\u{1f}' | '\u{7f}' => append(&mut out, format_args!("\\x{:02x}", u32::from(character))),
            _ if is_hidden(character) => append(&mut out, format_args!("{}", go_unicode(character))),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

/// A text in double quotes with Go's escapes, also for all that is not ASCII.
pub(super) fn quote_ascii(text: &str) -> String {
    let escape = |character: char| if character.is_ascii() { character.to_string() } else { go_unicode(character) };
    quote(text).chars().map(escape).collect()
}

fn go_unicode(character: char) -> String {
    let code = u32::from(character);
    if code > 0xffff { format!("\\U{code:08x}") } else { format!("\\u{code:04x}") }
}

/// Characters outside ASCII that Go does not print as they are.
fn is_hidden(character: char) -> bool {
    let space = character != ' ' && character.is_whitespace();
    let invisible = matches!(character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    character.is_control() || space || invisible
}
