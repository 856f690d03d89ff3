//! Text: cutting, joining, indenting and quoting.

use super::super::error::ErrorKind;
use super::super::format;
use super::super::value::{Elements, Entries, Value};
use super::call::{Call, Entry, MANY, Outcome};

pub(super) const FUNCTIONS: &[Entry] = &[
    ("abbrev", 2, 2, |call| abbreviate(call, 0, call.integer(0)?, call.text(1)?)),
    ("abbrevboth", 3, 3, |call| abbreviate(call, call.integer(0)?, call.integer(1)?, call.text(2)?)),
    ("cat", 0, MANY, cat),
    ("contains", 2, 2, |call| Ok(call.text(1)?.contains(call.text(0)?).into())),
    ("hasPrefix", 2, 2, |call| Ok(call.text(1)?.starts_with(call.text(0)?).into())),
    ("hasSuffix", 2, 2, |call| Ok(call.text(1)?.ends_with(call.text(0)?).into())),
    ("indent", 2, 2, |call| indent(call, "")),
    ("join", 2, 2, join),
    ("nindent", 2, 2, |call| indent(call, "\n")),
    ("nospace", 1, 1, |call| call.give(without_spaces(call.text(0)?))),
    ("plural", 3, 3, |call| {
        let (one, many) = (call.text(0)?, call.text(1)?);
        call.give(if call.integer(2)? == 1 { one } else { many })
    }),
    ("quote", 0, MANY, |call| quoted(call, format::quote)),
    ("repeat", 2, 2, repeat),
    ("replace", 3, 3, replace),
    ("sortAlpha", 1, 1, sort),
    ("split", 2, 2, split),
    ("splitList", 2, 2, |call| split_list(call, usize::MAX)),
    ("splitn", 3, 3, splitn),
    ("squote", 0, MANY, |call| quoted(call, |text| format!("'{text}'"))),
    ("substr", 3, 3, substr),
    ("toString", 1, 1, |call| call.give(call.plain(0)?)),
    ("toStrings", 1, 1, |call| Ok(Value::texts(texts(&call.value(0))?))),
    ("trim", 1, 1, |call| call.give(call.text(0)?.trim())),
    ("trimAll", 2, 2, trim_all),
    ("trimPrefix", 2, 2, |call| call.give(call.text(1)?.strip_prefix(call.text(0)?).unwrap_or(call.text(1)?))),
    ("trimSuffix", 2, 2, |call| call.give(call.text(1)?.strip_suffix(call.text(0)?).unwrap_or(call.text(1)?))),
    ("trimall", 2, 2, trim_all),
    ("trunc", 2, 2, trunc),
    ("wrap", 2, 2, |call| wrap(call, call.integer(0)?, "\n", call.text(1)?, false)),
    ("wrapWith", 3, 3, |call| wrap(call, call.integer(0)?, call.text(1)?, call.text(2)?, true)),
];

/// The bytes of a text as a text again; a character that was cut becomes the replacement character.
fn bytes(call: &Call<'_>, bytes: &[u8]) -> Outcome {
    call.give(format::lossy(bytes))
}

fn size(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}

/// Every element as a text, nothing left out; a value that is no list is the only element.
pub(super) fn texts(value: &Value) -> Result<Vec<String>, ErrorKind> {
    match (value, value.as_list()) {
        (_, Some(list)) => list.iter().filter(|element| !element.is_nil()).map(format::plain).collect(),
        (Value::Missing | Value::Null, None) => Ok(Vec::new()),
        (other, None) => Ok(vec![format::plain(other)?]),
    }
}

