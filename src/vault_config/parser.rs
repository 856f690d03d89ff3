//! Reads HCL 1: tokens become attributes and blocks. Line breaks mean nothing, and commas between items are optional.

use super::lexer::{Kind, Lexer, Token};
use super::problem::{NESTING_LIMIT, Problem};
use super::tree::{Body, Data, Name, Value};
use crate::source::{SourceId, Span};

/// Reads a text as HCL: what could be read, and up to `limit` problems.
pub(super) fn parse_hcl(text: &str, source: SourceId, limit: usize) -> (Body, Vec<Problem>) {
    let mut lexer = Lexer::new(text, source);
    let next = lexer.next();
    let mut parser = Parser { lexer, next, problems: Vec::new(), limit, depth: 0, brackets: 0, stopped: false };
    let body = parser.body(Span::new(source, 0, text.len()), false);
    parser.problems.sort_by_key(|problem| problem.span().start);
    (body, parser.problems)
}

struct Parser<'text> {
    lexer: Lexer<'text>,
    next: Token,
    problems: Vec<Problem>,
    limit: usize,
    /// How many blocks and lists are open.
    depth: usize,
    /// How many lists are open since the last brace.
    brackets: usize,
    /// Whether reading ended before the text: what is still open then is not told.
    stopped: bool,
}

