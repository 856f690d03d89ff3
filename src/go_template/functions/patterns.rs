//! Regular expressions in the syntax of RE2.

use regex_lite::{Regex, RegexBuilder};

use super::super::error::Error;
use super::super::value::{Elements, Value};
use super::call::{Call, Entry, Outcome};

pub(super) const FUNCTIONS: &[Entry] = &[
    ("mustRegexFind", 2, 2, find),
    ("mustRegexFindAll", 3, 3, find_all),
    ("mustRegexMatch", 2, 2, |call| Ok(compiled(call, 1)?.is_match(call.text(1)?).into())),
    ("mustRegexReplaceAll", 3, 3, |call| replace(call, false)),
    ("mustRegexReplaceAllLiteral", 3, 3, |call| replace(call, true)),
    ("mustRegexSplit", 3, 3, split),
    ("regexFind", 2, 2, find),
    ("regexFindAll", 3, 3, find_all),
    ("regexMatch", 2, 2, |call| Ok(compiled(call, 1)?.is_match(call.text(1)?).into())),
    ("regexQuoteMeta", 1, 1, |call| call.give(quoted(call.text(0)?))),
    ("regexReplaceAll", 3, 3, |call| replace(call, false)),
    ("regexReplaceAllLiteral", 3, 3, |call| replace(call, true)),
    ("regexSplit", 3, 3, split),
];

/// The longest expression, in bytes.
const LONGEST: usize = 4 << 10;

/// How large an expression may become when it is compiled, in bytes, which is as many units of work: what is repeated is
/// there as often. With the size goes the work of a search. Most expressions are done with the first.
const SIZES: [(usize, usize); 3] = [(4 << 10, 1), (32 << 10, 8), (256 << 10, 64)];

/// Compiles the first argument for a search in the given one.
fn compiled(call: &Call<'_>, text: usize) -> Result<Regex, Error> {
    let (pattern, text) = (call.text(0)?, call.text(text)?);
    if pattern.len() > LONGEST {
        return call.failure(format!("the regular expression is longer than {LONGEST} bytes"));
    }
    let (pattern, written) = (&checked(call, pattern)?, pattern);
    let mut refused = None;
    for (size, factor) in SIZES {
        call.run.spend(size)?;
        match RegexBuilder::new(pattern).size_limit(size).build() {
            Ok(regex) => {
                call.run.spend(text.len().saturating_mul(pattern.len() / 8 + 1).saturating_mul(factor))?;
                return Ok(regex);
            }
            Err(error) => refused = Some(error),
        }
    }
    let reason = refused.map(|error| error.to_string()).unwrap_or_default();
    call.failure(format!("`{written}` is not a regular expression: {reason}"))
}

/// The expression with what stands between `\\Q` and `\\E` in escapes, if it repeats nothing twice and nothing too often,
/// which only RE2 refuses.
fn checked(call: &Call<'_>, pattern: &str) -> Result<String, Error> {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    let (mut in_class, mut repeats) = (false, false);
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\\' if rest.starts_with("\\Q") && !in_class => {
                let inner = rest.get(2..).unwrap_or_default();
                let (plain, after) = inner.split_once("\\E").unwrap_or((inner, ""));
                out.push_str(&quoted(plain));
                (rest, repeats) = (after, false);
                continue;
            }
            '\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            '*' | '+' | '?' if !in_class => 1,
            '{' if !in_class => repetition(rest).map_or(1, str::len),
            _ => first.len_utf8(),
        };
        let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let is_repetition = !in_class && (matches!(first, '*' | '+' | '?') || length > 1 && first == '{');
        if is_repetition && (repeats || count(piece) > 1000) {
            return call.failure(format!("`{pattern}` is not a regular expression: `{piece}` repeats too much"));
        }
        in_class = if in_class { first != ']' || out.ends_with('[') || out.ends_with("[^") } else { first == '[' };
        out.push_str(piece);
        // A question mark behind a repetition belongs to it.
        let (lazy, after) = after.strip_prefix('?').filter(|_| is_repetition).map_or(("", after), |after| ("?", after));
        out.push_str(lazy);
        (rest, repeats) = (after, is_repetition);
    }
    Ok(out)
}

/// `{2}`, `{2,}` or `{2,3}` at the start of the text.
fn repetition(text: &str) -> Option<&str> {
    let end = text.find('}')?;
    let inner = text.get(1..end)?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (least, most) = inner.split_once(',').unwrap_or((inner, ""));
    (is_number(least) && (most.is_empty() || is_number(most))).then(|| text.get(..=end)).flatten()
}

/// The largest number of a repetition.
fn count(repetition: &str) -> usize {
    let numbers = repetition.split(|character: char| !character.is_ascii_digit()).filter(|text| !text.is_empty());
    numbers.map(|number| number.parse().unwrap_or(usize::MAX)).max().unwrap_or(0)
}

fn find(call: &Call<'_>) -> Outcome {
    call.give(compiled(call, 1)?.find(call.text(1)?).map_or("", |found| found.as_str()))
}

fn limit(number: i64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn find_all(call: &Call<'_>) -> Outcome {
    let text = call.text(1)?;
    let regex = compiled(call, 1)?;
    let found: Vec<Value> =
        regex.find_iter(text).take(limit(call.integer(2)?)).map(|found| found.as_str().into()).collect();
    if found.is_empty() { Ok(Value::no_list(Elements::Texts)) } else { call.give_list_of(Elements::Texts, found) }
}

fn replace(call: &Call<'_>, literal: bool) -> Outcome {
    let (text, replacement) = (call.text(1)?, call.text(2)?);
    let regex = compiled(call, 1)?;
    let count = regex.find_iter(text).count();
    call.run.spend_text(count.saturating_mul(replacement.len()).saturating_add(text.len()))?;
    let replaced = match literal {
        true => regex.replace_all(text, regex_lite::NoExpand(replacement)),
        false => regex.replace_all(text, replacement),
    };
    call.give(replaced)
}

fn split(call: &Call<'_>) -> Outcome {
    let text = call.text(1)?;
    let regex = compiled(call, 1)?;
    match call.integer(2)? {
        0 => Ok(Value::no_list(Elements::Texts)),
        most => {
            call.give_list_of(Elements::Texts, pieces(&regex, text, limit(most)).into_iter().map(Value::from).collect())
        }
    }
}

/// The texts between matches; unlike those of the crate, an empty match at the start or end parts nothing.
fn pieces<'t>(regex: &Regex, text: &'t str, most: usize) -> Vec<&'t str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for found in regex.find_iter(text) {
        if pieces.len() + 1 >= most {
            break;
        }
        if found.end() == 0 {
            continue;
        }
        if found.is_empty() && found.start() == text.len() {
            break;
        }
        pieces.push(text.get(start..found.start()).unwrap_or_default());
        start = found.end();
    }
    pieces.push(text.get(start..).unwrap_or_default());
    pieces
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if "\\.+*?()|[]{}^$".contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
