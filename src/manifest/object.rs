//! One object: its tree, and where it was made.

use std::ops::Range;

use serde_json::{Map, Value};

/// One Kubernetes object.
#[derive(Clone, Debug)]
pub struct Object {
    /// The template that made it, by our name: `server/statefulset`.
    pub template: String,
    /// The template by Helm's name: `vault/templates/server-statefulset.yaml`.
    pub source: String,
    /// The whole object, keys in their order.
    pub tree: Map<String, Value>,
    /// The same as views show it, where it holds what they must not show.
    pub shown: Option<Map<String, Value>>,
    /// In what it was found, which tells whose it is.
    pub found: FoundIn,
    /// What of it was made of values; the whole of it first.
    pub fields: Vec<Field>,
}

/// In what an object was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FoundIn {
    /// In a file or a stream that somebody named, in a file that the index of its folder names, or in nothing, since it
    /// was made just now.
    #[default]
    Named,
    /// In a folder without an index.
    Folder,
    /// In a folder whose index does not name its file.
    Unlisted,
}

/// A field that was made of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Where it is, as JSON Pointer writes it: `/spec/replicas`, or nothing for the whole object.
    pub pointer: String,
    /// The part of the record of reads that was read for it.
    pub reads: Range<usize>,
}

impl Field {
    /// Adds a step to the way to a field.
    pub fn push_step(pointer: &mut String, step: &str) {
        pointer.push('/');
        if step.contains(['~', '/']) {
            pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
        } else {
            pointer.push_str(step);
        }
    }
}

/// Why a document is no object.
#[derive(Debug, thiserror::Error)]
pub enum ObjectError {
    /// A document that is a list or a scalar.
    #[error("a manifest must be a map")]
    NotAMap,
    /// A field that every object has.
    #[error("a manifest needs `{0}`")]
    Missing(&'static str),
}

impl Object {
    /// The tree as views show it.
    pub fn shown(&self) -> &Map<String, Value> {
        self.shown.as_ref().unwrap_or(&self.tree)
    }

    /// The object as views show it, and nothing else.
    #[must_use]
    pub fn into_shown(mut self) -> Self {
        if let Some(shown) = self.shown.take() {
            self.tree = shown;
        }
        self
    }

    /// Takes a document for an object.
    ///
    /// # Errors
    /// A document that is not a map, or has no `apiVersion`, `kind` or `metadata.name` of text that is not empty.
    pub fn new(template: impl Into<String>, source: impl Into<String>, document: Value) -> Result<Self, ObjectError> {
        let Value::Object(tree) = document else { return Err(ObjectError::NotAMap) };
        let (found, fields) = (FoundIn::default(), Vec::new());
        let object = Self { template: template.into(), source: source.into(), tree, shown: None, found, fields };
        for (field, value) in [
            ("apiVersion", object.field("apiVersion")),
            ("kind", object.field("kind")),
            ("metadata.name", object.metadata("name")),
        ] {
            if value.is_none_or(str::is_empty) {
                return Err(ObjectError::Missing(field));
            }
        }
        Ok(object)
    }

    /// The API version, such as `apps/v1`.
    pub fn api_version(&self) -> &str {
        self.field("apiVersion").unwrap_or_default()
    }

    /// The kind, such as `StatefulSet`.
    pub fn kind(&self) -> &str {
        self.field("kind").unwrap_or_default()
    }

    /// The name.
    pub fn name(&self) -> &str {
        self.metadata("name").unwrap_or_default()
    }

    /// The namespace, if the object carries one.
    pub fn namespace(&self) -> Option<&str> {
        self.metadata("namespace")
    }

    /// The value of a label.
    pub fn label(&self, key: &str) -> Option<&str> {
        self.tree.get("metadata")?.get("labels")?.get(key)?.as_str()
    }

    /// The object that made this one and is answerable for it, as `KIND NAME`, if any did.
    pub fn owner(&self) -> Option<String> {
        let owners = self.tree.get("metadata")?.get("ownerReferences")?.as_array()?;
        let owner = owners.first()?;
        let word = |key: &str| owner.get(key).and_then(Value::as_str).unwrap_or_default();
        Some(format!("{} {}", word("kind"), word("name")).trim().to_owned())
    }

    /// Whether Helm runs the object at some moment of a release rather than installing it.
    pub fn is_hook(&self) -> bool {
        !self.hooks().is_empty()
    }

    /// The moments of a release at which Helm runs the object, such as `test`; none for an ordinary object.
    pub fn hooks(&self) -> Vec<&str> {
        let annotations = self.tree.get("metadata").and_then(|metadata| metadata.get("annotations"));
        let hooks = annotations.and_then(|annotations| annotations.get("helm.sh/hook")).and_then(Value::as_str);
        hooks.map(|hooks| hooks.split(',').map(str::trim).collect()).unwrap_or_default()
    }

    fn field(&self, key: &str) -> Option<&str> {
        self.tree.get(key)?.as_str()
    }

    fn metadata(&self, key: &str) -> Option<&str> {
        self.tree.get("metadata")?.get(key)?.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_object_needs_its_identity() {
        let whole = json!({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}});
        assert!(Object::new("a", "a", whole.clone()).is_ok());
        for missing in ["apiVersion", "kind", "metadata"] {
            let mut part = whole.clone();
            part.as_object_mut().expect("a map").remove(missing);
            assert!(Object::new("a", "a", part).is_err(), "{missing}");
        }
        assert!(Object::new("a", "a", json!([1])).is_err());
    }
}
