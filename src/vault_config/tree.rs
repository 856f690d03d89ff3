//! The tree of a configuration: attributes and blocks, each with its place.

use serde_json::{Map, json};

use crate::source::Span;

/// A whole configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// What stands at the top.
    pub body: Body,
    /// What Vault reads over in JSON, and stricter readers do not.
    pub loose: Vec<Loose>,
}

/// A place that Vault reads over: a comma too many, or text behind the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loose {
    /// Where it stands.
    pub span: Span,
    /// What it is, for the end of a sentence.
    pub words: &'static str,
    /// What to remove.
    pub remove: &'static str,
}

/// What stands between braces, or at the top.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// The attributes in the order of writing.
    pub attributes: Vec<Attribute>,
    /// The blocks in the order of writing.
    pub blocks: Vec<Block>,
    /// Where it was written, with its braces.
    pub span: Span,
}

/// A name with a value that is not a block: `ui = true`.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// What it is called.
    pub name: Name,
    /// What it is set to.
    pub value: Value,
}

/// A kind with labels and a body: `listener "tcp" { … }`. A map after `=`, and each map of a list, is a block too.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What kind of block it is.
    pub kind: Name,
    /// What tells it from others of its kind.
    pub labels: Vec<Name>,
    /// What stands in it.
    pub body: Body,
    /// The whole block, its kind included.
    pub span: Span,
}

/// A name or a label, without the quotes it may have had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it was written, with its quotes.
    pub span: Span,
}

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// What it is.
    pub data: Data,
    /// Where it was written.
    pub span: Span,
}

/// A value without its place.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// JSON's `null`; HCL has none.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction or an exponent.
    Float(f64),
    /// Text; `${…}` in it is kept as written.
    Text(String),
    /// A list that does not hold maps alone.
    List(Vec<Value>),
    /// A map in a list beside something else.
    Map(Body),
}

impl Body {
    /// A body without anything in it.
    pub(super) fn empty(span: Span) -> Self {
        Self { attributes: Vec::new(), blocks: Vec::new(), span }
    }

    /// The blocks of a kind, in the order of writing.
    pub fn blocks<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Block> {
        self.blocks.iter().filter(move |block| block.kind.text == kind)
    }

    /// The first block of a kind.
    pub fn block(&self, kind: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.kind.text == kind)
    }

    /// The value of an attribute; the last one counts where it is set more than once.
    pub fn attribute(&self, name: &str) -> Option<&Value> {
        self.attributes.iter().rev().find(|attribute| attribute.name.text == name).map(|attribute| &attribute.value)
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.blocks.is_empty()
    }

    /// Adds what a name is set to: a map becomes a block, a list of maps one block each.
    pub(super) fn set(&mut self, name: Name, value: Value) {
        match value.data {
            Data::Map(body) => self.add_block(name, Vec::new(), body),
            Data::List(items) if is_maps(&items) => {
                for item in items {
                    if let Data::Map(body) = item.data {
                        self.add_block(name.clone(), Vec::new(), body);
                    }
                }
            }
            _ => self.attributes.push(Attribute { name, value }),
        }
    }

    /// Adds a block that reaches from its kind to the end of its body.
    pub(super) fn add_block(&mut self, kind: Name, labels: Vec<Name>, body: Body) {
        let span = Span { end: body.span.end, ..kind.span };
        self.blocks.push(Block { kind, labels, body, span });
    }
}

impl Block {
    /// The first label: what Vault calls the type of a listener, a storage or a seal.
    pub fn label(&self) -> Option<&str> {
        self.labels.first().map(|label| label.text.as_str())
    }
}

impl Value {
    /// The text, if this is text.
    pub fn as_text(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// True or false, also as Vault takes it from numbers and texts: `1`, `"true"`, `"0"`.
    pub fn as_bool(&self) -> Option<bool> {
        match &self.data {
            Data::Bool(bool) => Some(*bool),
            Data::Integer(number) => Some(*number != 0),
            Data::Text(text) => match text.as_str() {
                "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
                "0" | "f" | "F" | "false" | "FALSE" | "False" | "" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// The value as JSON; a map in it as [`to_json`] gives it.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.data {
            Data::Null => serde_json::Value::Null,
            Data::Bool(bool) => (*bool).into(),
            Data::Integer(number) => (*number).into(),
            Data::Float(number) => (*number).into(),
            Data::Text(text) => text.as_str().into(),
            Data::List(items) => items.iter().map(Value::to_json).collect(),
            Data::Map(body) => to_json(body),
        }
    }
}

/// The tree without places: `{"attributes": {name: value}, "blocks": {kind: [{"labels": […], "body": …}]}}`. Equal for
/// two texts that say the same, whichever form they have.
pub fn to_json(body: &Body) -> serde_json::Value {
    let attributes: Map<_, _> =
        body.attributes.iter().map(|attribute| (attribute.name.text.clone(), attribute.value.to_json())).collect();
    let mut blocks = Map::new();
    for block in &body.blocks {
        let labels: Vec<&str> = block.labels.iter().map(|label| label.text.as_str()).collect();
        let list = blocks.entry(block.kind.text.as_str()).or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            list.push(json!({ "labels": labels, "body": to_json(&block.body) }));
        }
    }
    json!({ "attributes": attributes, "blocks": blocks })
}

fn is_maps(items: &[Value]) -> bool {
    !items.is_empty() && items.iter().all(|item| matches!(item.data, Data::Map(_)))
}
