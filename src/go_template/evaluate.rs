//! Walks the tree of a template and writes its text.

use std::ops::Range;
use std::sync::Arc;

use super::error::{Error, ErrorKind};
use super::format;
use super::functions::{self, Call};
use super::run::{Run, STEP, TEXT_LIMIT, Templates};
use super::syntax::{Body, Branch, Command, Node, Operand, OperandKind, Pipeline, TemplateCall};
use super::value::{Value, Width};

/// How a body ended.
#[derive(Clone, Copy, PartialEq)]
enum Flow {
    Next,
    Break,
    Continue,
}

/// The evaluation of one body: its variables and what it can call.
struct Evaluation<'b> {
    run: &'b Run,
    templates: &'b Arc<Templates>,
    /// Whether the body stands in the text that the places of errors refer to.
    is_evaluated: bool,
    variables: Vec<(&'b str, Value)>,
}

/// Evaluates a body with a dot of its own, and appends what it writes.
///
/// # Errors
///
/// Fails with the first error of the template; its place is given if the body stands in the evaluated text.
pub(super) fn evaluate(
    run: &Run,
    templates: &Arc<Templates>,
    (body, is_evaluated): (&Body, bool),
    dot: &Value,
    out: &mut String,
) -> Result<(), Error> {
    let variables = vec![("$", dot.clone())];
    Evaluation { run, templates, is_evaluated, variables }.body(body, dot, out).map(|_| ())
}

/// Evaluates a named template to a text.
///
/// # Errors
///
/// Fails when there is no such template, or with its error.
pub(super) fn include(run: &Run, templates: &Arc<Templates>, name: &str, dot: &Value) -> Result<String, Error> {
    let (body, is_evaluated) =
        templates.find(name).ok_or_else(|| ErrorKind::UnknownTemplate { name: name.to_owned() })?;
    let mut out = String::new();
    run.enter()?;
    let dot = &dot.clone().or_missing();
    evaluate(run, templates, (&body, is_evaluated), dot, &mut out)?;
    run.leave();
    Ok(out)
}

impl<'b> Evaluation<'b> {
    /// The error at a place of the evaluated text, unless it has one already.
    fn locate(&self, error: impl Into<Error>, span: &Range<usize>) -> Error {
        let mut error = error.into();
        if error.span.is_none() && self.is_evaluated {
            error.span = Some(span.clone());
        }
        error
    }

    fn body(&mut self, body: &'b Body, dot: &Value, out: &mut String) -> Result<Flow, Error> {
        for node in body {
            let flow = self.node(node, dot, out)?;
            if flow != Flow::Next {
                return Ok(flow);
            }
        }
        Ok(Flow::Next)
    }

    fn write(&self, text: &str, out: &mut String) -> Result<(), ErrorKind> {
        self.run.spend(text.len())?;
        if out.len() + text.len() > TEXT_LIMIT {
            return Err(ErrorKind::Work);
        }
        out.push_str(text);
        Ok(())
    }

    fn node(&mut self, node: &'b Node, dot: &Value, out: &mut String) -> Result<Flow, Error> {
        self.run.spend(STEP)?;
        match node {
            Node::Plain(text) => self.write(text, out)?,
            Node::Action(pipeline) => self.action(pipeline, dot, out)?,
            Node::Template(call) => self.template(call, dot, out)?,
            Node::If(branch) | Node::With(branch) | Node::Range(branch) => {
                let known = self.variables.len();
                self.run.enter()?;
                let flow = match node {
                    Node::Range(_) => self.range(branch, dot, out)?,
                    _ => self.branch(branch, matches!(node, Node::With(_)), dot, out)?,
                };
                self.run.leave();
                self.variables.truncate(known);
                return Ok(flow);
            }
            Node::Break => return Ok(Flow::Break),
            Node::Continue => return Ok(Flow::Continue),
        }
        Ok(Flow::Next)
    }

    fn action(&mut self, pipeline: &'b Pipeline, dot: &Value, out: &mut String) -> Result<(), Error> {
        let value = self.pipeline(pipeline, dot)?;
        if !pipeline.variables.is_empty() {
            return Ok(());
        }
        match &value {
            Value::Text(text) => self.write(text, out)?,
            Value::Missing | Value::Null => self.write("<no value>", out)?,
            Value::Object(object) if object.printed().is_some() => {
                self.write(object.printed().unwrap_or_default(), out)?;
            }
            other => self.write(&format::display(other)?, out)?,
        }
        Ok(())
    }

    fn template(&mut self, call: &'b TemplateCall, dot: &Value, out: &mut String) -> Result<(), Error> {
        let argument = match &call.argument {
            Some(pipeline) => self.pipeline(pipeline, dot)?,
            None => Value::Missing,
        };
        let text = include(self.run, self.templates, &call.name, &argument);
        let text = text.map_err(|error| self.locate(error, &call.span))?;
        Ok(self.write(&text, out)?)
    }

