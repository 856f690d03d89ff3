//! What becomes of a value on the way that `toYaml` sends it: written as JSON, and read again as YAML.
//!
//! JSON leaves some characters as they are that YAML does not allow, and one that YAML takes for a line break.

use serde_json::{Map, Value};

/// The longest key that the reader finds the end of, in characters of JSON with their quotes.
const LONGEST_KEY: usize = 1024;

/// A line break to YAML, and a letter like any other to JSON.
const NEXT_LINE: char = '\u{85}';

/// The bytes of all texts in a value.
pub(in crate::go_template) fn length(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(length).sum(),
        Value::Object(entries) => entries.iter().map(|(key, value)| key.len() + length(value)).sum(),
        _ => 0,
    }
}

/// The value as it is read again, or nothing where the reader refuses it.
pub(in crate::go_template) fn through_json(value: Value) -> Option<Value> {
    match value {
        Value::String(text) => text_through(text).map(Value::String),
        Value::Array(items) => items.into_iter().map(through_json).collect::<Option<Vec<_>>>().map(Value::Array),
        Value::Object(entries) => {
            let entries = entries.into_iter().map(|(key, value)| Some((key_through(key)?, through_json(value)?)));
            entries.collect::<Option<Map<_, _>>>().map(Value::Object)
        }
        other => Some(other),
    }
}

fn key_through(key: String) -> Option<String> {
    let fits = 2 + key.chars().map(length_in_json).sum::<usize>() <= LONGEST_KEY;
    (fits && key.chars().all(|character| is_allowed(character) && character != NEXT_LINE)).then_some(key)
}

fn text_through(text: String) -> Option<String> {
    if !text.chars().all(is_allowed) {
        return None;
    }
    Some(if text.contains(NEXT_LINE) { folded(&text) } else { text })
}

/// Whether the reader takes the character; those below the blank are escaped in JSON.
fn is_allowed(character: char) -> bool {
    !matches!(character, '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}')
}

fn length_in_json(character: char) -> usize {
    match character {
        '"' | '\\' | '\u{8}' | '\t' | '\n' | '\u{C}' | '\r' => 2,
        '\0'..=' ' if character != ' ' => 6,
        '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => 6,
        _ => 1,
    }
}

/// The text as a reader joins its lines: one break is a blank, of several the first is nothing; blanks round it go.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.split(NEXT_LINE).enumerate().peekable();
    let mut breaks: usize = 0;
    while let Some((index, line)) = lines.next() {
        let line = if index > 0 { line.trim_start_matches(' ') } else { line };
        let line = if lines.peek().is_some() { line.trim_end_matches(' ') } else { line };
        if !line.is_empty() || lines.peek().is_none() {
            push_breaks(breaks, &mut out);
            breaks = 0;
            out.push_str(line);
        }
        breaks += 1;
    }
    out
}

fn push_breaks(breaks: usize, out: &mut String) {
    match breaks {
        0 => {}
        1 => out.push(' '),
        _ => out.extend(std::iter::repeat_n('\n', breaks - 1)),
    }
}
