//! Scalars whose spelling leads astray: read as Helm reads them, and likely otherwise than they look.

use std::collections::HashSet;
use std::ops::Range;

use super::node::{Data, Entry, Node, Number, Style};
use super::notice::Notice;
use super::scalar::{self, Scalar};
use crate::source::Span;

/// Characters that look like a space, or like nothing.
const INVISIBLE: &[char] = &[
    '\u{85}', '\u{A0}', '\u{AD}', '\u{2007}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{2028}', '\u{2029}',
    '\u{202F}', '\u{3000}', '\u{FEFF}',
];

/// Characters that end a line in YAML 1.1 alone.
const LINE_BREAKS: &[char] = &['\u{85}', '\u{2028}', '\u{2029}'];

/// Quotes that word processors write, and that are part of the text.
const CURLY: &[char] = &['\u{201C}', '\u{201D}', '\u{201E}', '\u{2018}', '\u{2019}'];

/// The keys whose numbers are file modes, which people write in octal digits in full knowledge.
const MODE_KEYS: &[&str] = &["defaultMode", "mode"];

/// The first character of a text that looks like a space and is none, or like nothing.
pub fn invisible(text: &str) -> Option<char> {
    if text.is_ascii() { None } else { text.chars().find(|character| INVISIBLE.contains(character)) }
}

/// Looks through a document that was read from the text.
pub fn spelling_notices(root: &Node, text: &str) -> Vec<Notice> {
    let tab_lines = if text.contains('\t') { tab_lines(text) } else { Vec::new() };
    let mut walk = Walk { text, seen: HashSet::new(), found: Vec::new(), tab_lines };
    walk.node(root, "");
    for lines in std::mem::take(&mut walk.tab_lines) {
        let [start, end] = [lines.start, lines.end].map(|offset| u32::try_from(offset).unwrap_or(u32::MAX));
        let span = Span { start, end, ..root.span };
        walk.tell(span, Notice::TabLine { span });
    }
    walk.found
}

struct Walk<'text> {
    text: &'text str,
    /// The places of what was reported: an alias stands for the place of its anchor.
    seen: HashSet<Span>,
    found: Vec<Notice>,
    /// The lines of spaces with a tab that lie in no value which may hold them.
    tab_lines: Vec<Range<usize>>,
}

impl Walk<'_> {
    fn node(&mut self, node: &Node, key: &str) {
        self.allow_tabs(node);
        match &node.data {
            Data::Map(map) => {
                for (key, entry) in map {
                    self.key(key, entry);
                    self.node(&entry.value, key);
                }
            }
            Data::List(items) => items.iter().for_each(|item| self.node(item, key)),
            Data::Bool(_) if node.style == Style::Plain => self.scalar(node.span, false),
            Data::Number(Number::Integer(_) | Number::Float(_)) if !MODE_KEYS.contains(&key) => {
                self.scalar(node.span, false);
            }
            Data::Text(text) if self.line_break(text, node) => {}
            Data::Text(text) if node.style == Style::Plain => self.text(text, node.span),
            _ => {}
        }
    }

    fn key(&mut self, key: &str, entry: &Entry) {
        let written = self.written(entry.key_span);
        if written != key {
            self.scalar(entry.key_span, true);
        } else if let Some(character) = invisible(key) {
            self.tell(entry.key_span, Notice::Invisible { span: entry.key_span, character });
        }
    }

    /// A number or boolean that a reader of YAML 1.2 takes for something else.
    fn scalar(&mut self, span: Span, is_key: bool) {
        let text = self.written(span).to_owned();
        if !looks_old(&text) {
            return;
        }
        let here = words(&scalar::plain(text.as_str().into()));
        let there = words(&core_schema(&text));
        if here != there {
            self.tell(span, Notice::ReadDifferently { span, text, here, there, is_key });
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        if text.is_ascii() {
            return;
        }
        let ends = text.chars().next().into_iter().chain(text.chars().next_back());
        let hidden = ends.into_iter().find(|end| INVISIBLE.contains(end)).or_else(|| after_colon(text));
        if let Some(character) = hidden {
            self.tell(span, Notice::Invisible { span, character });
        } else if text.starts_with(CURLY) && text.ends_with(CURLY) {
            self.tell(span, Notice::CurlyQuotes { span });
        }
    }

    /// Tabs may stand in blocks of text, within quotes and between brackets.
    fn allow_tabs(&mut self, node: &Node) {
        if self.tab_lines.is_empty() {
            return;
        }
        let may_hold = match node.style {
            Style::Plain => false,
            Style::Quoted | Style::Block => true,
            Style::Collection => self.written(node.span).starts_with(['[', '{']),
        };
        let place = node.span.start as usize..node.span.end as usize;
        self.tab_lines.retain(|line| !(may_hold && place.contains(&line.start)));
    }

    /// Whether a text holds what ends a line in Helm; separators of lines and paragraphs stay as they are in quotes.
    fn line_break(&mut self, text: &str, node: &Node) -> bool {
        if text.is_ascii() {
            return false;
        }
        let breaks = |character: &char| {
            LINE_BREAKS.contains(character) && (*character == '\u{85}' || node.style != Style::Quoted)
        };
        let Some(character) = self.written(node.span).chars().find(breaks) else { return false };
        self.tell(node.span, Notice::LineBreak { span: node.span, character });
        true
    }

    fn tell(&mut self, span: Span, notice: Notice) {
        if self.seen.insert(span) {
            self.found.push(notice);
        }
    }

    fn written(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }
}

