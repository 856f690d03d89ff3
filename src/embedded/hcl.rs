//! HCL 2 as Terraform's files are written in it, with places: blocks, attributes, and the expressions that say a value by
//! themselves. Of any other expression only the place is kept: Terraform alone can evaluate it.
//!
//! A reader of our own, as what is wanted is small: the crate `hcl-edit` (0.10, maintained, with places) reads the whole
//! language, and costs ten seconds of processor time in every first build.
//! <https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md>

use super::field::CODE;
use super::hcl_text::{Reader, Reads, Stopped, Template, is_of_word};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// What stands between braces, or in a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Body {
    pub(super) attributes: Vec<Attribute>,
    pub(super) blocks: Vec<Block>,
}

/// `name = expression`, also as an item of a map.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) name_span: Span,
    pub(super) value: Expression,
}

/// `kind "label" { … }`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub(super) kind: String,
    pub(super) labels: Vec<String>,
    pub(super) body: Body,
    pub(super) span: Span,
}

/// An expression and its place: of a heredoc that is its lines.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Expression {
    pub(super) form: Form,
    pub(super) span: Span,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    Null,
    Bool(bool),
    /// A number as it is written.
    Number(String),
    /// A quoted string or a heredoc.
    Text(String),
    /// The same with `${…}` in it, which is kept as it is written.
    Open(String),
    List(Vec<Expression>),
    Map(Vec<Attribute>),
    /// A function and what it is called with.
    Call(String, Vec<Expression>),
    /// Anything else.
    Other,
}

impl From<Template> for Form {
    fn from(template: Template) -> Self {
        match template {
            Template { has_directive: true, .. } => Self::Other,
            Template { is_open: true, text, .. } => Self::Open(text),
            Template { text, .. } => Self::Text(text),
        }
    }
}

impl Body {
    /// Reads a file.
    ///
    /// # Errors
    /// The first thing that is no HCL.
    pub(super) fn read(text: &str, source: SourceId, name: &str) -> Result<Self, Diagnostic> {
        Reader::new(text, source).body(false).map_err(|Stopped { at, expected }| {
            let end = text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |found| at + found.len_utf8());
            Diagnostic::error(CODE, format!("`{name}` cannot be read as HCL"))
                .at(Span::new(source, at, end), format!("expected {expected}"))
        })
    }

    /// The expression that a name is set to.
    pub(super) fn get(&self, name: &str) -> Option<&Expression> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| &attribute.value)
    }
}

