//! Reads the tokens of a Go template into its tree, with Go's rules for what stands where.
//!
//! What Go finds while reading is found here: names of functions and variables, and blocks without their end.

use std::ops::Range;
use std::sync::Arc;

use super::error::{Error, ErrorKind};
use super::functions;
use super::lexer::{self, Token, TokenKind};
use super::syntax::{Body, Branch, Node, Parsed, Pipeline, TemplateCall};

/// The deepest nesting of blocks and brackets: each level costs stack, here and again in the evaluation.
pub(super) const NESTING_LIMIT: usize = 64;

/// Reads a whole text.
pub(super) fn parse(source: &str) -> Result<Parsed, Error> {
    let tokens = lexer::tokens(source)?;
    let mut parser = Parser::new(source, tokens);
    parser.top()?;
    Ok(parser.parsed)
}

/// The state of reading one text.
pub(super) struct Parser<'s> {
    source: &'s str,
    tokens: Vec<Token>,
    position: usize,
    depth: usize,
    ranges: usize,
    /// The variables that are known here, `$` first.
    pub(super) variables: Vec<String>,
    parsed: Parsed,
}

/// What ended a body.
enum Ending {
    End,
    Else(Range<usize>),
}

/// The block that is being read.
#[derive(Clone, Copy, PartialEq)]
enum Keyword {
    If,
    With,
    Range,
    Define,
    Block,
}

impl Keyword {
    fn name(self) -> &'static str {
        match self {
            Self::If => "if",
            Self::With => "with",
            Self::Range => "range",
            Self::Define => "define",
            Self::Block => "block",
        }
    }

    fn read(word: &str) -> Option<Self> {
        [Self::If, Self::With, Self::Range, Self::Define, Self::Block]
            .into_iter()
            .find(|keyword| keyword.name() == word)
    }
}

/// The words that are no functions.
pub(super) fn is_keyword(word: &str) -> bool {
    Keyword::read(word).is_some() || matches!(word, "else" | "end" | "template" | "break" | "continue" | "nil")
}

impl<'s> Parser<'s> {
    fn new(source: &'s str, tokens: Vec<Token>) -> Self {
        let variables = vec!["$".to_owned()];
        Self { source, tokens, position: 0, depth: 0, ranges: 0, variables, parsed: Parsed::default() }
    }

    /// The token that comes next; the last one stays.
    pub(super) fn peek(&self) -> Token {
        let last = self.source.len();
        let end = || Token { kind: TokenKind::End, span: last..last, spaced: false };
        self.tokens.get(self.position).cloned().unwrap_or_else(end)
    }

    /// Takes the next token.
    pub(super) fn next(&mut self) -> Token {
        let token = self.peek();
        self.position += 1;
        token
    }

    /// Steps back before the last `count` tokens.
    pub(super) fn back(&mut self, count: usize) {
        self.position = self.position.saturating_sub(count);
    }

    /// Takes the next token if it is of the kind.
    pub(super) fn takes(&mut self, kind: &TokenKind) -> bool {
        let matches = self.peek().kind == *kind;
        self.position += usize::from(matches);
        matches
    }

    /// The error that the token has no place in the context.
    pub(super) fn unexpected(&self, token: &Token, context: &'static str) -> Error {
        if token.kind == TokenKind::End {
            return ErrorKind::UnclosedAction.at(token.span.clone());
        }
        let found = self.source.get(token.span.clone()).unwrap_or_default().to_owned();
        ErrorKind::Unexpected { found, context }.at(token.span.clone())
    }

