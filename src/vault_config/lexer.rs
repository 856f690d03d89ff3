//! Cuts HCL into tokens, as the scanner of HCL 1 does; blanks, line breaks and comments are dropped.

use super::literal;
use super::problem::{AlmostClosed, Problem};
use super::tree::Data;
use crate::source::{SourceId, Span};

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
    /// Whether it is the first one on its line.
    pub(super) starts_line: bool,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A word without quotes.
    Word(String),
    /// A quoted string.
    Text(String),
    /// A number, a boolean or a heredoc.
    Literal(Data),
    Assign,
    Comma,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    /// Something that is no token.
    Illegal(Problem),
    End,
}

impl Kind {
    /// What it is, in the words of a message.
    pub(super) fn words(&self) -> &'static str {
        match self {
            Self::Word(_) => "a word",
            Self::Text(_) => "a text",
            Self::Literal(Data::Text(_)) => "a heredoc",
            Self::Literal(Data::Bool(_)) => "a boolean",
            Self::Literal(_) => "a number",
            Self::Assign => "`=`",
            Self::Comma => "`,`",
            Self::OpenBrace => "`{`",
            Self::CloseBrace => "`}`",
            Self::OpenBracket => "`[`",
            Self::CloseBracket => "`]`",
            Self::Illegal(_) => "something else",
            Self::End => "the end of the text",
        }
    }
}

/// A text on its way into tokens.
pub(super) struct Lexer<'text> {
    text: &'text str,
    source: SourceId,
    at: usize,
    starts_line: bool,
}

impl<'text> Lexer<'text> {
    pub(super) fn new(text: &'text str, source: SourceId) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, source, at, starts_line: true }
    }

    /// Drops the rest of the text.
    pub(super) fn stop(&mut self) {
        self.at = self.text.len();
    }

    /// The next token; at the end, and ever after, [`Kind::End`].
    pub(super) fn next(&mut self) -> Token {
        if let Err(problem) = self.skip_blanks() {
            return Token { span: problem.span(), kind: Kind::Illegal(problem), starts_line: false };
        }
        let start = self.at;
        let kind = self.kind().unwrap_or_else(Kind::Illegal);
        let token = Token { kind, span: self.span(start), starts_line: self.starts_line };
        self.starts_line = self.text.get(start..self.at).is_some_and(|taken| taken.ends_with('\n'));
        token
    }

    fn kind(&mut self) -> Result<Kind, Problem> {
        let start = self.at;
        let Some(first) = self.take() else { return Ok(Kind::End) };
        Ok(match first {
            '=' => Kind::Assign,
            ',' => Kind::Comma,
            '{' => Kind::OpenBrace,
            '}' => Kind::CloseBrace,
            '[' => Kind::OpenBracket,
            ']' => Kind::CloseBracket,
            '"' => Kind::Text(self.quoted(start)?),
            '<' if self.peek() == Some('<') => Kind::Literal(Data::Text(self.heredoc(start)?)),
            '-' | '.' if self.peek().is_some_and(|next| next.is_ascii_digit()) => self.number(start)?,
            '0'..='9' => self.number(start)?,
            letter if letter.is_alphabetic() || letter == '_' => self.word(start),
            found => return Err(Problem::Character { span: self.span(start), found }),
        })
    }

    fn word(&mut self, start: usize) -> Kind {
        self.take_while(|next| next.is_alphanumeric() || "_-.".contains(next));
        match self.text.get(start..self.at).unwrap_or_default() {
            "true" => Kind::Literal(Data::Bool(true)),
            "false" => Kind::Literal(Data::Bool(false)),
            word => Kind::Word(word.to_owned()),
        }
    }

    /// Takes the whole word, so that `10s` is reported as one.
    fn number(&mut self, start: usize) -> Result<Kind, Problem> {
        let mut before = '0';
        self.take_while(|next| {
            let is_sign = matches!(next, '+' | '-') && matches!(before, 'e' | 'E');
            before = next;
            is_sign || next.is_alphanumeric() || matches!(next, '.' | '_')
        });
        let text = self.text.get(start..self.at).unwrap_or_default();
        let number = literal::number(text).map(Kind::Literal);
        number.ok_or_else(|| Problem::Number { span: self.span(start), text: text.to_owned() })
    }

    /// A text after its opening quote. Within `${…}` quotes and line breaks belong to the text.
    fn quoted(&mut self, start: usize) -> Result<String, Problem> {
        let mut text = String::new();
        let mut braces = 0_usize;
        let mut problem = None;
        loop {
            let at = self.at;
            match self.peek() {
                None => return Err(Problem::UnclosedText { span: self.span(start) }),
                Some('\n') if braces == 0 => return Err(Problem::UnclosedText { span: self.line_span(start) }),
                Some('\r') if self.rest().starts_with("\r\n") => self.at += 1,
                Some(next) => {
                    self.at += next.len_utf8();
                    match next {
                        '"' if braces == 0 => return problem.map_or(Ok(text), Err),
                        '\\' if braces == 0 => match self.escape(at) {
                            Ok(escaped) => text.push(escaped),
                            Err(first) => problem = problem.or(Some(first)),
                        },
                        '$' if braces == 0 && self.peek() == Some('{') => {
                            self.at += 1;
                            text.push_str("${");
                            braces = 1;
                        }
                        _ => {
                            braces = braces_after(braces, next);
                            text.push(next);
                        }
                    }
                }
            }
        }
    }