fn abbreviate(call: &Call<'_>, offset: i64, width: i64, text: &str) -> Outcome {
    let characters: Vec<char> = text.chars().collect();
    let (offset, width, length) = (size(offset), size(width), characters.len());
    let from = |start: usize| characters.iter().skip(start);
    if width < 4 || (offset > 0 && width < 7) || length <= width {
        return call.give(text);
    }
    let offset = offset.min(length);
    let offset = if length - offset < width - 3 { length - (width - 3) } else { offset };
    if offset <= 4 {
        return call.give(from(0).take(width - 3).collect::<String>() + "...");
    }
    if width < 7 {
        return call.give(text);
    }
    if offset + width - 3 < length {
        return call.give(format!("...{}...", from(offset).take(width - 6).collect::<String>()));
    }
    call.give(format!("...{}", from(length - (width - 3)).collect::<String>()))
}

/// A text without its blanks. Where there are any, sprig takes each byte for a character.
fn without_spaces(text: &str) -> String {
    let kept: String = text.bytes().map(char::from).filter(|character| !character.is_whitespace()).collect();
    if kept.chars().count() == text.len() { text.to_owned() } else { kept }
}

fn cat(call: &Call<'_>) -> Outcome {
    let present = call.arguments.iter().filter(|value| !value.is_nil());
    call.give(present.map(format::plain).collect::<Result<Vec<_>, _>>()?.join(" "))
}

fn indent(call: &Call<'_>, before: &str) -> Outcome {
    let (width, text) = (call.integer(0)?, call.text(1)?);
    let Ok(width) = usize::try_from(width) else { return call.failure("the width is negative") };
    let lines = text.matches('\n').count().saturating_add(1);
    call.run.spend_text(lines.saturating_mul(width).saturating_add(text.len()))?;
    let pad = " ".repeat(width);
    call.give(format!("{before}{pad}{}", text.replace('\n', &format!("\n{pad}"))))
}

fn join(call: &Call<'_>) -> Outcome {
    let texts = texts(&call.value(1))?;
    let separators = call.text(0)?.len().saturating_mul(texts.len());
    call.run.spend_text(separators)?;
    call.give(texts.join(call.text(0)?))
}

fn quoted(call: &Call<'_>, quote: fn(&str) -> String) -> Outcome {
    let present = call.arguments.iter().filter(|value| !value.is_nil());
    let texts = present.map(|value| format::plain(value).map(|text| quote(&text)));
    call.give(texts.collect::<Result<Vec<_>, _>>()?.join(" "))
}

fn repeat(call: &Call<'_>) -> Outcome {
    let (count, text) = (call.integer(0)?, call.text(1)?);
    let Ok(count) = usize::try_from(count) else { return call.failure("the count is negative") };
    call.run.spend_text(text.len().saturating_mul(count))?;
    if text.is_empty() { Ok("".into()) } else { Ok(text.repeat(count).into()) }
}

fn replace(call: &Call<'_>) -> Outcome {
    let (old, new, text) = (call.text(0)?, call.text(1)?, call.text(2)?);
    let matches = if old.is_empty() { text.len() + 1 } else { text.len() / old.len() };
    call.run.spend_text(if new.len() > old.len() { matches.saturating_mul(new.len()) } else { 0 })?;
    call.give(text.replace(old, new))
}

fn sort(call: &Call<'_>) -> Outcome {
    let mut texts = if call.value(0).is_nil() { vec!["<nil>".to_owned()] } else { texts(&call.value(0))? };
    texts.sort_unstable();
    call.give_list_of(Elements::Texts, texts.into_iter().map(Value::from).collect())
}

/// The parts of a text, at most so many; an empty separator parts the characters.
fn parts<'t>(text: &'t str, separator: &str, most: usize) -> Vec<&'t str> {
    if !separator.is_empty() {
        return text.splitn(most, separator).collect();
    }
    let count = text.chars().count().min(most);
    let mut rest = text;
    let mut parts = Vec::with_capacity(count);
    for _ in 1..count {
        let length = rest.chars().next().map_or(0, char::len_utf8);
        let (first, after) = rest.split_at(length);
        parts.push(first);
        rest = after;
    }
    if !text.is_empty() {
        parts.push(rest);
    }
    parts
}

