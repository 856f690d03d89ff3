//! How far the value behind a name goes: in quotes, to the end of its word or line, through a list or a block below.

use super::forms::{is_reference, is_word, start_of};
use super::object_text::column;
use super::text::Scan;

/// How far a line of YAML may be indented.
const LONGEST_INDENT: usize = 256;
/// The longest index behind a name: `name[0]`.
const LONGEST_INDEX: usize = 24;
/// How far a map between brackets under a name is looked at.
const LONGEST_MAP: usize = 512;
/// How many lines of a map under a name are looked at.
const MOST_LINES: usize = 64;
/// Keys under the name of a secret that hold it.
const VALUES: &[&str] = &["content", "current", "data", "default", "literal", "plain", "text", "value", "values"];

/// Where a value without quotes ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// With its line: a line of YAML.
    Line,
    /// With its place in a map or list of YAML between brackets.
    Flow,
    /// With its word.
    Blank,
    /// With its place in a map as Go prints it.
    Go,
}

impl<'text> Scan<'text> {
    /// What stands behind a name: after `=` or `:`, after a blank if the name is a flag.
    pub(super) fn named_value(&mut self, name_start: usize, name: &str) {
        let whole = self.rest();
        let rest = without_index(whole.trim_start_matches('\\').trim_start_matches(['"', '\'']));
        let rest = rest.trim_start_matches([' ', '\t']);
        let is_quoted = rest.starts_with(['"', '\'']) && rest.len() < whole.len();
        if let Some(value) = after_separator(rest) {
            let is_yaml = rest.starts_with(':') && value.chars().next().is_none_or(char::is_whitespace);
            let ending = match is_yaml {
                true if self.starts_line(name_start) => Ending::Line,
                true => Ending::Flow,
                false if self.has_go_map && rest.starts_with(':') => Ending::Go,
                false => Ending::Blank,
            };
            let value = value.trim_start_matches([' ', '\t']);
            self.value(name_start, if is_yaml { without_properties(value) } else { value }, ending);
        } else if name.starts_with('-') {
            self.next_argument();
        } else if name.eq_ignore_ascii_case("password") && is_quoted && whole.starts_with([' ', '\t']) {
            self.scalar(self.text.len() - rest.len(), rest, Ending::Blank);
        }
    }

    /// A value of any form.
    fn value(&mut self, name_start: usize, value: &'text str, ending: Ending) {
        let value = without_scheme(value);
        let start = self.text.len() - value.len();
        let line = start_of(value, LONGEST_INDENT).lines().next().unwrap_or_default().trim();
        if value.starts_with("<<") {
            self.heredoc(start);
        } else if is_block_mark(line) {
            self.indented_block(name_start, start);
        } else if value.starts_with('[') {
            self.list(start);
        } else if ending != Ending::Blank && (line.is_empty() || line.starts_with('#')) {
            self.below(name_start, start);
        } else if !value.starts_with('{') || value.starts_with("{{") {
            self.scalar(start, value, ending);
        } else {
            self.flow_map(start);
        }
    }

    /// What follows a flag as an argument of its own: behind a blank, in a list of JSON or of YAML.
    fn next_argument(&mut self) {
        let rest = self.rest();
        let between = rest.find(|letter: char| !letter.is_whitespace() && !"\"',-".contains(letter));
        let Some(gap) = between.and_then(|length| rest.get(..length)) else { return };
        // Quotes belong to the value, and a dash behind a blank starts an item, not a flag.
        let open = gap.trim_end_matches(['"', '\'']);
        let is_next_flag = open.ends_with('-');
        let is_line = open.contains('\n') && !open.contains("- ");
        if open.is_empty() || is_next_flag || is_line || open.contains("--") {
            return;
        }
        let start = self.at + open.len();
        self.scalar(start, self.from(start), Ending::Blank);
    }

    /// Whether nothing but blanks, a dash and a quote stands before a name: a line of YAML, whose value ends with it.
    fn starts_line(&self, name_start: usize) -> bool {
        let before = self.text.as_bytes().get(..name_start).unwrap_or_default();
        let last = before.iter().rev().take(LONGEST_INDENT).find(|byte| !b" \t-\"'".contains(byte));
        last.map_or(name_start < LONGEST_INDENT, |byte| *byte == b'\n')
    }

