//! Regular expressions in the syntax of RE2.

use regex_lite::{Regex, RegexBuilder};

use super::super::error::Error;
use super::super::value::Value;
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

/// The largest compiled expression, in bytes.
const PATTERN_LIMIT: usize = 1 << 18;

/// The units of work of compiling an expression, and those for each of its steps.
const COMPILING: usize = 256;
const COMPILING_STEP: usize = 32;

/// Compiles the first argument for a search in the given one.
fn compiled(call: &Call<'_>, text: usize) -> Result<Regex, Error> {
    let (pattern, text) = (call.text(0)?, call.text(text)?);
    call.run.spend(COMPILING.saturating_add(steps(pattern).saturating_mul(COMPILING_STEP)))?;
    call.run.spend(text.len().saturating_mul(pattern.len() / 8 + 1))?;
    let regex = RegexBuilder::new(pattern).size_limit(PATTERN_LIMIT).build();
    regex.or_else(|error| call.failure(format!("`{pattern}` is not a regular expression: {error}")))
}

/// About how many steps an expression is compiled to: what is repeated counts as often, a group in all it holds.
fn steps(pattern: &str) -> usize {
    let (mut groups, mut sum, mut last) = (Vec::new(), 0usize, 0usize);
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '(' => {
                groups.push(sum.saturating_add(last));
                (sum, last) = (0, 0);
            }
            ')' => (sum, last) = (groups.pop().unwrap_or(0), sum.saturating_add(last)),
            '*' | '+' | '?' => last = last.saturating_add(1),
            '{' => match repetition(characters.as_str()) {
                Some((times, rest)) => {
                    last = last.saturating_mul(times);
                    characters = rest.chars();
                }
                None => last = last.saturating_add(1),
            },
            _ => {
                if character == '\\' {
                    characters.next();
                }
                (sum, last) = (sum.saturating_add(last), 1);
            }
        }
    }
    groups.into_iter().fold(sum.saturating_add(last), usize::saturating_add)
}

/// The larger of the numbers of a repetition such as `2,5}`, and what follows it. Looks no further than to its end, or
/// every `{` would look through the whole text.
fn repetition(rest: &str) -> Option<(usize, &str)> {
    let end = rest.bytes().position(|byte| !matches!(byte, b'0'..=b'9' | b','))?;
    let (counts, rest) = rest.split_at_checked(end)?;
    let most = counts.split(',').filter_map(|count| count.parse().ok()).max()?;
    Some((most, rest.strip_prefix('}')?))
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
    call.give_list(regex.find_iter(text).take(limit(call.integer(2)?)).map(|found| found.as_str().into()).collect())
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
        0 => call.give_list(Vec::new()),
        most => call.give_list(pieces(&regex, text, limit(most)).into_iter().map(Value::from).collect()),
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

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn steps_count_what_is_repeated_as_often() {
        for (pattern, expected) in [
            ("", 0),
            ("abc", 3),
            ("a{3}b", 4),
            ("(ab){50}{20}", 2000),
            ("(ab)+{20}", 60),
            ("(a{9}){9}", 81),
            ("x{2,5}", 5),
            ("a{,}b", 5),
            (r"\(a", 2),
            ("(a", 1),
            ("a)", 1),
            ("[a-z]{8}-[a-z]{4}", 21),
        ] {
            assert_eq!(steps(pattern), expected, "{pattern}");
        }
        assert_eq!(steps(&"{9999999}".repeat(9).replacen('{', "a{", 1)), usize::MAX);
    }
}