    /// The character that stands behind a backslash.
    fn escape(&mut self, start: usize) -> Result<char, Problem> {
        let code = self.peek().filter(|code| *code != '\n');
        self.at += code.map_or(0, char::len_utf8);
        let escaped = match code {
            Some('a') => Some('\u{7}'),
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{c}'),
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some('t') => Some('\t'),
            Some('v') => Some('\u{b}'),
            Some(same @ ('\\' | '"')) => Some(same),
            Some('x') => self.code(2, 16),
            Some('u') => self.code(4, 16),
            Some('U') => self.code(8, 16),
            Some('0'..='7') => {
                self.at -= 1;
                self.code(3, 8)
            }
            _ => None,
        };
        escaped.ok_or_else(|| {
            let text = self.text.get(start..self.at).unwrap_or_default().to_owned();
            Problem::Escape { span: self.span(start), text }
        })
    }

    fn code(&mut self, length: usize, base: u32) -> Option<char> {
        let digits = self.rest().get(..length).filter(|digits| digits.chars().all(|digit| digit.is_digit(base)))?;
        self.at += length;
        char::from_u32(u32::from_str_radix(digits, base).ok()?)
    }

    /// A text from `<<NAME` to the line with that name, which ends in a line break.
    fn heredoc(&mut self, start: usize) -> Result<String, Problem> {
        self.at += 1;
        let is_indented = self.peek() == Some('-');
        self.at += usize::from(is_indented);
        let name_start = self.at;
        self.take_while(|next| next.is_alphanumeric() || next == '_');
        let name = self.text.get(name_start..self.at).unwrap_or_default();
        let head = self.span(start);
        let rest = self.rest().strip_prefix('\r').unwrap_or(self.rest());
        if name.is_empty() || !rest.starts_with('\n') {
            self.at = self.line_end();
            return Err(Problem::HeredocName { span: self.span(name_start) });
        }
        self.at = self.line_end() + 1;
        let body_start = self.at;
        let mut is_flush = false;
        while let Some(length) = self.rest().find('\n') {
            let line = self.rest().get(..length).unwrap_or_default();
            let line_start = self.at;
            self.at += length + 1;
            if let Some(indent) = closing_indent(line, name) {
                // HCL 1 counts the dash when it asks whether a line is long enough to close.
                if line.len() >= name.len() + usize::from(is_indented) {
                    let lines = self.text.get(body_start..line_start).unwrap_or_default();
                    return Ok(literal::heredoc(lines, indent, is_indented));
                }
                is_flush = true;
            }
        }
        let almost = match closing_indent(self.rest(), name) {
            Some(_) => Some(AlmostClosed::NoLineBreak),
            None => is_flush.then_some(AlmostClosed::NotIndented),
        };
        self.stop();
        Err(Problem::UnclosedHeredoc { span: head, name: name.to_owned(), almost })
    }

    fn skip_blanks(&mut self) -> Result<(), Problem> {
        loop {
            let start = self.at;
            match self.peek() {
                Some('\n') => self.starts_line = true,
                Some(' ' | '\t' | '\r') => {}
                Some('#') => self.at = self.line_end() - 1,
                Some('/') if self.rest().starts_with("//") => self.at = self.line_end() - 1,
                Some('/') if self.rest().starts_with("/*") => {
                    let Some(length) = self.rest().get(2..).and_then(|rest| rest.find("*/")) else {
                        self.stop();
                        return Err(Problem::UnclosedComment { span: Span::new(self.source, start, start + 2) });
                    };
                    self.at += length + 3;
                }
                _ => return Ok(()),
            }
            self.at += 1;
        }
    }

    fn rest(&self) -> &'text str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn take_while(&mut self, mut fits: impl FnMut(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|next| !fits(next)).unwrap_or(rest.len());
    }

    /// Where the line ends, before its line break.
    fn line_end(&self) -> usize {
        self.at + self.rest().find('\n').unwrap_or(self.rest().len())
    }

    fn span(&self, start: usize) -> Span {
        Span::new(self.source, start, self.at)
    }

    /// From `start` to here, without the `\r` of a line break.
    fn line_span(&self, start: usize) -> Span {
        let written = self.text.get(start..self.at).unwrap_or_default();
        Span::new(self.source, start, start + written.trim_end_matches('\r').len())
    }
}

/// The white space before the name on a line that closes a heredoc: that of ASCII alone.
fn closing_indent<'line>(line: &'line str, name: &str) -> Option<&'line str> {
    line.trim_end_matches('\r')
        .strip_suffix(name)
        .filter(|indent| indent.bytes().all(|byte| byte.is_ascii_whitespace() || byte == 0x0b))
}

fn braces_after(braces: usize, next: char) -> usize {
    match next {
        '{' if braces > 0 => braces + 1,
        '}' => braces.saturating_sub(1),
        _ => braces,
    }
}