impl Reader<'_> {
    fn body(&mut self, is_in_braces: bool) -> Reads<Body> {
        let mut body = Body::default();
        loop {
            self.skip(true)?;
            let start = self.at;
            match self.peek() {
                None if is_in_braces => return self.stop("`}`"),
                None => return Ok(body),
                Some('}') if is_in_braces => {
                    self.at += 1;
                    return Ok(body);
                }
                Some(_) => {}
            }
            let kind = self.name()?;
            let name_span = self.span(start);
            self.skip(false)?;
            if self.takes('=') {
                self.skip(false)?;
                let value = self.expression(false)?;
                body.attributes.push(Attribute { name: kind, name_span, value });
                continue;
            }
            let mut labels = Vec::new();
            while self.peek().is_some_and(|next| next == '"' || is_of_word(next)) {
                labels.push(self.name()?);
                self.skip(false)?;
            }
            if !self.takes('{') {
                return self.stop("`=` or `{`");
            }
            let inner = self.deeper(|reader| reader.body(true))?;
            body.blocks.push(Block { kind, labels, body: inner, span: self.span(start) });
        }
    }

    /// A word, or a quoted string.
    fn name(&mut self) -> Reads<String> {
        match self.peek() {
            Some('"') => self.quoted().map(|template| template.text),
            Some(next) if is_of_word(next) => Ok(self.word().to_owned()),
            _ => self.stop("a name"),
        }
    }

    /// An expression, up to the end of its line, or over lines within brackets.
    fn expression(&mut self, is_over_lines: bool) -> Reads<Expression> {
        let start = self.at;
        let term = self.term()?;
        self.skip(is_over_lines)?;
        match self.peek() {
            None | Some('\n' | ',' | ']' | '}' | ')') => Ok(term),
            // What follows works on the term: an operator, an index, an attribute, a condition.
            Some(_) => {
                let end = self.skip_expression(is_over_lines)?;
                Ok(Expression { form: Form::Other, span: Span::new(self.source, start, end) })
            }
        }
    }

    fn term(&mut self) -> Reads<Expression> {
        let start = self.at;
        let form = match self.peek() {
            Some('"') => self.quoted()?.into(),
            Some('<') if self.rest().starts_with("<<") => {
                let (template, span) = self.heredoc()?;
                return Ok(Expression { form: template.into(), span });
            }
            Some('[') => self.deeper(Self::list)?,
            Some('{') => self.deeper(Self::map)?,
            Some('(') => return self.deeper(Self::in_parentheses),
            Some('0'..='9') => {
                self.take_while(|next| next.is_ascii_alphanumeric() || next == '.');
                Form::Number(self.text.get(start..self.at).unwrap_or_default().to_owned())
            }
            Some(next) if is_of_word(next) => self.named()?,
            Some('-' | '!') => {
                self.at += 1;
                self.skip(false)?;
                let is_number = self.text.get(start..self.at) == Some("-");
                match self.term()?.form {
                    Form::Number(number) if is_number => Form::Number(format!("-{number}")),
                    _ => Form::Other,
                }
            }
            _ => return self.stop("a value"),
        };
        Ok(Expression { form, span: self.span(start) })
    }

    /// A word, and what it is called with.
    fn named(&mut self) -> Reads<Form> {
        let word = self.word().to_owned();
        if self.peek() != Some('(') {
            return Ok(match word.as_str() {
                "true" => Form::Bool(true),
                "false" => Form::Bool(false),
                "null" => Form::Null,
                _ => Form::Other,
            });
        }
        self.deeper(|reader| {
            reader.at += 1;
            let arguments = reader.items(')')?;
            Ok(Form::Call(word, arguments))
        })
    }

    fn list(&mut self) -> Reads<Form> {
        self.at += 1;
        if self.is_for()? { self.skip_to(']') } else { Ok(Form::List(self.items(']')?)) }
    }

    fn in_parentheses(&mut self) -> Reads<Expression> {
        self.at += 1;
        self.skip(true)?;
        let inner = self.expression(true)?;
        if self.takes(')') { Ok(inner) } else { self.stop("`)`") }
    }

    /// Expressions with commas between them.
    fn items(&mut self, end: char) -> Reads<Vec<Expression>> {
        let mut items = Vec::new();
        loop {
            self.skip(true)?;
            if self.takes(end) {
                return Ok(items);
            }
            items.push(self.expression(true)?);
            self.skip(true)?;
            // The dots of a list that is spread over the parameters.
            while self.takes('.') {}
            if !self.takes(',') && self.peek() != Some(end) {
                return self.stop(if end == ']' { "`,` or `]`" } else { "`,` or `)`" });
            }
        }
    }

    fn map(&mut self) -> Reads<Form> {
        self.at += 1;
        if self.is_for()? {
            return self.skip_to('}');
        }
        let mut entries: Vec<Attribute> = Vec::new();
        loop {
            self.skip(true)?;
            if self.takes('}') {
                return Ok(Form::Map(entries));
            }
            let start = self.at;
            let name = match self.peek() {
                Some('(') => {
                    self.deeper(Self::in_parentheses)?;
                    self.text.get(start..self.at).unwrap_or_default().to_owned()
                }
                _ => self.name()?,
            };
            let name_span = self.span(start);
            self.skip(false)?;
            if !self.takes('=') && !self.takes(':') {
                return self.stop("`=`");
            }
            self.skip(true)?;
            let value = self.expression(false)?;
            entries.push(Attribute { name, name_span, value });
            self.takes(',');
        }
    }

    fn is_for(&mut self) -> Reads<bool> {
        self.skip(true)?;
        let rest = self.rest().strip_prefix("for");
        Ok(rest.is_some_and(|rest| rest.starts_with(|next: char| next.is_whitespace())))
    }

    fn skip_to(&mut self, end: char) -> Reads<Form> {
        while !self.takes(end) {
            self.skip_expression(true)?;
            if !self.takes(',') && self.peek() != Some(end) {
                return self.stop(if end == ']' { "`]`" } else { "`}`" });
            }
        }
        Ok(Form::Other)
    }
}