    /// A value in quotes, with escaped quotes around it, or without any.
    pub(super) fn scalar(&mut self, start: usize, value: &'text str, ending: Ending) {
        let (open, length) = if value.starts_with("\\\"") {
            (2, value.get(2..).and_then(|inner| inner.find("\\\"")))
        } else if let Some(inner) = value.strip_prefix("''").filter(|inner| inner.starts_with(is_content)) {
            // A quoted string inside of a quoted string.
            (2, inner.find("''"))
        } else if let Some(quote) = value.chars().next().filter(|first| matches!(first, '"' | '\'' | '`')) {
            (1, quoted_length(value, quote))
        } else {
            (0, Some(bare_length(value, ending)))
        };
        let inner = value.get(open..).unwrap_or_default();
        let length = length.unwrap_or_else(|| inner.find('\n').unwrap_or(inner.len()));
        let inner = inner.get(..length).unwrap_or_default();
        // A template that is the whole value is kept whole; a bare one may hold blanks.
        let is_open = open == 0 && (inner.starts_with("{{") || inner.starts_with("$(") || inner.starts_with('*'));
        if is_reference(inner) || is_open {
            // Forms of secrets in it are still looked for.
            return;
        }
        let is_number = open == 0 && inner.bytes().all(|byte| byte.is_ascii_digit());
        self.add(start + open, start + open + length, is_number.then_some('"'));
        // A quote that is not closed ends at another value's: the lines between are looked at as well.
        let first_line = inner.find('\n').unwrap_or(length);
        self.at = self.at.max(start + open + first_line);
    }

    /// A map between brackets, if a key of it is one for the secret itself.
    fn flow_map(&mut self, start: usize) {
        let map = start_of(self.from(start + 1), LONGEST_MAP);
        let map = map.get(..map.find(['{', '}']).unwrap_or(map.len())).unwrap_or_default();
        let mut at = start + 1;
        for entry in map.split_inclusive(',') {
            let blank = entry.len() - entry.trim_start().len();
            if let Some(length) = key_length(entry.trim()) {
                let before = self.at;
                self.value_below(at + blank, length, Ending::Flow);
                self.at = before;
            }
            at += entry.len();
        }
    }

    /// The items of a list between brackets.
    fn list(&mut self, start: usize) {
        let mut at = start + 1;
        loop {
            let rest = self.from(at);
            at += rest.len() - rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == ',').len();
            let item = self.from(at);
            if item.is_empty() || item.starts_with([']', '}', '{', '[']) {
                break;
            }
            if item.starts_with('#') {
                at += item.find('\n').unwrap_or(item.len());
                continue;
            }
            let before = self.at;
            self.scalar(at, item, Ending::Flow);
            // One that only points somewhere is stepped over.
            let end = if self.at > before { self.at } else { at + item_length(item) };
            let closing = self.from(end);
            at = end + usize::from(closing.starts_with(['"', '\'']));
            if closing.starts_with('\n') {
                break;
            }
        }
        self.at = self.at.max(at);
    }

    /// The lines up to the one that closes a `<<NAME`.
    fn heredoc(&mut self, start: usize) {
        let text = self.from(start);
        let Some(line_end) = text.find('\n') else { return };
        let head = text.get(..line_end).unwrap_or_default();
        let name = head.trim_start_matches('<').trim_start_matches('-').trim().trim_matches(['"', '\'']);
        let body_start = start + line_end + 1;
        let mut end = body_start;
        for line in self.from(body_start).split_inclusive('\n') {
            if line.trim() == name {
                break;
            }
            end += line.len();
        }
        self.hide_lines(body_start, end);
    }

    /// The lines below a `name: |` that are indented deeper than it.
    fn indented_block(&mut self, name_start: usize, start: usize) {
        let indent = column(self.text, name_start).map_or(0, |(line_start, _)| indent_of(self.from(line_start)));
        let Some(line_end) = self.from(start).find('\n') else { return };
        let body_start = start + line_end + 1;
        let lines = self.from(body_start).split_inclusive('\n');
        let block = lines.take_while(|line| line.trim().is_empty() || indent_of(line) > indent);
        let end = body_start + block.map(str::len).sum::<usize>();
        self.hide_lines(body_start, end);
    }

    /// What stands on the lines below a name: a list, a text, or a map with a key for the value itself.
    fn below(&mut self, name_start: usize, start: usize) {
        let Some((_, column)) = column(self.text, name_start) else { return };
        let Some(line_end) = self.from(start).find('\n') else { return };
        let mut at = start + line_end + 1;
        let mut text = None;
        for (index, line) in self.from(at).split_inclusive('\n').enumerate() {
            let (indent, content) = (indent_of(line), line.trim());
            let item = content.strip_prefix("- ").filter(|_| indent >= column);
            if content.is_empty() || content.starts_with('#') {
                at += line.len();
                continue;
            }
            if item.is_none() && indent <= column {
                break;
            }
            let value_start = at + line.find(item.unwrap_or(content)).unwrap_or_default();
            match (key_length(item.unwrap_or(content)), item) {
                (Some(_), Some(_)) => break,
                (Some(_), None) if index > MOST_LINES || text.is_some() => break,
                (Some(length), None) => self.value_below(value_start, length, Ending::Line),
                (None, Some(_)) => self.scalar(value_start, self.from(value_start), Ending::Line),
                (None, None) => text = Some((text.map_or(at, |(start, _)| start), at + line.len())),
            }
            at += line.len();
        }
        if let Some((start, end)) = text {
            self.hide_lines(start, end);
        }
    }

    /// A key on a line below the name of a secret, if it is one for the secret itself.
    fn value_below(&mut self, start: usize, length: usize, ending: Ending) {
        let key = self.text.get(start..start + length).unwrap_or_default().trim_matches(['"', '\'']);
        if VALUES.contains(&key) {
            let at = self.at;
            let value = self.from(start + length + 1).trim_start_matches([' ', '\t']);
            if !value.starts_with(['\n', '\r', '#', '|', '>']) {
                self.scalar(self.text.len() - value.len(), value, ending);
            }
            // What is below is read in its turn.
            self.at = at;
        }
    }
}

