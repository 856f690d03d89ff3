//! The door of the templates to the values: a map or a list of them as one template sees it, which notes what is read.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Serde, Value};
use minijinja::{Error, ErrorKind};

use super::expand::to_jinja;
use super::shared::Shared;
use crate::diagnostic::{Diagnostic, Failure};
use crate::values::{Extent, Schema, Segment, Templated, is_in};
use crate::yaml::{Data, Node};

/// The room that most steps of a path take as text.
const USUAL_STEP: usize = 24;

/// A map or a list of values.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    shared: Arc<Shared>,
    /// What it lies in, and the step from there; nothing for all values.
    above: Option<(Arc<Branch>, Segment)>,
    /// Where it is, as a text.
    path: Arc<str>,
    /// What is known of it; nothing where the keys are the user's own.
    schema: Option<&'static Schema>,
    template: Arc<str>,
}

impl Branch {
    /// All values, for a template.
    pub(super) fn root(shared: &Arc<Shared>, template: &Arc<str>) -> Arc<Self> {
        let (shared, template) = (Arc::clone(shared), Arc::clone(template));
        Arc::new(Self { schema: Some(shared.schema), shared, above: None, path: Arc::default(), template })
    }

    fn node(&self) -> Option<&Node> {
        match &self.above {
            Some((above, step)) => step.find(above.node()?),
            None => Some(&self.shared.values),
        }
    }

    /// What the template reads under a key. Most values are never read: none is made ready before.
    pub(super) fn read(self: &Arc<Self>, key: &str) -> Option<Value> {
        let node = self.node().and_then(|node| node.get(key));
        // Below a map that was taken away every key of it is read, and refused in the end.
        let is_gone = node.is_none() && self.is_taken_away();
        let schema = self.schema.and_then(|schema| schema.property(key));
        (node.is_some() || is_gone && schema.is_some()).then(|| self.below(Segment::Key(key.to_owned()), node, schema))
    }

    /// A value in this one: a way to others, or one that is read now.
    fn below(self: &Arc<Self>, step: Segment, node: Option<&Node>, schema: Option<&'static Schema>) -> Value {
        let mut path = String::with_capacity(self.path.len() + USUAL_STEP);
        path.push_str(&self.path);
        step.print(&mut path);
        let (shared, template) = (Arc::clone(&self.shared), Arc::clone(&self.template));
        let below = Self { shared, above: Some((Arc::clone(self), step)), path: path.into(), schema, template };
        let kind = schema.and_then(Schema::templated);
        match (kind, node.map(|node| &node.data)) {
            (None, Some(Data::Map(_) | Data::List(_))) => Value::from_object(below),
            (None, None | Some(Data::Null)) if schema.is_some_and(Schema::has_properties) && below.is_taken_away() => {
                Value::from_object(below)
            }
            (kind, _) => {
                below.note();
                node.map_or_else(|| Value::from(()), |node| below.value(node, kind))
            }
        }
    }

    /// Notes that this was read.
    fn note(&self) {
        self.shared.reads.note(Arc::clone(&self.path), Extent::Whole);
    }

    /// The data of a value, which may be a Go template; null where such a one was not given.
    fn value(&self, node: &Node, kind: Option<Templated>) -> Value {
        let Some(kind) = kind else { return to_jinja(node) };
        if !node.is_truthy() {
            return Value::from(());
        }
        let (expander, path) = (&self.shared.expander, &*self.path);
        let result = match (kind, node.as_text()) {
            (Templated::Whole, Some(source)) => expander.data(path, node, source, &self.template),
            (Templated::Strings, _) => {
                expander.strings(path, node, &self.template).map(|data| Value::from(Serde(data)))
            }
            (Templated::Whole, None) => Ok(to_jinja(node)),
        };
        result.unwrap_or_else(failed)
    }

    /// Whether the user took this map away by a null, or one that held it.
    fn is_taken_away(&self) -> bool {
        self.shared.nulls.iter().any(|(null, _)| is_in(&self.path, null))
    }
}

impl Object for Branch {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        match self.node().map(|node| &node.data) {
            Some(Data::List(_)) => ObjectRepr::Seq,
            _ => ObjectRepr::Map,
        }
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match self.node().map(|node| &node.data) {
            Some(Data::List(items)) => {
                let index = key.as_usize()?;
                let schema = self.schema.and_then(Schema::items);
                items.get(index).map(|item| self.below(Segment::Index(index), Some(item), schema))
            }
            _ => self.read(key.as_str()?),
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        self.note();
        match self.node().map(|node| &node.data) {
            Some(Data::List(items)) => Enumerator::Seq(items.len()),
            Some(Data::Map(map)) => Enumerator::Values(map.keys().map(|key| Value::from(key.as_str())).collect()),
            _ => Enumerator::Empty,
        }
    }
}

/// A value whose first use fails: Jinja hands the diagnostic on to whoever rendered.
pub(super) fn failed(diagnostic: Diagnostic) -> Value {
    let error = Error::new(ErrorKind::InvalidOperation, "the value cannot be evaluated");
    Value::from(error.with_source(Failure(diagnostic)))
}
