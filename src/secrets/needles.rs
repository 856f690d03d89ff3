//! Secrets in the words of a message: all of them are looked for in one pass.
//!
//! They are sorted, so that the longest one that stands at a place is found by halving: each place costs the logarithm
//! of their number, not their number. A long one is cut into pieces, so that a part of it is found as well, such as the
//! beginning that a message shows.

use std::ops::Range;

use super::forms::is_reference;

/// The shortest secret that is looked for inside of words, and as a word; shorter ones only between quotes.
const SHORTEST_INSIDE: usize = 8;
const SHORTEST_WORD: usize = 4;
/// Secrets longer than this are looked for in pieces.
const LONGEST_WHOLE: usize = 24;
const PIECE: usize = 16;
/// What messages end a value with that they cut.
const CUT: char = '…';

/// The secrets of a run.
#[derive(Debug, Default)]
pub(super) struct Needles {
    /// Sorted, none twice.
    list: Vec<Needle>,
    /// For each the longest other one that it begins with.
    shorter: Vec<Option<usize>>,
    /// Whether one begins with a byte.
    firsts: Vec<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Needle {
    text: String,
    is_piece: bool,
}

impl Needles {
    /// Takes the secrets, each with the forms in which messages write it.
    pub(super) fn new<'s>(secrets: impl IntoIterator<Item = &'s str>) -> Self {
        let mut list = Vec::new();
        for secret in secrets {
            add_lines(secret, &mut list);
            if secret.contains('\\') {
                add_lines(&unescaped(secret), &mut list);
            }
            if secret.contains(['"', '\\', '\n', '\t']) {
                let written = serde_json::Value::from(secret).to_string();
                add_lines(written.get(1..written.len() - 1).unwrap_or_default(), &mut list);
            }
            // Values of a flag that cannot be read, and what is told a user by.
            if secret.contains([',', ':']) && !secret.contains(char::is_whitespace) && !secret.contains("://") {
                secret.split([',', ':']).for_each(|part| add_lines(part, &mut list));
            }
        }
        list.sort_unstable();
        list.dedup_by(|next, before| next.text == before.text);
        let mut firsts = vec![false; 256];
        list.iter().filter_map(|needle| needle.text.bytes().next()).for_each(|first| firsts[usize::from(first)] = true);
        Self { shorter: shorter(&list), list, firsts }
    }

    /// The text with a mask for each secret in it.
    pub(super) fn masked(&self, text: &str, mask: &str) -> Option<String> {
        let ranges = self.ranges(text, &mut 0);
        if ranges.is_empty() {
            return None;
        }
        let (mut output, mut copied) = (String::with_capacity(text.len()), 0);
        for range in ranges {
            output.push_str(text.get(copied..range.start).unwrap_or_default());
            output.push_str(mask);
            copied = range.end;
        }
        output.push_str(text.get(copied..).unwrap_or_default());
        Some(output)
    }

    /// Where secrets stand in a text, in their order, none within another; counts the secrets that were looked at.
    pub(super) fn ranges(&self, text: &str, work: &mut usize) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        if self.list.is_empty() {
            return ranges;
        }
        for (at, _) in text.char_indices() {
            let rest = text.get(at..).unwrap_or_default();
            let covered = ranges.last().map_or(0, |last| last.end);
            if rest.starts_with(CUT) {
                let start = self.beginning(text, at, work).max(covered);
                ranges.extend((start < at).then_some(start..at));
                continue;
            }
            let Some(end) = self.longest(text, at, rest, work).map(|length| at + length) else { continue };
            let is_piece = end <= at;
            let end = if is_piece { at + PIECE.min(rest.len()) } else { end };
            // The rest of a word that begins with a part of a secret is one as well.
            let end = if is_piece && end > covered { end_of_word(text, end) } else { end };
            match ranges.last_mut() {
                Some(last) if at <= last.end => last.end = last.end.max(end),
                _ => ranges.push(at..end),
            }
        }
        ranges
    }

    /// Where the beginning of a secret starts that stands before a place.
    fn beginning(&self, text: &str, end: usize, work: &mut usize) -> usize {
        let starts = (end.saturating_sub(LONGEST_WHOLE)..end).filter(|start| text.is_char_boundary(*start));
        let is_beginning = |start: &usize| {
            let part = text.get(*start..end).unwrap_or_default();
            let next = self.list.partition_point(|needle| {
                *work += 1;
                needle.text.as_str() < part
            });
            part.len() > 1 && self.list.get(next).is_some_and(|needle| needle.text.starts_with(part))
        };
        starts.into_iter().find(is_beginning).unwrap_or(end)
    }

    /// The length of the longest secret at a place; 0 for a piece of one.
    fn longest(&self, text: &str, at: usize, rest: &str, work: &mut usize) -> Option<usize> {
        let first = rest.bytes().next()?;
        if !self.firsts[usize::from(first)] {
            return None;
        }
        let behind = self.list.partition_point(|needle| {
            *work += 1;
            needle.text.as_bytes() <= rest.as_bytes()
        });
        let mut next = behind.checked_sub(1);
        while let Some((index, needle)) = next.and_then(|index| Some((index, self.list.get(index)?))) {
            *work += 1;
            if rest.starts_with(&needle.text) && stands_alone(text, at..at + needle.text.len()) {
                return Some(if needle.is_piece { 0 } else { needle.text.len() });
            }
            next = self.shorter.get(index).copied().flatten();
        }
        None
    }
}

