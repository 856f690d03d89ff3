//! The forms of a text: bare, in quotes, or as a block, whichever every reader takes for that very text.

use std::fmt::Write;

use super::scalar::is_timestamp;

/// The words that some reader takes for a boolean or null, in whatever case.
const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// Appends the indentation of a line.
pub(super) fn push_blanks(mut count: usize, out: &mut String) {
    const BLANKS: &str = "                                ";
    while count > 0 {
        let blanks = BLANKS.get(..count).unwrap_or(BLANKS);
        out.push_str(blanks);
        count -= blanks.len();
    }
}

/// Appends a text on one line, as a key needs it.
pub(super) fn push_line(text: &str, out: &mut String) {
    if is_plain(text) {
        out.push_str(text);
    } else if text.contains(is_escaped) {
        push_double_quoted(text, out);
    } else if text.contains(['"', '\\']) {
        push_single_quoted(text, out);
    } else {
        push_double_quoted(text, out);
    }
}

/// Appends a text as a value: one of several lines becomes a block, indented by `indent` spaces, where that can hold
/// it.
pub(super) fn push_value(text: &str, indent: usize, out: &mut String) {
    match Block::of(text) {
        Some(block) => block.push(indent, out),
        None => push_line(text, out),
    }
}

/// A text that a literal block can hold.
struct Block<'text> {
    text: &'text str,
    /// Whether the first line starts with a blank, so that readers must know where the indentation ends.
    starts_blank: bool,
}

impl<'text> Block<'text> {
    fn of(text: &'text str) -> Option<Self> {
        let is_held = |character| matches!(character, '\n' | '\t') || !is_escaped(character);
        if !text.contains('\n') || !text.chars().all(is_held) {
            return None;
        }
        let first_line = text.trim_start_matches('\n');
        let is_blank = first_line.trim_matches([' ', '\t', '\n']).is_empty();
        if is_blank || first_line.starts_with('\t') {
            return None;
        }
        Some(Self { text, starts_blank: first_line.starts_with(' ') })
    }

    fn push(&self, indent: usize, out: &mut String) {
        out.push('|');
        if self.starts_blank {
            out.push('2');
        }
        match self.text.strip_suffix('\n') {
            None => out.push('-'),
            Some(rest) if rest.ends_with('\n') => out.push('+'),
            Some(_) => {}
        }
        out.push('\n');
        for line in self.text.strip_suffix('\n').unwrap_or(self.text).split('\n') {
            if !line.is_empty() {
                push_blanks(indent, out);
                out.push_str(line);
            }
            out.push('\n');
        }
    }
}

/// Whether the text, without quotes, is that same text to every reader.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    starts_plain(text, first)
        && (is_word(text) || has_no_mark(text))
        && !looks_like_number(text, first)
        && !WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

fn starts_plain(text: &str, first: char) -> bool {
    match first {
        '-' => {
            let rest = text.trim_start_matches('-');
            text.len() - rest.len() <= 2 && rest.starts_with(|next: char| next.is_ascii_alphanumeric())
        }
        '.' => !text.starts_with("..."),
        '/' | '_' | '$' | '(' | '+' | '^' | ';' | '\\' => true,
        _ => first.is_ascii_alphanumeric() || !first.is_ascii(),
    }
}

/// Whether no character of the text ever means anything inside of a text: so it is with most keys and names.
fn is_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/'))
}

/// Whether nothing in the text ends it, starts a comment, or has to be escaped.
fn has_no_mark(text: &str) -> bool {
    !text.contains(is_escaped)
        && !text.ends_with([' ', ':'])
        && !text.contains(" #")
        && !has_colon_before_indicator(text)
}

fn has_colon_before_indicator(text: &str) -> bool {
    text.split(':').skip(1).any(|rest| rest.starts_with([' ', ',', '[', ']', '{', '}']))
}

/// Whether some reader could take the text for a number, a time, or infinity.
fn looks_like_number(text: &str, first: char) -> bool {
    if !matches!(first, '0'..='9' | '+' | '-' | '.') {
        return false;
    }
    // Helm drops underscores before it looks at a number at all: `0_x8` is 8.
    let digits = text.trim_start_matches(['+', '-']).replace('_', "");
    let starts_with = |prefix: &str| digits.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    ["0x", "0o", "0b", ".inf", ".nan"].into_iter().any(starts_with)
        || digits.bytes().all(|byte| byte.is_ascii_digit() || b".:-+eETtZz ,".contains(&byte))
        || is_timestamp(text)
}

/// Whether the character only stands in double quotes, as an escape.
fn is_escaped(character: char) -> bool {
    character.is_control() || is_deceptive(character) || matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// Whether the character makes a reader see another text than there is: it has no width, breaks a line or turns the
/// direction of writing.
pub fn is_deceptive(character: char) -> bool {
    matches!(character,
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether a code stands for no character, as `\u{fffe}`: XML and HTML take none of them.
pub fn is_no_character(character: char) -> bool {
    matches!(character, '\u{fdd0}'..='\u{fdef}') || u32::from(character) & 0xfffe == 0xfffe
}

fn push_single_quoted(text: &str, out: &mut String) {
    out.push('\'');
    for character in text.chars() {
        if character == '\'' {
            out.push('\'');
        }
        out.push(character);
    }
    out.push('\'');
}

fn push_double_quoted(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            _ if is_escaped(character) => push_code(character, out),
            _ => out.push(character),
        }
    }
    out.push('"');
}

fn push_code(character: char, out: &mut String) {
    let code = u32::from(character);
    let written = if code <= 0xff { write!(out, "\\x{code:02x}") } else { write!(out, "\\u{code:04x}") };
    debug_assert!(written.is_ok(), "writing into a string cannot fail");
}