    fn branch(&mut self, branch: &'b Branch, with: bool, dot: &Value, out: &mut String) -> Result<Flow, Error> {
        let value = self.pipeline(&branch.pipeline, dot)?;
        match (value.is_true(), with) {
            (true, true) => self.body(&branch.body, &value, out),
            (true, false) => self.body(&branch.body, dot, out),
            (false, _) => self.body(&branch.otherwise, dot, out),
        }
    }

    fn range(&mut self, branch: &'b Branch, dot: &Value, out: &mut String) -> Result<Flow, Error> {
        let value = self.quiet_pipeline(&branch.pipeline, dot)?;
        let span = branch.pipeline.commands.first().map_or(0..0, |command| command.first.span.clone());
        let pairs = self.pairs(branch, &value).map_err(|kind| self.locate(kind, &span))?;
        if pairs.is_empty() {
            return self.body(&branch.otherwise, dot, out);
        }
        let known = self.variables.len();
        for (key, element) in pairs {
            self.run.spend(STEP)?;
            self.bind(&branch.pipeline, key, &element);
            let flow = self.body(&branch.body, &element, out)?;
            self.variables.truncate(known);
            if flow == Flow::Break {
                break;
            }
        }
        Ok(Flow::Next)
    }

    /// The keys and elements that `range` goes through.
    fn pairs(&self, branch: &Branch, value: &Value) -> Result<Vec<(Value, Value)>, ErrorKind> {
        if let Some(list) = value.as_list() {
            self.run.spend(list.len())?;
            return Ok(list
                .iter()
                .cloned()
                .enumerate()
                .map(|(index, element)| (Value::count(index), element))
                .collect());
        }
        match value {
            Value::Missing | Value::Null => Ok(Vec::new()),
            Value::Map(map) => {
                let entries = map.entries();
                self.run.spend(entries.len())?;
                Ok(entries.iter().map(|(key, value)| (Value::Text(Arc::clone(key)), value.clone())).collect())
            }
            Value::Integer(..) if branch.pipeline.variables.len() > 1 => Err(ErrorKind::SingleVariable),
            Value::Integer(count, width) => {
                let count = (*count).max(0);
                self.run.spend(usize::try_from(count).unwrap_or(usize::MAX).saturating_mul(STEP))?;
                let element = |index| Value::Integer(index, *width);
                Ok((0..count).map(|index| (element(index), element(index))).collect())
            }
            other => Err(ErrorKind::NotIterable { found: other.described().to_owned() }),
        }
    }

    fn bind(&mut self, pipeline: &'b Pipeline, key: Value, element: &Value) {
        match pipeline.variables.as_slice() {
            [only] => self.set(pipeline, only, element.clone()),
            [first, second] => {
                self.set(pipeline, first, key);
                self.set(pipeline, second, element.clone());
            }
            _ => {}
        }
    }

    fn set(&mut self, pipeline: &Pipeline, name: &'b str, value: Value) {
        if pipeline.assigns
            && let Some(slot) = self.variables.iter_mut().rev().find(|(known, _)| *known == name)
        {
            slot.1 = value;
            return;
        }
        self.variables.push((name, value));
    }

    /// Evaluates a pipeline and gives its result to its variables.
    fn pipeline(&mut self, pipeline: &'b Pipeline, dot: &Value) -> Result<Value, Error> {
        let value = self.quiet_pipeline(pipeline, dot)?;
        if let [name] = pipeline.variables.as_slice() {
            self.set(pipeline, name, value.clone());
        }
        Ok(value)
    }

    /// Evaluates a pipeline without its variables.
    fn quiet_pipeline(&mut self, pipeline: &'b Pipeline, dot: &Value) -> Result<Value, Error> {
        let mut piped = None;
        for command in &pipeline.commands {
            let value = self.command(command, dot, piped)?;
            piped = Some(value.or_missing());
        }
        Ok(piped.unwrap_or_default())
    }

    fn command(&mut self, command: &'b Command, dot: &Value, piped: Option<Value>) -> Result<Value, Error> {
        self.run.spend(STEP)?;
        let first = &command.first;
        if let OperandKind::Function(name) = &first.kind
            && first.fields.is_empty()
        {
            if name == "and" || name == "or" {
                return self.choose(command, name, dot, piped);
            }
            let mut arguments = self.arguments(command, dot)?;
            arguments.extend(piped);
            return self.call(name, &arguments, &first.span);
        }
        if matches!(first.kind, OperandKind::Nil) {
            return Err(self.locate(ErrorKind::NilCommand, &first.span));
        }
        let mut arguments = self.arguments(command, dot)?;
        arguments.extend(piped);
        self.operand(first, dot, &arguments)
    }