fn split_list(call: &Call<'_>, most: usize) -> Outcome {
    let (separator, text) = (call.text(0)?, call.text(1)?);
    call.run.spend(text.len().saturating_mul(16))?;
    call.give_list_of(Elements::Texts, parts(text, separator, most).into_iter().map(Value::from).collect())
}

fn numbered(call: &Call<'_>, parts: &[&str]) -> Outcome {
    let entries = parts.iter().enumerate().map(|(index, part)| (format!("_{index}").into(), Value::from(*part)));
    call.spend_elements(parts.len())?;
    Ok(Value::map_of(Elements::Texts, entries.collect::<Entries>()))
}

fn split(call: &Call<'_>) -> Outcome {
    let (separator, text) = (call.text(0)?, call.text(1)?);
    call.run.spend(text.len().saturating_mul(16))?;
    numbered(call, &parts(text, separator, usize::MAX))
}

fn splitn(call: &Call<'_>) -> Outcome {
    let (separator, most, text) = (call.text(0)?, call.integer(1)?, call.text(2)?);
    call.run.spend(text.len().saturating_mul(16))?;
    match usize::try_from(most) {
        Ok(0) => numbered(call, &[]),
        Ok(most) => numbered(call, &parts(text, separator, most)),
        Err(_) => numbered(call, &parts(text, separator, usize::MAX)),
    }
}

fn substr(call: &Call<'_>) -> Outcome {
    let (start, end, text) = (call.integer(0)?, call.integer(1)?, call.text(2)?);
    let end_at = usize::try_from(end).ok().filter(|end| *end <= text.len());
    let part = match (usize::try_from(start), end_at) {
        (Err(_), _) => end_at.and_then(|end| text.as_bytes().get(..end)),
        (Ok(start), None) => text.as_bytes().get(start..),
        (Ok(start), Some(end)) => text.as_bytes().get(start..end),
    };
    match part {
        Some(part) => bytes(call, part),
        None => call.failure(format!("{start} to {end} is outside of {} bytes", text.len())),
    }
}

fn trim_all(call: &Call<'_>) -> Outcome {
    let set: Vec<char> = call.text(0)?.chars().collect();
    call.give(call.text(1)?.trim_matches(set.as_slice()))
}

fn trunc(call: &Call<'_>) -> Outcome {
    let (count, text) = (call.integer(0)?, call.text(1)?);
    let length = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX);
    let whole = text.as_bytes();
    let part = if count < 0 { whole.get(whole.len().saturating_sub(length)..) } else { whole.get(..length) };
    bytes(call, part.unwrap_or(whole))
}

/// Breaks a text into lines, by bytes as sprig does.
fn wrap(call: &Call<'_>, width: i64, newline: &str, text: &str, breaks: bool) -> Outcome {
    let width = size(width).max(1);
    let newline = if newline.is_empty() { "\n" } else { newline };
    call.run.spend_text(text.len().saturating_mul(newline.len() + 1))?;
    let mut out = Vec::new();
    let mut rest = text.as_bytes();
    while rest.len() > width {
        if let Some(after) = rest.strip_prefix(b" ") {
            rest = after;
            continue;
        }
        let (first, beyond) = rest.split_at(width);
        let within = rest.iter().take(width + 1).rposition(|byte| *byte == b' ');
        let line = match within {
            Some(at) => at,
            None if breaks => width,
            None => beyond.iter().position(|byte| *byte == b' ').map_or(rest.len(), |at| first.len() + at),
        };
        let (line, after) = rest.split_at(line);
        out.extend_from_slice(line);
        if after.is_empty() && !breaks {
            rest = after;
            break;
        }
        out.extend_from_slice(newline.as_bytes());
        rest = if within.is_none() && breaks { after } else { after.get(1..).unwrap_or_default() };
    }
    out.extend_from_slice(rest);
    bytes(call, &out)
}
