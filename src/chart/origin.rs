//! Which value a field of an object was made of: looked up in the record of what was read for it.

use serde_json::Value;

use crate::manifest::{Field, Object};
use crate::source::Span;
use crate::values::{Path, Read, Segment, is_in};
use crate::yaml::{Data, Node};

/// The value that a field was made of.
#[derive(Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its path.
    pub path: String,
    /// Where it was written.
    pub span: Span,
    /// Where its key was written, if the last step led to it by a key.
    pub key_span: Option<Span>,
    /// Whether the way led to the field itself and not only to something around it.
    pub is_whole: bool,
}

/// Finds the value by the nearest field around that values were set into. Where these were read earlier, as for a loop,
/// it is the last one read before in the object that says what the field holds.
pub(super) fn of_field(values: &Node, object: &Object, way: &[Segment], log: &[Read]) -> Option<Origin> {
    let (whole, fields) = object.fields.split_first()?;
    let (depth, found) = (0..=way.len()).rev().find_map(|depth| {
        let pointer = pointer(way.get(..depth)?);
        let found: Vec<&Field> = fields.iter().filter(|field| field.pointer == pointer).collect();
        (!found.is_empty()).then_some((depth, found))
    })?;
    let (around, rest) = way.split_at_checked(depth)?;
    let field = Set { value: at(object, way), around: at(object, around), is_all: depth == 0, rest };
    let reads = found.iter().filter_map(|field| log.get(field.reads.clone())).flatten();
    let (path, steps) = field.best(&candidates(values, reads)).or_else(|| {
        let end = found.iter().map(|field| field.reads.start).max()?;
        let (path, node) = candidates(values, log.get(whole.reads.start..end)?.iter())
            .into_iter()
            .rfind(|(_, node)| field.value.is_some_and(|value| says(node, value)))?;
        (!node.is_null()).then_some((path, 0))
    })?;
    Some(follow(values, path, rest.get(..steps)?, rest.len()))
}

/// The values that were read, without those that are parts of others.
fn candidates<'n, 'r>(values: &'n Node, reads: impl Iterator<Item = &'r Read>) -> Vec<(Path, &'n Node)> {
    let reads: Vec<&Read> = reads.collect();
    let is_part = |read: &Read| reads.iter().any(|other| other.path != read.path && is_in(&read.path, &other.path));
    let whole = reads.iter().filter(|read| !is_part(read));
    let found = whole.filter_map(|read| {
        let path = Path::parse(&read.path)?;
        let node = path.find(values).filter(|node| !node.is_null())?;
        Some((path, node))
    });
    found.collect()
}

/// A field that values were set into, or something around it.
struct Set<'a> {
    /// What the field holds, if it is there.
    value: Option<&'a Value>,
    /// What was set.
    around: Option<&'a Value>,
    /// Whether that is the whole object.
    is_all: bool,
    /// The way on from there to the field.
    rest: &'a [Segment],
}

impl Set<'_> {
    /// The candidate that most speaks for, and how many steps of the way on it has.
    fn best(&self, candidates: &[(Path, &Node)]) -> Option<(Path, usize)> {
        let ranked = candidates.iter().filter_map(|(path, node)| {
            let (reached, steps) = descend(node, self.rest);
            let says_same = self.value.is_some_and(|value| says(reached, value));
            let fills = self.is_all || self.around.is_some_and(|around| says(node, around));
            let is_scalar = node.is_truthy() && !matches!(node.data, Data::Map(_) | Data::List(_));
            let counts = says_same || fills || steps > 0 || is_scalar;
            counts.then_some(((says_same, fills, steps), path))
        });
        // Of equal ones the last, for a condition comes before the value.
        let ((_, _, steps), path) = ranked.max_by_key(|(rank, _)| *rank)?;
        Some((path.clone(), steps))
    }
}

/// The last value of those that were read that is there and wanted.
pub(super) fn last(values: &Node, reads: &[Read], is_wanted: impl Fn(&str, &Node) -> bool) -> Option<Origin> {
    let path = reads.iter().rev().find_map(|read| {
        let path = Path::parse(&read.path)?;
        let node = path.find(values).filter(|node| !node.is_null())?;
        is_wanted(&read.path, node).then_some(path)
    })?;
    Some(follow(values, path, &[], 0))
}

fn pointer(way: &[Segment]) -> String {
    let mut pointer = String::new();
    for step in way {
        match step {
            Segment::Key(key) => Field::push_step(&mut pointer, key),
            Segment::Index(index) => Field::push_step(&mut pointer, &index.to_string()),
        }
    }
    pointer
}

/// What stands in an object at the end of a way.
fn at<'o>(object: &'o Object, way: &[Segment]) -> Option<&'o Value> {
    let (first, rest) = way.split_first()?;
    let Segment::Key(first) = first else { return None };
    rest.iter().try_fold(object.tree.get(first)?, |value, step| match step {
        Segment::Key(key) => value.get(key),
        Segment::Index(index) => value.get(index),
    })
}

/// Whether a value says what a field holds, be it in quotes or not.
fn says(node: &Node, value: &Value) -> bool {
    let json = node.to_json();
    json == *value || matches!((scalar(&json), scalar(value)), (Some(one), Some(other)) if one == other)
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// The deepest value on a way, and how many steps lead to it.
fn descend<'n>(node: &'n Node, way: &[Segment]) -> (&'n Node, usize) {
    let (mut node, mut steps) = (node, 0);
    for step in way {
        let below = match (step, &node.data) {
            (Segment::Key(key), Data::Map(map)) => map.get(key).map(|entry| &entry.value),
            (Segment::Index(index), Data::List(list)) => list.get(*index),
            _ => None,
        };
        let Some(below) = below else { break };
        node = below;
        steps += 1;
    }
    (node, steps)
}

/// The value at a path, gone on from by steps that it has.
fn follow(values: &Node, mut path: Path, steps: &[Segment], wanted: usize) -> Origin {
    steps.iter().for_each(|step| path.push(step.clone()));
    let key_span = match path.steps().last() {
        Some(Segment::Key(key)) if !steps.is_empty() => {
            path.parent().find(values).and_then(Node::as_map).and_then(|map| map.get(key)).map(|entry| entry.key_span)
        }
        _ => None,
    };
    let span = path.find(values).map_or(values.span, |node| node.span);
    Origin { path: path.to_string(), span, key_span, is_whole: steps.len() == wanted }
}