/// The lines that hold nothing but blanks, with a tab among them.
fn tab_lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let blanks = line.trim_end_matches(['\n', '\r']);
        if blanks.contains('\t') && blanks.trim_matches([' ', '\t']).is_empty() {
            lines.push(start..start + blanks.len());
        }
        start += line.len();
    }
    lines
}

/// `key:` and a no-break space are one text, and no key.
fn after_colon(text: &str) -> Option<char> {
    let rest = text.split_once(':')?.1;
    rest.chars().next().filter(|next| INVISIBLE.contains(next))
}

/// Whether the spelling is one that YAML 1.1 knows and YAML 1.2 may not; cheap, for nearly nothing is.
fn looks_old(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']);
    matches!(text.as_bytes().first(), Some(b'y' | b'Y' | b'n' | b'N' | b'o' | b'O'))
        || digits.starts_with('0') && digits.len() > 1 && !digits.starts_with("0.")
        || digits.contains('_')
}

/// The scalar as the core schema of YAML 1.2 reads it, as far as spellings go that look old.
fn core_schema(text: &str) -> Scalar<'_> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let based = |prefix: &str, base| {
        let digits = text.strip_prefix(prefix)?;
        i128::from_str_radix(digits, base).ok()
    };
    let is_decimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let decimal = || is_decimal.then(|| digits.parse::<i128>().ok()).flatten().map(|whole| sign * whole);
    let float = || {
        let is_float = digits.bytes().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte));
        is_float.then(|| text.parse::<f64>().ok()).flatten()
    };
    match based("0o", 8).or_else(|| based("0x", 16)).or_else(decimal) {
        Some(whole) => Scalar::Integer(whole),
        None => float().map_or_else(|| Scalar::Text(text.into()), Scalar::Float),
    }
}

fn words(scalar: &Scalar<'_>) -> String {
    match scalar {
        Scalar::Null => "null".to_owned(),
        Scalar::Bool(bool) => bool.to_string(),
        Scalar::Integer(whole) => whole.to_string(),
        Scalar::Float(float) => float.to_string(),
        Scalar::Text(text) => format!("the text `{text}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::yaml::read;

    fn told(text: &str) -> Vec<String> {
        let id = Sources::default().add("values.yaml", text);
        let documents = read(text, id).expect("readable").documents;
        let notices = documents.iter().flat_map(|document| spelling_notices(&document.root, text));
        notices
            .map(|notice| match notice {
                Notice::ReadDifferently { here, there, .. } => format!("{here} / {there}"),
                Notice::Invisible { character, .. } => format!("U+{:04X}", u32::from(character)),
                Notice::CurlyQuotes { .. } => "curly".to_owned(),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn spellings_that_lead_astray_are_told() {
        for (text, expected) in [
            ("a: yes", &["true / the text `yes`"][..]),
            ("a: [on, Off]", &["true / the text `on`", "false / the text `Off`"]),
            ("y: 1", &["true / the text `y`"]),
            ("a: &a no\nb: *a", &["false / the text `no`"]),
            ("uid: 0100", &["64 / 100"]),
            ("a: 1_000", &["1000 / the text `1_000`"]),
            ("a: 0b11", &["3 / the text `0b11`"]),
            ("defaultMode: 0440", &[]),
            ("a: true\nb: 0x1f\nc: 0o17\nd: 1:30\ne: 2024-01-01\nf: 10\ng: 0\nh: -0\ni: 0.5\nj: 08", &[]),
            ("a: 'yes'\nb: |\n  no\n'on': 1\nc: yesterday\nno-op: 1", &[]),
            ("\u{a0}a: 1", &["U+00A0"]),
            ("a: b\u{a0}", &["U+00A0"]),
            ("a: b:\u{a0}c", &["U+00A0"]),
            ("a: one\u{a0}two", &[]),
            ("a: \u{201c}text\u{201d}", &["curly"]),
            ("a: \"\u{201c}text\u{201d}\"", &[]),
        ] {
            assert_eq!(told(text), expected, "{text:?}");
        }
    }
}
