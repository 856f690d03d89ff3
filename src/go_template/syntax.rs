//! The tree of a Go template: what the parser gives and the evaluation walks.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A list of nodes.
pub(super) type Body = Vec<Node>;

/// A text that was read: its own nodes, and the templates that it defines.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) body: Body,
    pub(super) definitions: BTreeMap<String, Arc<Body>>,
}

/// A piece of a template.
#[derive(Debug)]
pub(super) enum Node {
    Plain(String),
    Action(Pipeline),
    If(Branch),
    With(Branch),
    Range(Branch),
    Template(TemplateCall),
    Break,
    Continue,
}

/// `{{ if }}`, `{{ with }}` or `{{ range }}` with its two bodies.
#[derive(Debug)]
pub(super) struct Branch {
    pub(super) pipeline: Pipeline,
    pub(super) body: Body,
    pub(super) otherwise: Body,
}

/// `{{ template "name" pipeline }}`.
#[derive(Debug)]
pub(super) struct TemplateCall {
    pub(super) span: Range<usize>,
    pub(super) name: String,
    pub(super) argument: Option<Pipeline>,
}

/// Commands joined by `|`, perhaps with variables that take the result.
#[derive(Debug)]
pub(super) struct Pipeline {
    pub(super) variables: Vec<String>,
    /// Whether the variables exist already (`=`, not `:=`).
    pub(super) assigns: bool,
    pub(super) commands: Vec<Command>,
}

/// A value, or a function with its arguments.
#[derive(Debug)]
pub(super) struct Command {
    pub(super) first: Operand,
    pub(super) arguments: Vec<Operand>,
}

/// One value of a command, and the fields that are read of it.
#[derive(Debug)]
pub(super) struct Operand {
    pub(super) span: Range<usize>,
    pub(super) kind: OperandKind,
    pub(super) fields: Vec<String>,
}

/// The kinds of operands.
#[derive(Debug)]
pub(super) enum OperandKind {
    Dot,
    Nil,
    Bool(bool),
    Integer(i64),
    Float(f64),
    Text(Arc<str>),
    Variable(String),
    Function(String),
    Bracket(Box<Pipeline>),
}

impl OperandKind {
    /// Whether fields cannot follow it and it cannot follow `|`.
    pub(super) fn is_literal(&self) -> bool {
        matches!(self, Self::Nil | Self::Bool(_) | Self::Integer(_) | Self::Float(_) | Self::Text(_))
    }
}
