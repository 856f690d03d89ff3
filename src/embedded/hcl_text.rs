//! The signs of HCL 2: words, texts in quotes, heredocs, comments, and brackets that are passed over as a whole.

use crate::source::{SourceId, Span};

/// How deep brackets may be nested.
const DEEPEST: usize = 64;

/// Where reading stopped, and what should have stood there.
pub(super) struct Stopped {
    pub(super) at: usize,
    pub(super) expected: &'static str,
}

/// What was read.
pub(super) type Reads<T> = Result<T, Stopped>;

/// A text as it is written, with `${…}` and `%{…}` in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Template {
    pub(super) text: String,
    /// Whether something is to be put in.
    pub(super) is_open: bool,
    /// Whether what is to be put in are parts of the text itself.
    pub(super) has_directive: bool,
}

/// A text on its way.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) source: SourceId,
    pub(super) at: usize,
    depth: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, source: SourceId) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, source, at, depth: 0 }
    }

    /// Goes to where an expression ends, and says where its last character does.
    pub(super) fn skip_expression(&mut self, is_over_lines: bool) -> Reads<usize> {
        let mut end = self.at;
        loop {
            self.skip(is_over_lines)?;
            match self.peek() {
                None | Some('\n' | ',' | ']' | '}' | ')') => return Ok(end),
                Some('"') => drop(self.quoted()?),
                Some('<') if self.rest().starts_with("<<") => drop(self.heredoc()?),
                Some(open @ ('(' | '[' | '{')) => self.deeper(|reader| reader.skip_brackets(open))?,
                Some(next) => self.at += next.len_utf8(),
            }
            end = self.at;
        }
    }

    fn skip_brackets(&mut self, open: char) -> Reads<()> {
        self.at += 1;
        let close = match open {
            '(' => ')',
            '[' => ']',
            _ => '}',
        };
        loop {
            self.skip_expression(true)?;
            if self.takes(close) {
                return Ok(());
            }
            if !self.takes(',') {
                return self.stop("the bracket to be closed");
            }
        }
    }

    /// A quoted string.
    pub(super) fn quoted(&mut self) -> Reads<Template> {
        let start = self.at;
        self.at += 1;
        let mut template = Template::default();
        loop {
            match self.peek() {
                None | Some('\n') => {
                    self.at = start;
                    return self.stop("the text to end on its line");
                }
                Some('"') => {
                    self.at += 1;
                    return Ok(template);
                }
                Some('\\') => template.text.push(self.escape()),
                Some(next) => self.template_character(next, &mut template)?,
            }
        }
    }

    fn escape(&mut self) -> char {
        let letter = self.rest().chars().nth(1).unwrap_or('\\');
        let digits = match letter {
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        self.at += 1 + letter.len_utf8();
        let code = self.rest().get(..digits).filter(|_| digits > 0).and_then(|code| u32::from_str_radix(code, 16).ok());
        if let Some(character) = code.and_then(char::from_u32) {
            self.at += digits;
            return character;
        }
        match letter {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            other => other,
        }
    }

    /// One character of a text; `${…}` and `%{…}` as a whole, and of `$${` only one dollar.
    fn template_character(&mut self, next: char, template: &mut Template) -> Reads<()> {
        let rest = self.rest();
        if rest.starts_with("$${") || rest.starts_with("%%{") {
            self.at += 3;
            template.text.push_str(rest.get(1..3).unwrap_or_default());
        } else if rest.starts_with("${") || rest.starts_with("%{") {
            let start = self.at;
            self.at += 1;
            self.deeper(|reader| reader.skip_brackets('{'))?;
            template.text.push_str(self.text.get(start..self.at).unwrap_or_default());
            template.is_open = true;
            template.has_directive |= next == '%';
        } else {
            self.at += next.len_utf8();
            template.text.push(next);
        }
        Ok(())
    }

    /// The lines of a heredoc; those behind `<<-` without the indentation that all of them have.
    pub(super) fn heredoc(&mut self) -> Reads<(Template, Span)> {
        self.at += 2;
        let is_indented = self.takes('-');
        let end = self.word().to_owned();
        self.take_while(|next| matches!(next, ' ' | '\t' | '\r'));
        if end.is_empty() || !self.takes('\n') {
            return self.stop("the name of a heredoc alone on its line");
        }
        let (start, mut template) = (self.at, Template::default());
        loop {
            let rest = self.rest();
            let line = rest.split('\n').next().unwrap_or_default();
            if line.trim() == end {
                let span = self.span(start);
                self.at += line.trim_end().len();
                if is_indented {
                    template.text = without_indentation(&template.text);
                }
                return Ok((template, span));
            }
            if line.len() == rest.len() {
                self.at = start;
                return self.stop("the heredoc to be closed");
            }
            let next_line = self.at + line.len() + 1;
            while self.at < next_line {
                let Some(next) = self.peek() else { break };
                self.template_character(next, &mut template)?;
            }
        }
    }

    /// Passes over blanks and comments, and over line breaks where they mean nothing.
    pub(super) fn skip(&mut self, is_over_lines: bool) -> Reads<()> {
        loop {
            let rest = self.rest();
            match self.peek() {
                Some(' ' | '\t' | '\r') => self.at += 1,
                Some('\n') if is_over_lines => self.at += 1,
                Some('#') => self.at += rest.find('\n').unwrap_or(rest.len()),
                Some('/') if rest.starts_with("//") => self.at += rest.find('\n').unwrap_or(rest.len()),
                Some('/') if rest.starts_with("/*") => match rest.find("*/") {
                    Some(length) => self.at += length + 2,
                    None => return self.stop("the comment to be closed"),
                },
                _ => return Ok(()),
            }
        }
    }

    pub(super) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Reads<T>) -> Reads<T> {
        if self.depth == DEEPEST {
            return self.stop("fewer brackets within each other");
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    pub(super) fn word(&mut self) -> &str {
        let start = self.at;
        self.take_while(is_of_word);
        self.text.get(start..self.at).unwrap_or_default()
    }

    pub(super) fn take_while(&mut self, is_it: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|next| !is_it(next)).unwrap_or(rest.len());
    }

    pub(super) fn takes(&mut self, wanted: char) -> bool {
        let is_there = self.peek() == Some(wanted);
        self.at += if is_there { wanted.len_utf8() } else { 0 };
        is_there
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn span(&self, start: usize) -> Span {
        Span::new(self.source, start, self.at)
    }

    pub(super) fn stop<T>(&self, expected: &'static str) -> Reads<T> {
        Err(Stopped { at: self.at, expected })
    }
}

/// The lines without the blanks that all of them begin with.
fn without_indentation(text: &str) -> String {
    let depth = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let common = text.lines().filter(|line| !line.trim().is_empty()).map(depth).min().unwrap_or(0);
    text.split_inclusive('\n').map(|line| line.get(common.min(depth(line))..).unwrap_or_default()).collect()
}

/// Whether a word may have a letter.
pub(super) fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '-'
}