/// How long the key is that a line starts with; none if it is no line of a map.
pub(super) fn key_length(line: &str) -> Option<usize> {
    let key = line.trim_start_matches(['"', '\'']);
    let quotes = line.len() - key.len();
    let length = key.bytes().position(|byte| !is_word(byte) && byte != b'/').unwrap_or(key.len());
    let behind = key.get(length..)?.trim_start_matches(['"', '\'']);
    let is_key = length > 0 && (behind == ":" || behind.starts_with(": "));
    is_key.then(|| quotes + key.len() - behind.len())
}

/// The text behind `=`, `:`, `:=` or `=>`; comparisons and `::` are none.
fn after_separator(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix(":=").or_else(|| text.strip_prefix("=>")) {
        return Some(rest);
    }
    let rest = text.strip_prefix(['=', ':'])?;
    (!rest.starts_with(['=', '~', ':']) && !rest.starts_with("//")).then_some(rest)
}

/// The text behind an index: `name[0]`.
fn without_index(text: &str) -> &str {
    let mut text = text;
    while let Some(inner) = text.strip_prefix('[') {
        let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
        match inner.get(digits..).and_then(|rest| rest.strip_prefix(']')).filter(|_| digits <= LONGEST_INDEX) {
            Some(rest) => text = rest,
            None => break,
        }
    }
    text
}

/// A value of YAML without its tag and anchor.
fn without_properties(value: &str) -> &str {
    let mut value = value;
    while value.starts_with(['!', '&']) {
        let length = value.find(char::is_whitespace).unwrap_or(value.len());
        value = value.get(length..).unwrap_or_default().trim_start_matches([' ', '\t']);
    }
    value
}

/// The length of what stands between a quote and the next one; two single ones stand for one of them.
fn quoted_length(value: &str, quote: char) -> Option<usize> {
    let inner = value.get(quote.len_utf8()..)?;
    let mut letters = inner.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter == '\\' && quote == '"' {
            letters.next();
        } else if letter == quote {
            match letters.next_if(|(_, next)| *next == quote && quote == '\'') {
                Some(_) => {}
                None => return Some(at),
            }
        }
    }
    None
}

/// The length of a value without quotes, without what may close a map or list around it.
fn bare_length(value: &str, ending: Ending) -> usize {
    let line = |value: &str| value.find('\n').unwrap_or(value.len());
    let end = match ending {
        Ending::Line => value.get(..line(value)).and_then(|line| line.find(" #")).unwrap_or_else(|| line(value)),
        Ending::Flow => value.find(|letter: char| "\n\"'`;<>,]}".contains(letter)).unwrap_or(value.len()),
        Ending::Go => go_length(value),
        Ending::Blank => {
            let is_end = |letter: char| letter.is_whitespace() || "\"'`&;<>".contains(letter);
            value.find(is_end).unwrap_or(value.len())
        }
    };
    let bare = value.get(..end).unwrap_or_default();
    bare.trim_end().trim_end_matches([',', '}', ']', ')', '\\']).len()
}

/// How far a value goes in a map as Go prints it: to the next key, or to the end of the map.
fn go_length(value: &str) -> usize {
    let end = value.find([']', '\n']).unwrap_or(value.len());
    let value = value.get(..end).unwrap_or_default();
    let key = |(at, _): &(usize, &str)| {
        let word = value.get(at + 1..).unwrap_or_default();
        let length = word.bytes().position(|byte| !is_word(byte)).unwrap_or(word.len());
        length > 0 && word.get(length..).is_some_and(|rest| rest.starts_with(':'))
    };
    value.match_indices(' ').find(key).map_or(end, |(at, _)| at)
}

/// Whether a letter may begin what stands in quotes, and does not follow an empty text.
fn is_content(letter: char) -> bool {
    !letter.is_whitespace() && !",}])'#".contains(letter)
}

/// How long an item of a list is that only points to a secret.
fn item_length(item: &str) -> usize {
    let length = match item.chars().next() {
        Some(quote @ ('"' | '\'')) => quoted_length(item, quote).map(|length| length + 1),
        _ => item.find([',', ']', '\n']),
    };
    length.unwrap_or(item.len()).max(1)
}

/// Whether only `|` or `>`, perhaps with signs and a comment, stands on the line.
fn is_block_mark(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(['|', '>']) else { return false };
    let rest = rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || "+-".contains(letter)).trim_start();
    rest.is_empty() || rest.starts_with('#')
}

/// The value of a header without the word that says what kind it is.
fn without_scheme(value: &str) -> &str {
    ["Bearer ", "Basic ", "Token "].iter().find_map(|scheme| value.strip_prefix(scheme)).unwrap_or(value)
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}