impl Parser<'_> {
    /// The items up to a closing brace, or up to the end at the top. `span` is the opening brace, or the whole text.
    fn body(&mut self, span: Span, in_braces: bool) -> Body {
        let mut body = Body::empty(span);
        let brackets = std::mem::take(&mut self.brackets);
        loop {
            match self.next.kind {
                Kind::End if in_braces => {
                    self.problem(Problem::Unclosed { span, open: '{' });
                    self.stop();
                    break;
                }
                Kind::End => break,
                Kind::CloseBrace if in_braces => {
                    body.span.end = self.take().span.end;
                    break;
                }
                _ => self.item_or_skip(&mut body),
            }
        }
        self.brackets = brackets;
        body
    }

    fn item_or_skip(&mut self, body: &mut Body) {
        let depth = self.depth;
        match self.item(body) {
            Ok(()) if self.next.kind == Kind::Comma => drop(self.take()),
            Ok(()) => {}
            Err(problem) => {
                self.problem(problem);
                self.skip_item();
                self.depth = depth;
            }
        }
    }

    /// One attribute or block. Takes at least one token, also where it fails.
    fn item(&mut self, body: &mut Body) -> Result<(), Problem> {
        let kind = self.first_name()?;
        let mut labels = Vec::new();
        loop {
            match self.next.kind {
                Kind::Word(_) | Kind::Text(_) => {
                    let token = self.take();
                    labels.extend(name(token).ok());
                }
                Kind::Assign if labels.is_empty() => {
                    self.take();
                    let value = self.value()?;
                    body.set(kind, value);
                    return Ok(());
                }
                Kind::Assign => return Err(Problem::LabelsBeforeAssign { span: self.next.span }),
                Kind::OpenBrace => {
                    let inner = self.block_body()?;
                    body.add_block(kind, labels, inner);
                    return Ok(());
                }
                _ => return Err(self.unexpected("`=` or `{`")),
            }
        }
    }

    fn first_name(&mut self) -> Result<Name, Problem> {
        if self.next.kind == Kind::OpenBrace {
            let problem = self.unexpected("a name");
            self.block_body()?;
            return Err(problem);
        }
        let token = self.take();
        self.brackets += usize::from(token.kind == Kind::OpenBracket);
        name(token).map_err(|token| match token.kind {
            Kind::Illegal(problem) => problem,
            Kind::CloseBrace => Problem::StrayBrace { span: token.span },
            kind => Problem::Expected { span: token.span, expected: "a name", found: kind.words() },
        })
    }

    fn value(&mut self) -> Result<Value, Problem> {
        let span = self.next.span;
        let data = match &self.next.kind {
            Kind::OpenBrace => {
                let body = self.block_body()?;
                return Ok(Value { span: body.span, data: Data::Map(body) });
            }
            Kind::OpenBracket => return self.list(),
            Kind::Word(text) => return Err(Problem::BareWord { span, text: text.clone() }),
            Kind::Text(text) => Data::Text(text.clone()),
            Kind::Literal(data) => data.clone(),
            _ => return Err(self.unexpected("a value")),
        };
        self.take();
        Ok(Value { data, span })
    }

    fn block_body(&mut self) -> Result<Body, Problem> {
        let open = self.take().span;
        self.deeper(open)?;
        let body = self.body(open, true);
        self.depth -= 1;
        Ok(body)
    }

    /// A list. As in HCL 1 a comma may stand where no item is.
    fn list(&mut self) -> Result<Value, Problem> {
        let open = self.take().span;
        self.deeper(open)?;
        self.brackets += 1;
        let mut items = Vec::new();
        let mut needs_comma = false;
        let end = loop {
            match self.next.kind {
                Kind::CloseBracket => break self.take().span.end,
                Kind::Comma => {
                    self.take();
                    needs_comma = false;
                }
                Kind::End => {
                    self.problem(Problem::Unclosed { span: open, open: '[' });
                    self.stop();
                    break open.end;
                }
                _ if needs_comma => return Err(self.unexpected("`,` or `]`")),
                _ => {
                    items.push(self.value()?);
                    needs_comma = true;
                }
            }
        };
        self.brackets -= usize::from(self.brackets > 0);
        self.depth -= 1;
        Ok(Value { data: Data::List(items), span: Span { end, ..open } })
    }

    fn deeper(&mut self, open: Span) -> Result<(), Problem> {
        self.depth += 1;
        if self.depth <= NESTING_LIMIT {
            return Ok(());
        }
        self.problem(Problem::Nesting { span: open });
        self.stop();
        Err(Problem::Nesting { span: open })
    }

    /// The problem with the token that stands next.
    fn unexpected(&self, expected: &'static str) -> Problem {
        match &self.next.kind {
            Kind::Illegal(problem) => problem.clone(),
            kind => Problem::Expected { span: self.next.span, expected, found: kind.words() },
        }
    }

    fn problem(&mut self, problem: Problem) {
        // Nothing of the text is left to read then.
        let is_last = matches!(problem, Problem::UnclosedHeredoc { .. } | Problem::UnclosedComment { .. });
        if !self.stopped {
            self.problems.push(problem);
        }
        if is_last || self.problems.len() >= self.limit {
            self.stop();
        }
    }

    /// Ends the reading: what follows is not looked at.
    fn stop(&mut self) {
        self.stopped = true;
        self.lexer.stop();
        self.next.kind = Kind::End;
    }

    /// Goes on to where the next item may start: on a new line, with every bracket of the broken item closed, or at
    /// the brace that closes the block around it.
    fn skip_item(&mut self) {
        // A list that broke off has left its own levels open.
        let mut brackets = std::mem::take(&mut self.brackets);
        let mut braces = 0_usize;
        loop {
            match self.next.kind {
                Kind::End => return,
                Kind::CloseBrace if braces == 0 => return,
                _ if braces + brackets == 0 && self.next.starts_line => return,
                Kind::OpenBrace => braces += 1,
                Kind::CloseBrace => braces -= 1,
                Kind::OpenBracket => brackets += 1,
                Kind::CloseBracket => brackets = brackets.saturating_sub(1),
                _ => {}
            }
            self.take();
        }
    }

    fn take(&mut self) -> Token {
        let next = if self.stopped { Token { kind: Kind::End, ..self.next } } else { self.lexer.next() };
        std::mem::replace(&mut self.next, next)
    }
}

/// The name that a token is, or the token.
fn name(token: Token) -> Result<Name, Token> {
    match token.kind {
        Kind::Word(text) | Kind::Text(text) => Ok(Name { text, span: token.span }),
        _ => Err(token),
    }
}
