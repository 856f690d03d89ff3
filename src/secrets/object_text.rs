//! What objects of Kubernetes say that are written in a text, whole or broken: the data of a `Secret`, and variables,
//! whose name stands beside the value.

use std::collections::HashMap;
use std::ops::Range;

use super::forms::is_word;
use super::names::sense;

/// How far the name of a variable stands from its value.
const NEAR: usize = 400;

/// How far a map between brackets is looked through.
const LONGEST_FLOW: usize = 64 * 1024;
/// How far a line may be indented.
const LONGEST_INDENT: usize = 256;

/// Where in a text the objects are that hold secrets.
pub(super) struct SecretBlocks {
    /// The lines of each in their order, by the column of its keys: those of one column lie apart.
    blocks: HashMap<usize, Vec<Range<usize>>>,
    /// Whether any may be one: a list of `Secret`s, or one between brackets.
    is_anywhere: bool,
}

impl SecretBlocks {
    /// Finds them by their kind.
    pub(super) fn of(text: &str) -> Self {
        let mut found = Self { blocks: HashMap::new(), is_anywhere: false };
        for (at, word) in text.match_indices("Secret") {
            let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + word.len()..).unwrap_or_default());
            let rest = after.strip_prefix("List").unwrap_or(after);
            let is_whole = !rest.bytes().next().is_some_and(is_word);
            let Some(kind) = kind_before(before).filter(|_| is_whole) else { continue };
            match column(text, kind).filter(|_| rest.len() == after.len()) {
                Some((line_start, column)) if is_lead(text, line_start..kind) => {
                    let blocks = found.blocks.entry(column).or_default();
                    if !blocks.last().is_some_and(|last| last.contains(&at)) {
                        blocks.push(lines_around(text, line_start, column));
                    }
                }
                _ => found.is_anywhere = true,
            }
        }
        found
    }

    /// The value behind the name of the data of a `Secret`, if this is one.
    pub(super) fn block(&self, text: &str, name: &str, start: usize) -> Option<Range<usize>> {
        if !matches!(name, "data" | "stringData") {
            return None;
        }
        let behind = text.get(start + name.len()..)?;
        let value = behind.trim_start_matches('\\').trim_start_matches(['"', '\'']).trim_start_matches(' ');
        let value = value.strip_prefix(':')?.trim_start_matches([' ', '\t']);
        let value_start = text.len() - value.len();
        let is_flow = value.starts_with('{');
        let (_, column) = column(text, start).unwrap_or_default();
        let is_data = name == "stringData"
            || self.is_anywhere
            || is_flow && !self.blocks.is_empty()
            || self.blocks.get(&column).is_some_and(|blocks| is_inside(blocks, start));
        if !is_data {
            return None;
        }
        if is_flow {
            return Some(value_start + 1..value_start + 1 + flow_length(value.get(1..)?));
        }
        let line_length = value.find('\n').map_or(value.len(), |end| end + 1);
        let lines = value.get(line_length..)?.split_inclusive('\n');
        let below: usize = lines.take_while(|line| line.trim().is_empty() || indent(line) > column).map(str::len).sum();
        let has_value = !value.get(..line_length)?.trim().is_empty();
        let first = if has_value { value_start } else { value_start + line_length };
        Some(first..value_start + line_length + below)
    }
}

fn is_inside(blocks: &[Range<usize>], at: usize) -> bool {
    let next = blocks.partition_point(|block| block.start <= at);
    next.checked_sub(1).and_then(|last| blocks.get(last)).is_some_and(|block| block.contains(&at))
}

/// Where the line of a key starts, and at what column the key stands without its quote; none far out in a long line.
pub(super) fn column(text: &str, key: usize) -> Option<(usize, usize)> {
    let before = text.as_bytes().get(..key)?;
    let blanks = before.iter().rev().take(LONGEST_INDENT).position(|byte| *byte == b'\n');
    let line_start = match blanks {
        Some(length) => key - length,
        None if key < LONGEST_INDENT => 0,
        None => return None,
    };
    let quote = usize::from(before.last().is_some_and(|byte| b"\"'".contains(byte)));
    Some((line_start, key - line_start - quote))
}

fn is_lead(text: &str, lead: Range<usize>) -> bool {
    text.get(lead).is_some_and(|lead| lead.bytes().all(|byte| b" \t-\"'".contains(&byte)))
}

