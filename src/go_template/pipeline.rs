//! Reads the inside of an action: pipelines, commands and their operands.

use std::ops::Range;
use std::sync::Arc;

use super::error::{Error, ErrorKind};
use super::lexer::{Token, TokenKind};
use super::parser::{Parser, is_keyword};
use super::syntax::{Command, Operand, OperandKind, Pipeline};

impl Parser<'_> {
    /// Reads a pipeline with its ending token.
    pub(super) fn pipeline(&mut self, context: &'static str, end: &TokenKind) -> Result<Pipeline, Error> {
        let (variables, assigns) = self.declaration(context)?;
        let mut commands = Vec::new();
        let mut piped = false;
        loop {
            let token = self.peek();
            if token.kind == *end {
                self.next();
                break;
            }
            let command = self.command(context)?;
            if piped && (command.first.kind.is_literal() || is_bare_dot(&command.first)) {
                return Err(ErrorKind::NotExecutable.at(command.first.span.clone()));
            }
            commands.push(command);
            piped = true;
        }
        if commands.is_empty() {
            let at = self.last_span();
            return Err(ErrorKind::MissingValue { context }.at(at));
        }
        self.variables.extend(variables.iter().filter(|_| !assigns).cloned());
        Ok(Pipeline { variables, assigns, commands })
    }

    fn last_span(&mut self) -> Range<usize> {
        self.back(1);
        self.next().span
    }

    /// Reads `$a :=`, `$a, $b :=` or `$a =` if that is what comes.
    fn declaration(&mut self, context: &'static str) -> Result<(Vec<String>, bool), Error> {
        let first = self.peek();
        let TokenKind::Variable(name) = first.kind else { return Ok((Vec::new(), false)) };
        self.next();
        let after = self.next();
        match after.kind {
            TokenKind::Declare => Ok((vec![name], false)),
            TokenKind::Assign => self.assigned(vec![(name, first.span)]),
            TokenKind::Comma if context == "`range`" => self.second_variable(name, first.span),
            TokenKind::Comma => Err(ErrorKind::TooManyVariables { context }.at(first.span)),
            _ => {
                self.back(2);
                Ok((Vec::new(), false))
            }
        }
    }

    fn second_variable(&mut self, name: String, span: Range<usize>) -> Result<(Vec<String>, bool), Error> {
        let token = self.next();
        let TokenKind::Variable(second) = token.kind else { return Err(self.unexpected(&token, "`range`")) };
        let sign = self.next();
        match sign.kind {
            TokenKind::Declare => Ok((vec![name, second], false)),
            TokenKind::Assign => self.assigned(vec![(name, span), (second, token.span)]),
            TokenKind::Comma => Err(ErrorKind::TooManyVariables { context: "`range`" }.at(token.span)),
            _ => Err(self.unexpected(&sign, "`range`")),
        }
    }

    fn assigned(&self, variables: Vec<(String, Range<usize>)>) -> Result<(Vec<String>, bool), Error> {
        for (name, span) in &variables {
            self.check_variable(name, span)?;
        }
        Ok((variables.into_iter().map(|(name, _)| name).collect(), true))
    }

    fn check_variable(&self, name: &str, span: &Range<usize>) -> Result<(), Error> {
        if self.variables.iter().any(|known| known == name) {
            return Ok(());
        }
        Err(ErrorKind::UnknownVariable { name: name.to_owned() }.at(span.clone()))
    }

    fn command(&mut self, context: &'static str) -> Result<Command, Error> {
        let mut operands = Vec::new();
        loop {
            let token = self.peek();
            match token.kind {
                TokenKind::Pipe if !operands.is_empty() => {
                    self.next();
                    break;
                }
                TokenKind::Close | TokenKind::BracketClose if !operands.is_empty() => break,
                _ if !operands.is_empty() && !token.spaced => return Err(self.unexpected(&token, context)),
                _ => operands.push(self.operand(context)?),
            }
        }
        let mut operands = operands.into_iter();
        let missing = || ErrorKind::MissingValue { context };
        let first = operands.next().ok_or_else(missing)?;
        Ok(Command { first, arguments: operands.collect() })
    }

    fn operand(&mut self, context: &'static str) -> Result<Operand, Error> {
        let token = self.next();
        let mut span = token.span.clone();
        let mut fields = Vec::new();
        let kind = match token.kind {
            TokenKind::Field(ref name) => {
                fields.push(name.clone());
                OperandKind::Dot
            }
            TokenKind::BracketOpen => {
                let inner = self.nested(&span, |parser| parser.bracket(&token.span))?;
                OperandKind::Bracket(Box::new(inner))
            }
            _ => self.term(&token, context)?,
        };
        while let Token { kind: TokenKind::Field(name), span: field, spaced: false } = self.peek() {
            if kind.is_literal() || (matches!(kind, OperandKind::Dot) && fields.is_empty()) {
                return Err(self.unexpected(&self.peek(), "a value without fields"));
            }
            self.next();
            fields.push(name);
            span.end = field.end;
        }
        if matches!(kind, OperandKind::Bracket(_)) && fields.is_empty() {
            span.end = self.last_span().end;
        }
        Ok(Operand { span, kind, fields })
    }

    fn bracket(&mut self, open: &Range<usize>) -> Result<Pipeline, Error> {
        let result = self.pipeline("brackets", &TokenKind::BracketClose);
        result.map_err(|error| match &error.kind {
            ErrorKind::Unexpected { found, .. } if found.ends_with("}}") => ErrorKind::UnclosedBracket.at(open.clone()),
            ErrorKind::UnclosedAction => ErrorKind::UnclosedBracket.at(open.clone()),
            _ => error,
        })
    }

    fn term(&self, token: &Token, context: &'static str) -> Result<OperandKind, Error> {
        Ok(match &token.kind {
            TokenKind::Dot => OperandKind::Dot,
            TokenKind::Text(text) => OperandKind::Text(Arc::from(text.as_str())),
            TokenKind::Integer(whole) => OperandKind::Integer(*whole),
            TokenKind::Float(float) => OperandKind::Float(*float),
            TokenKind::Variable(name) => {
                self.check_variable(name, &token.span)?;
                OperandKind::Variable(name.clone())
            }
            TokenKind::Word(word) => match word.as_str() {
                "true" => OperandKind::Bool(true),
                "false" => OperandKind::Bool(false),
                "nil" => OperandKind::Nil,
                _ if is_keyword(word) => return Err(self.unexpected(token, context)),
                _ => {
                    Self::check_function(word, &token.span)?;
                    OperandKind::Function(word.clone())
                }
            },
            _ => return Err(self.unexpected(token, context)),
        })
    }
}

fn is_bare_dot(operand: &Operand) -> bool {
    matches!(operand.kind, OperandKind::Dot) && operand.fields.is_empty()
}