    /// Runs a reader one level deeper.
    pub(super) fn nested<T>(
        &mut self,
        at: &Range<usize>,
        read: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if self.depth >= NESTING_LIMIT {
            return Err(ErrorKind::NestedSyntax { limit: NESTING_LIMIT }.at(at.clone()));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// The error of a function that is not known, or not offered.
    pub(super) fn check_function(name: &str, span: &Range<usize>) -> Result<(), Error> {
        functions::check(name).map_err(|kind| kind.at(span.clone()))
    }

    fn close(&mut self, context: &'static str) -> Result<(), Error> {
        let token = self.next();
        if token.kind == TokenKind::Close { Ok(()) } else { Err(self.unexpected(&token, context)) }
    }

    fn top(&mut self) -> Result<(), Error> {
        let mut body = Body::new();
        loop {
            let token = self.next();
            match token.kind {
                TokenKind::End => break,
                TokenKind::Plain(text) => body.push(Node::Plain(text)),
                _ if self.at_word("define") => self.definition(&token.span)?,
                _ => match self.action()? {
                    Item::Node(node) => body.push(node),
                    Item::Ending(ending) => return Err(stray(&ending, &self.last_word())),
                },
            }
        }
        self.parsed.body = body;
        Ok(())
    }

    fn at_word(&self, word: &str) -> bool {
        matches!(self.peek().kind, TokenKind::Word(found) if found == word)
    }

    /// The bytes of the `end` or `else` that was just read.
    fn last_word(&self) -> Range<usize> {
        let index = self.tokens.iter().take(self.position).rposition(|token| matches!(token.kind, TokenKind::Word(_)));
        index.and_then(|index| self.tokens.get(index)).map_or(0..0, |token| token.span.clone())
    }

    fn definition(&mut self, open: &Range<usize>) -> Result<(), Error> {
        self.next();
        let (name, span) = self.template_name("`define`")?;
        self.close("`define`")?;
        let body = self.separate_body(open, Keyword::Define)?;
        self.define(name, body, &span)
    }

    fn define(&mut self, name: String, body: Body, span: &Range<usize>) -> Result<(), Error> {
        let is_blank = |body: &Body| {
            body.iter().all(|node| matches!(node, Node::Plain(text) if text.chars().all(char::is_whitespace)))
        };
        match self.parsed.definitions.get(&name) {
            Some(_) if is_blank(&body) => return Ok(()),
            Some(old) if !is_blank(old) => return Err(ErrorKind::DuplicateTemplate { name }.at(span.clone())),
            _ => {}
        }
        self.parsed.definitions.insert(name, Arc::new(body));
        Ok(())
    }

    /// Reads the body of a template of its own, which knows no variable but `$`.
    fn separate_body(&mut self, open: &Range<usize>, keyword: Keyword) -> Result<Body, Error> {
        let outer = std::mem::replace(&mut self.variables, vec!["$".to_owned()]);
        let ranges = std::mem::take(&mut self.ranges);
        let (body, ending) = self.body(open, keyword)?;
        self.variables = outer;
        self.ranges = ranges;
        match ending {
            Ending::End => Ok(body),
            Ending::Else(span) => Err(ErrorKind::StrayKeyword { keyword: "else" }.at(span)),
        }
    }

    fn template_name(&mut self, context: &'static str) -> Result<(String, Range<usize>), Error> {
        let token = self.next();
        match token.kind {
            TokenKind::Text(name) => Ok((name, token.span)),
            _ => Err(self.unexpected(&token, context)),
        }
    }

    fn body(&mut self, open: &Range<usize>, keyword: Keyword) -> Result<(Body, Ending), Error> {
        let mut body = Body::new();
        loop {
            let token = self.next();
            match token.kind {
                TokenKind::End => return Err(ErrorKind::UnclosedBlock { keyword: keyword.name() }.at(open.clone())),
                TokenKind::Plain(text) => body.push(Node::Plain(text)),
                _ => match self.action()? {
                    Item::Node(node) => body.push(node),
                    Item::Ending(ending) => return Ok((body, ending)),
                },
            }
        }
    }

    /// Reads what stands after `{{`.
    fn action(&mut self) -> Result<Item, Error> {
        let token = self.peek();
        let TokenKind::Word(word) = &token.kind else { return self.plain_action() };
        if let Some(keyword) = Keyword::read(word).filter(|keyword| *keyword != Keyword::Define) {
            self.position += 1;
            return self.nested(&token.span, |parser| parser.block(keyword, &token.span)).map(Item::Node);
        }
        match word.as_str() {
            "end" => {
                self.position += 1;
                self.close("`end`")?;
                Ok(Item::Ending(Ending::End))
            }
            "else" => {
                self.position += 1;
                if !self.at_word("if") && !self.at_word("with") {
                    self.close("`else`")?;
                }
                Ok(Item::Ending(Ending::Else(token.span)))
            }
            "break" | "continue" => self.jump(&token, word == "break").map(Item::Node),
            "template" => {
                self.position += 1;
                self.template_call(&token.span).map(Item::Node)
            }
            _ => self.plain_action(),
        }
    }

    fn plain_action(&mut self) -> Result<Item, Error> {
        let pipeline = self.pipeline("an action", &TokenKind::Close)?;
        Ok(Item::Node(Node::Action(pipeline)))
    }

    fn jump(&mut self, token: &Token, breaks: bool) -> Result<Node, Error> {
        self.position += 1;
        let keyword = if breaks { "break" } else { "continue" };
        self.close(if breaks { "`break`" } else { "`continue`" })?;
        if self.ranges == 0 {
            return Err(ErrorKind::OutsideRange { keyword }.at(token.span.clone()));
        }
        Ok(if breaks { Node::Break } else { Node::Continue })
    }

    fn template_call(&mut self, at: &Range<usize>) -> Result<Node, Error> {
        let (name, span) = self.template_name("`template`")?;
        let argument = self.template_argument("`template`")?;
        Ok(Node::Template(TemplateCall { span: at.start..span.end, name, argument }))
    }

    fn template_argument(&mut self, context: &'static str) -> Result<Option<Pipeline>, Error> {
        if self.takes(&TokenKind::Close) {
            return Ok(None);
        }
        self.pipeline(context, &TokenKind::Close).map(Some)
    }

    fn block(&mut self, keyword: Keyword, at: &Range<usize>) -> Result<Node, Error> {
        if keyword == Keyword::Block {
            let (name, span) = self.template_name("`block`")?;
            let argument = self.template_argument("`block`")?;
            let body = self.separate_body(at, keyword)?;
            self.define(name.clone(), body, &span)?;
            return Ok(Node::Template(TemplateCall { span: at.start..span.end, name, argument }));
        }
        let known = self.variables.len();
        let branch = self.branch(keyword, at)?;
        self.variables.truncate(known);
        Ok(match keyword {
            Keyword::If => Node::If(branch),
            Keyword::With => Node::With(branch),
            _ => Node::Range(branch),
        })
    }

    fn branch(&mut self, keyword: Keyword, at: &Range<usize>) -> Result<Branch, Error> {
        let context = match keyword {
            Keyword::If => "`if`",
            Keyword::With => "`with`",
            _ => "`range`",
        };
        let pipeline = self.pipeline(context, &TokenKind::Close)?;
        let loops = usize::from(keyword == Keyword::Range);
        self.ranges += loops;
        let (body, ending) = self.body(at, keyword)?;
        self.ranges -= loops;
        let otherwise = match ending {
            Ending::End => Body::new(),
            Ending::Else(span) => self.otherwise(keyword, at, &span)?,
        };
        Ok(Branch { pipeline, body, otherwise })
    }

    /// Reads what follows `{{ else`: a body of its own, or another branch of the same keyword.
    fn otherwise(&mut self, keyword: Keyword, at: &Range<usize>, word: &Range<usize>) -> Result<Body, Error> {
        let next = self.peek();
        if self.at_word("if") || self.at_word("with") {
            if !self.at_word(keyword.name()) {
                return Err(self.unexpected(&next, "`else`"));
            }
            self.position += 1;
            return self.nested(&next.span, |parser| parser.block(keyword, &next.span)).map(|node| vec![node]);
        }
        match self.body(at, keyword)? {
            (body, Ending::End) => Ok(body),
            (_, Ending::Else(_)) => Err(ErrorKind::StrayKeyword { keyword: "else" }.at(word.clone())),
        }
    }
}

/// A node, or the end of the body that was being read.
enum Item {
    Node(Node),
    Ending(Ending),
}

fn stray(ending: &Ending, word: &Range<usize>) -> Error {
    match ending {
        Ending::End => ErrorKind::StrayKeyword { keyword: "end" }.at(word.clone()),
        Ending::Else(span) => ErrorKind::StrayKeyword { keyword: "else" }.at(span.clone()),
    }
}