/// Where the word `kind` starts that says what kind this is: `kind: Secret`, `"kind":"Secret"`.
fn kind_before(before: &str) -> Option<usize> {
    let before = before.trim_end_matches(['"', '\'', '\\']).trim_end_matches([' ', '\t']).strip_suffix(':')?;
    let before = before.trim_end_matches([' ', '\t']).trim_end_matches(['"', '\'', '\\']);
    let start = before.strip_suffix("kind")?.len();
    (!before.get(..start)?.bytes().next_back().is_some_and(is_word_or_slash)).then_some(start)
}

fn is_word_or_slash(byte: u8) -> bool {
    is_word(byte) && byte != b'-' || byte == b'/'
}

/// The lines around one that are indented as its keys are, or deeper; an item of a list begins with its dash.
fn lines_around(text: &str, line_start: usize, column: usize) -> Range<usize> {
    let is_other = |line: &str| !line.trim().is_empty() && (indent(line) < column || line.starts_with("---"));
    let begins_item = |line: &str| {
        let keys = line.trim_start_matches([' ', '-']);
        line.len() - keys.len() == column && line.trim_start().starts_with("- ")
    };
    let mut start = line_start;
    if !begins_item(text.get(line_start..).unwrap_or_default().lines().next().unwrap_or_default()) {
        for line in text.get(..line_start).unwrap_or_default().split_inclusive('\n').rev() {
            if is_other(line) && !begins_item(line) {
                break;
            }
            start -= line.len();
            if begins_item(line) {
                break;
            }
        }
    }
    let mut lines = text.get(line_start..).unwrap_or_default().split_inclusive('\n');
    let first = lines.next().map_or(0, str::len);
    let rest: usize = lines.take_while(|line| !is_other(line)).map(str::len).sum();
    start..line_start + first + rest
}

/// How far a map between brackets goes; one that is not closed goes on.
fn flow_length(inner: &str) -> usize {
    let (mut depth, mut quote, mut is_escaped) = (0_usize, None, false);
    for (at, letter) in inner.char_indices() {
        match (quote, letter) {
            _ if at >= LONGEST_FLOW => return at,
            _ if is_escaped => is_escaped = false,
            (_, '\\') => is_escaped = true,
            (Some(open), letter) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '{') => depth += 1,
            (None, '}') if depth == 0 => return at,
            (None, '}') => depth -= 1,
            _ => {}
        }
    }
    inner.len()
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// Whether a key `value` stands beside a `name` that means a secret.
pub(super) fn is_value_of_secret(text: &str, start: usize) -> bool {
    let floor = start.saturating_sub(NEAR);
    let before = (floor..=start).find_map(|floor| text.get(floor..start)).unwrap_or_default();
    let before = before.get(item_start(before)..).unwrap_or_default();
    let ceiling = (start + NEAR).min(text.len());
    let after = (start..=ceiling).rev().find_map(|end| text.get(start..end)).unwrap_or_default();
    let after = after.get(..item_end(after)).unwrap_or_default();
    [before, after].iter().any(|part| names(part).any(|name| sense(name).is_some()))
}

/// Where the item starts that the end of a text stands in.
fn item_start(before: &str) -> usize {
    let bracket = before.rfind(['{', '}']).map_or(0, |at| at + 1);
    let dash = before.rmatch_indices("- ").find(|(at, _)| before.get(..*at).is_some_and(is_line_start));
    bracket.max(dash.map_or(0, |(at, _)| at))
}

/// Where the item ends that the start of a text stands in.
fn item_end(after: &str) -> usize {
    let bracket = after.find('}').unwrap_or(after.len());
    let dash = after
        .match_indices("- ")
        .find(|(at, _)| after.get(..*at).is_some_and(|lead| lead.contains('\n') && is_line_start(lead)));
    bracket.min(dash.map_or(after.len(), |(at, _)| at))
}

fn is_line_start(lead: &str) -> bool {
    lead.rsplit('\n').next().is_some_and(|line| line.trim().is_empty())
}

/// What stands behind each `name:`.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("ame").filter_map(|(at, _)| {
        let head = text.get(..at)?;
        let letter = head.strip_suffix(['n', 'N'])?;
        if letter.bytes().next_back().is_some_and(is_word) {
            return None;
        }
        let quotes = ['"', '\'', '\\'];
        let rest = text.get(at + 3..)?.trim_start_matches(quotes).trim_start_matches(' ').strip_prefix([':', '='])?;
        let rest = rest.trim_start_matches(' ').trim_start_matches(quotes);
        rest.get(..rest.bytes().position(|byte| !is_word(byte)).unwrap_or(rest.len()))
    })
}
