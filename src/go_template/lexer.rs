//! Cuts a Go template into tokens: text outside `{{ }}`, words and signs inside.
//!
//! Trim markers and comments end here; a token knows its bytes and whether blanks stood before it.

use std::ops::Range;

use super::error::{Error, ErrorKind};
use super::literal;

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Range<usize>,
    /// Whether blanks stand before it: they part `$a .b` from `$a.b`.
    pub(super) spaced: bool,
}

/// The kinds of tokens.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    /// Text outside the delimiters, trimmed.
    Plain(String),
    Open,
    Close,
    /// `.`
    Dot,
    /// `.name`, without the dot.
    Field(String),
    /// `$name`, with the dollar.
    Variable(String),
    /// A word: a function or a keyword.
    Word(String),
    Text(String),
    Integer(i64),
    Float(f64),
    Pipe,
    Comma,
    Assign,
    Declare,
    BracketOpen,
    BracketClose,
    End,
}

const OPEN: &str = "{{";
const CLOSE: &str = "}}";

/// Cuts a whole text into tokens; the last one is always `End`.
pub(super) fn tokens(source: &str) -> Result<Vec<Token>, Error> {
    let mut lexer = Lexer { source, position: 0, tokens: Vec::new() };
    lexer.outside()?;
    Ok(lexer.tokens)
}

struct Lexer<'s> {
    source: &'s str,
    position: usize,
    tokens: Vec<Token>,
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

fn is_word(character: char) -> bool {
    character == '_' || character.is_alphanumeric()
}