/// Whether a secret of that length may stand at a place: a short one is part of other words.
fn stands_alone(text: &str, range: Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let after = text.get(range.end..).and_then(|after| after.chars().next());
    let is_end = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
    let is_quote = |letter: Option<char>| letter.is_some_and(|letter| "\"'`".contains(letter));
    match range.len() {
        SHORTEST_INSIDE.. => true,
        SHORTEST_WORD.. => is_end(before) && is_end(after),
        _ => is_quote(before) && is_quote(after),
    }
}

fn end_of_word(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find(|letter: char| letter.is_whitespace() || "\"'`".contains(letter)).unwrap_or(rest.len())
}

/// Adds each line of a secret, long ones in pieces.
fn add_lines(secret: &str, list: &mut Vec<Needle>) {
    for line in secret.lines().map(str::trim) {
        if is_reference(line) || !line.contains(char::is_alphanumeric) {
            continue;
        }
        if line.len() <= LONGEST_WHOLE {
            list.push(Needle { text: line.to_owned(), is_piece: false });
            continue;
        }
        let boundary = |at: usize| (0..=at).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
        let starts = (0..line.len() - PIECE).step_by(PIECE).chain([line.len() - PIECE]);
        for start in starts.map(boundary) {
            let end = boundary(start + PIECE);
            list.extend(line.get(start..end).map(|piece| Needle { text: piece.to_owned(), is_piece: true }));
        }
    }
}

/// For each of a sorted list the longest other one that it begins with.
fn shorter(list: &[Needle]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut found = Vec::with_capacity(list.len());
    for (index, needle) in list.iter().enumerate() {
        while open.last().is_some_and(|last| !list.get(*last).is_some_and(|last| needle.text.starts_with(&last.text))) {
            open.pop();
        }
        found.push(open.last().copied());
        open.push(index);
    }
    found
}

/// What a text in double quotes stands for, as far as most languages agree.
fn unescaped(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (letter, letters.as_str().chars().next()) {
            ('\\', Some(next)) => {
                letters.next();
                output.push(match next {
                    'n' => '\n',
                    't' => '\t',
                    other => other,
                });
            }
            _ => output.push(letter),
        }
    }
    output
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(secrets: &[&str], text: &str) -> String {
        Needles::new(secrets.iter().copied()).masked(text, "****").unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn secrets_are_taken_out_of_words_the_longest_first() {
        let table: [(&[&str], &str, &str); 15] = [
            (&["s3cret-one", "s3dret"], "\"a s3cret-o…\" a…", "\"a ****…\" a…"),
            (&["digest:u:s3cret-one"], "`s3cret-one`", "`****`"),
            (&["topsecret", "topsecretANDMORE"], "`topsecretANDMORE` and topsecret.", "`****` and ****."),
            (&["secret-one", "one-two"], "a secret-one-two b", "a **** b"),
            (&["root"], "root `root` nonroot root_x", "**** `****` nonroot ****_x"),
            (&["a"], "a `a` \"a\" 'a'", "a `****` \"****\" '****'"),
            (&["123456789"], "the integer 123456789", "the integer ****"),
            (&["it's \"T\""], "found \"it's \\\"T\\\"\"", "found \"****\""),
            (&["one line\nand more of it"], "one line and more of it", "**** ****"),
            (&["one,two-three"], "`two-three`", "`****`"),
            (&["a-very-long-secret-of-many-letters"], "\"a-very-long-secret-of…\" x", "\"****\" x"),
            (&["a very long secret of many letters"], "a very long secret of many letters", "****"),
            (
                &["true", "/vault/token", "{{ .x }}", "--"],
                "true /vault/token {{ .x }} --",
                "true /vault/token {{ .x }} --",
            ),
            (&["é-ünïcode-sécrét-thät-is-löng"], "é-ünïcode-sécrét-thät-is-löng!", "****"),
            (&[], "nothing", "nothing"),
        ];
        for (secrets, text, expected) in table {
            assert_eq!(masked(secrets, text), expected, "{secrets:?}");
        }
    }

    /// Twice as many secrets cost each place one step more, whatever they have in common.
    #[test]
    fn work_grows_with_the_text_and_hardly_with_the_secrets() {
        let work = |count: usize, name: fn(usize) -> String| {
            let secrets: Vec<String> = (0..count).map(name).collect();
            let needles = Needles::new(secrets.iter().map(String::as_str));
            let text = secrets.iter().take(500).map(|secret| format!("`{secret}` ")).collect::<String>();
            let mut work = 0;
            assert!(!needles.ranges(&text, &mut work).is_empty());
            (work, text.len())
        };
        let names: [fn(usize) -> String; 3] = [
            |index| format!("K{index}_s3cret"),
            |index| format!("s3cret-{}", "a".repeat(index % 3000)),
            |index| format!("{}{index}", "a".repeat(20)),
        ];
        for name in names {
            for count in [1_000, 16_000] {
                let (work, length) = work(count, name);
                assert!(work < length * 40, "{count}: {work} steps for {length} bytes");
            }
        }
    }

    #[test]
    fn garbage_never_panics() {
        let pieces = ["é", "a", "secret", "\\", "\"", "\n", "😀", " ", "token-token-token-token-token", ","];
        let mut seed = 5_u64;
        for round in 0..5_000 {
            let mut text = || {
                (0..round % 9)
                    .map(|_| {
                        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                        pieces[(seed >> 33) as usize % pieces.len()]
                    })
                    .collect::<String>()
            };
            let (secret, other, words) = (text(), text(), text());
            masked(&[&secret, &other], &words);
        }
    }
}