    fn arguments(&mut self, command: &'b Command, dot: &Value) -> Result<Vec<Value>, Error> {
        command.arguments.iter().map(|operand| self.operand(operand, dot, &[])).collect()
    }

    /// Evaluates `and` and `or`, which stop at the first operand that decides.
    fn choose(&mut self, command: &'b Command, name: &str, dot: &Value, piped: Option<Value>) -> Result<Value, Error> {
        let mut last = None;
        for operand in &command.arguments {
            let value = self.operand(operand, dot, &[])?;
            if value.is_true() == (name == "or") {
                return Ok(value);
            }
            last = Some(value);
        }
        let missing =
            || ErrorKind::ArgumentCount { function: name.to_owned(), expected: "at least 1".into(), found: 0 };
        piped.or(last).ok_or_else(|| self.locate(missing(), &command.first.span))
    }

    fn call(&self, name: &str, arguments: &[Value], span: &Range<usize>) -> Result<Value, Error> {
        let call = Call { run: self.run, templates: self.templates, name, arguments };
        functions::call(&call).map_err(|error| self.locate(error, span))
    }

    /// Evaluates an operand; arguments go to the last of its fields.
    fn operand(&mut self, operand: &'b Operand, dot: &Value, arguments: &[Value]) -> Result<Value, Error> {
        let base = match &operand.kind {
            OperandKind::Dot => dot.clone(),
            OperandKind::Nil => Value::Null,
            OperandKind::Bool(bool) => Value::Bool(*bool),
            OperandKind::Integer(whole) => Value::Integer(*whole, Width::Int),
            OperandKind::Float(float) => Value::Float(*float),
            OperandKind::Text(text) => Value::Text(Arc::clone(text)),
            OperandKind::Variable(name) => self.variable(name, &operand.span)?,
            OperandKind::Function(name) => self.call(name, &[], &operand.span)?,
            OperandKind::Bracket(pipeline) => {
                self.run.enter()?;
                let value = self.pipeline(pipeline, dot)?;
                self.run.leave();
                value
            }
        };
        self.fields(operand, base, arguments).map_err(|kind| self.locate(kind, &operand.span))
    }

    fn variable(&self, name: &str, span: &Range<usize>) -> Result<Value, Error> {
        let found = self.variables.iter().rev().find(|(known, _)| *known == name);
        let unknown = || self.locate(ErrorKind::UnknownVariable { name: name.to_owned() }, span);
        found.map(|(_, value)| value.clone()).ok_or_else(unknown)
    }

    fn fields(&self, operand: &Operand, base: Value, arguments: &[Value]) -> Result<Value, ErrorKind> {
        if operand.fields.is_empty() && !arguments.is_empty() {
            return Err(ErrorKind::NotFunction { name: path(operand, 0) });
        }
        let mut value = base;
        let last = operand.fields.len().saturating_sub(1);
        for (index, field) in operand.fields.iter().enumerate() {
            let given = if index == last { arguments } else { &[] };
            value = match &value {
                Value::Missing => Value::Missing,
                Value::Null => {
                    return Err(ErrorKind::NilField { path: path(operand, index), field: field.clone() });
                }
                Value::Map(_) if !given.is_empty() => {
                    return Err(ErrorKind::NotFunction { name: path(operand, index + 1) });
                }
                Value::Map(map) => map.found(field),
                Value::Object(object) => object.member(field, given)?.ok_or_else(|| no_field(field, &value))?,
                _ => return Err(no_field(field, &value)),
            };
        }
        Ok(value)
    }
}

fn no_field(field: &str, value: &Value) -> ErrorKind {
    ErrorKind::NoField { field: field.to_owned(), found: value.described().to_owned() }
}

/// An operand up to one of its fields, as it was written.
fn path(operand: &Operand, fields: usize) -> String {
    let base = match &operand.kind {
        OperandKind::Dot if fields == 0 => ".".to_owned(),
        OperandKind::Dot => String::new(),
        OperandKind::Variable(name) | OperandKind::Function(name) => name.clone(),
        OperandKind::Bracket(_) => "(…)".to_owned(),
        OperandKind::Nil => "nil".to_owned(),
        OperandKind::Bool(bool) => bool.to_string(),
        OperandKind::Integer(whole) => whole.to_string(),
        OperandKind::Float(float) => float.to_string(),
        OperandKind::Text(text) => format::quote(text),
    };
    let fields = operand.fields.iter().take(fields).map(|field| format!(".{field}"));
    std::iter::once(base).chain(fields).collect()
}