impl<'s> Lexer<'s> {
    fn rest(&self) -> &'s str {
        self.source.get(self.position..).unwrap_or_default()
    }

    fn push(&mut self, kind: TokenKind, start: usize, spaced: bool) {
        self.tokens.push(Token { kind, span: start..self.position, spaced });
    }

    fn outside(&mut self) -> Result<(), Error> {
        let mut trim_start = false;
        loop {
            let start = self.position;
            let rest = self.rest();
            let length = rest.find(OPEN).unwrap_or(rest.len());
            let (mut text, action) = rest.split_at(length);
            let trim_end = action.strip_prefix("{{-").is_some_and(|inner| inner.starts_with(is_blank));
            if trim_start {
                text = text.trim_start_matches(is_blank);
            }
            if trim_end {
                text = text.trim_end_matches(is_blank);
            }
            self.position += length;
            if !text.is_empty() {
                self.push(TokenKind::Plain(text.to_owned()), start, false);
            }
            if action.is_empty() {
                self.push(TokenKind::End, self.position, false);
                return Ok(());
            }
            trim_start = self.action(trim_end)?;
        }
    }

    /// Reads one action or comment, and says whether it trims the text after it.
    fn action(&mut self, trims: bool) -> Result<bool, Error> {
        let start = self.position;
        self.position += OPEN.len();
        if trims {
            self.position += 1;
            let blanks = self.rest().len() - self.rest().trim_start_matches(is_blank).len();
            self.position += blanks;
        }
        if self.rest().starts_with("/*") {
            return self.comment(start);
        }
        self.push(TokenKind::Open, start, false);
        self.inside(start)
    }

    fn comment(&mut self, start: usize) -> Result<bool, Error> {
        let Some(length) = self.rest().find("*/") else {
            return Err(ErrorKind::UnclosedComment.at(start..start + OPEN.len()));
        };
        self.position += length + 2;
        let after = self.rest();
        let trimmed = after.trim_start_matches(is_blank);
        if after.starts_with(CLOSE) {
            self.position += CLOSE.len();
            return Ok(false);
        }
        if trimmed.len() < after.len() && trimmed.starts_with("-}}") {
            self.position += after.len() - trimmed.len() + 3;
            return Ok(true);
        }
        Err(ErrorKind::CommentEnd.at(self.position - 2..self.position))
    }

    fn inside(&mut self, start: usize) -> Result<bool, Error> {
        loop {
            let before = self.rest();
            let rest = before.trim_start_matches(is_blank);
            let spaced = rest.len() < before.len();
            self.position += before.len() - rest.len();
            if spaced && rest.starts_with("-}}") {
                let at = self.position;
                self.position += 3;
                self.push(TokenKind::Close, at, spaced);
                return Ok(true);
            }
            if rest.starts_with(CLOSE) {
                let at = self.position;
                self.position += CLOSE.len();
                self.push(TokenKind::Close, at, spaced);
                return Ok(false);
            }
            let Some(first) = rest.chars().next() else {
                return Err(ErrorKind::UnclosedAction.at(start..start + OPEN.len()));
            };
            self.token(first, spaced)?;
        }
    }

    fn token(&mut self, first: char, spaced: bool) -> Result<(), Error> {
        let second = self.rest().chars().nth(1).unwrap_or_default();
        match first {
            '|' => self.sign(TokenKind::Pipe, 1, spaced),
            ',' => self.sign(TokenKind::Comma, 1, spaced),
            '(' => self.sign(TokenKind::BracketOpen, 1, spaced),
            ')' => self.sign(TokenKind::BracketClose, 1, spaced),
            '=' => self.sign(TokenKind::Assign, 1, spaced),
            ':' if second == '=' => self.sign(TokenKind::Declare, 2, spaced),
            '"' => self.quoted(spaced)?,
            '`' => self.raw(spaced)?,
            '\'' => self.character(spaced)?,
            '.' if !second.is_ascii_digit() => self.name(spaced)?,
            '$' => self.name(spaced)?,
            '.' | '+' | '-' | '0'..='9' => self.number(spaced)?,
            _ if is_word(first) => self.name(spaced)?,
            _ => {
                let at = self.position;
                return Err(ErrorKind::BadCharacter { found: first }.at(at..at + first.len_utf8()));
            }
        }
        Ok(())
    }

    fn sign(&mut self, kind: TokenKind, length: usize, spaced: bool) {
        let start = self.position;
        self.position += length;
        self.push(kind, start, spaced);
    }

    /// Reads `.`, `.field`, `$variable` or a word, none of which may run into another token.
    fn name(&mut self, spaced: bool) -> Result<(), Error> {
        let start = self.position;
        let rest = self.rest();
        let sign = rest.starts_with(['.', '$']);
        let body = rest.get(usize::from(sign)..).unwrap_or_default();
        let length = body.find(|character| !is_word(character)).unwrap_or(body.len());
        let (name, after) = body.split_at(length);
        let name = name.to_owned();
        self.position += usize::from(sign) + length;
        let kind = match (rest.as_bytes().first(), name.is_empty()) {
            (Some(b'.'), true) => TokenKind::Dot,
            (Some(b'.'), false) => TokenKind::Field(name),
            (Some(b'$'), _) => TokenKind::Variable(format!("${name}")),
            _ => TokenKind::Word(name),
        };
        self.end_of_name(after, kind == TokenKind::Dot)?;
        self.push(kind, start, spaced);
        Ok(())
    }

    fn end_of_name(&self, after: &str, dot: bool) -> Result<(), Error> {
        let Some(next) = after.chars().next() else { return Ok(()) };
        let ends = is_blank(next) || matches!(next, ',' | '|' | ':' | ')' | '(' | '=');
        if ends || (next == '.' && !dot) || after.starts_with(CLOSE) {
            return Ok(());
        }
        Err(ErrorKind::BadCharacter { found: next }.at(self.position..self.position + next.len_utf8()))
    }

    fn quoted(&mut self, spaced: bool) -> Result<(), Error> {
        let start = self.position;
        let length = literal::quoted_length(self.rest(), '"');
        let Some(length) = length else { return Err(ErrorKind::UnclosedText.at(start..start + 1)) };
        let written = self.rest().get(..length).unwrap_or_default();
        self.position += length;
        let bad = || ErrorKind::BadEscape { text: written.to_owned() }.at(start..start + length);
        let inner = written.get(1..length - 1).unwrap_or_default();
        let text = literal::unescape(inner, '"').ok_or_else(bad)?;
        self.push(TokenKind::Text(text), start, spaced);
        Ok(())
    }

    fn raw(&mut self, spaced: bool) -> Result<(), Error> {
        let start = self.position;
        let rest = self.rest().get(1..).unwrap_or_default();
        let Some(length) = rest.find('`') else {
            return Err(ErrorKind::UnclosedRawText.at(start..start + 1));
        };
        let text = rest.get(..length).unwrap_or_default().replace('\r', "");
        self.position += length + 2;
        self.push(TokenKind::Text(text), start, spaced);
        Ok(())
    }

    fn character(&mut self, spaced: bool) -> Result<(), Error> {
        let start = self.position;
        let length = literal::quoted_length(self.rest(), '\'');
        let Some(length) = length else { return Err(ErrorKind::UnclosedText.at(start..start + 1)) };
        let written = self.rest().get(..length).unwrap_or_default();
        self.position += length;
        let text = literal::unescape(written.get(1..length - 1).unwrap_or_default(), '\'');
        let mut characters = text.iter().flat_map(|text| text.chars());
        match (characters.next(), characters.next()) {
            (Some(only), None) => self.push(TokenKind::Integer(i64::from(u32::from(only))), start, spaced),
            _ => return Err(ErrorKind::BadEscape { text: written.to_owned() }.at(start..start + length)),
        }
        Ok(())
    }

    fn number(&mut self, spaced: bool) -> Result<(), Error> {
        let start = self.position;
        let rest = self.rest();
        let length = literal::number_length(rest);
        let text = rest.get(..length).unwrap_or_default();
        self.position += length;
        let kind = match literal::number(text) {
            Some(literal::Number::Integer(whole)) => TokenKind::Integer(whole),
            Some(literal::Number::Float(float)) => TokenKind::Float(float),
            None => return Err(ErrorKind::BadNumber { text: text.to_owned() }.at(start..self.position)),
        };
        self.push(kind, start, spaced);
        Ok(())
    }
}
