//! The objects of the files that were given: a HelmRelease takes values from ConfigMaps and Secrets, and its chart from
//! sources.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::release::Said;
use crate::source::SourceId;
use crate::yaml::Node;

/// The objects of all files.
#[derive(Debug, Default)]
pub(super) struct Objects {
    list: Vec<(SourceId, Node)>,
}

/// A text that an object holds.
#[derive(Debug)]
pub(super) enum Held {
    /// As it was written.
    Written(SourceId, Node),
    /// Out of base64.
    Decoded(SourceId, String),
    /// Encrypted by SOPS.
    Encrypted,
}

impl Objects {
    /// Takes in an object of a file.
    pub(super) fn add(&mut self, source: SourceId, object: &Node) {
        if object.get("kind").and_then(Node::as_text).is_some() {
            self.list.push((source, object.clone()));
        }
    }

    /// A text of an object.
    pub(super) fn text_of(&self, kind: &str, name: &str, path: &str) -> Option<&str> {
        self.named(kind, name)?.at(path)?.as_text()
    }

    /// A text of an object, with its place.
    pub(super) fn said_of(&self, kind: &str, name: &str, path: &str) -> Option<Said> {
        let node = self.named(kind, name)?.at(path)?;
        Some(Said { text: node.as_text()?.to_owned(), span: node.span })
    }

    fn named(&self, kind: &str, name: &str) -> Option<&Node> {
        let is_it = |object: &Node| {
            let text = |path: &str| object.at(path).and_then(Node::as_text);
            text("kind") == Some(kind) && text("metadata.name") == Some(name)
        };
        self.list.iter().map(|(_, object)| object).find(|object| is_it(object))
    }

    /// What an object holds under a key; nothing if there is no such object, nothing inside if it lacks the key.
    pub(super) fn held(&self, kind: &str, name: &str, namespace: Option<&str>, key: &str) -> Option<Option<Held>> {
        let text = |object: &Node, path: &str| object.at(path).and_then(Node::as_text).map(str::to_owned);
        let is_it = |object: &Node| {
            let here = text(object, "metadata.namespace");
            text(object, "kind").as_deref() == Some(kind)
                && text(object, "metadata.name").as_deref() == Some(name)
                && here.as_deref().zip(namespace).is_none_or(|(here, there)| here == there)
        };
        let (source, object) = self.list.iter().find(|(_, object)| is_it(object))?;
        Some(held(*source, object, kind, key))
    }
}

fn held(source: SourceId, object: &Node, kind: &str, key: &str) -> Option<Held> {
    let below = |map: &str| object.get(map)?.get(key).filter(|node| node.as_text().is_some()).cloned();
    if object.get("sops").is_some() {
        return Some(Held::Encrypted);
    }
    if kind == "ConfigMap" {
        return below("data").map(|node| Held::Written(source, node));
    }
    if let Some(node) = below("stringData") {
        return Some(Held::Written(source, node));
    }
    let node = below("data")?;
    let packed: String = node.as_text()?.chars().filter(|character| !character.is_whitespace()).collect();
    let text = String::from_utf8(STANDARD.decode(packed).ok()?).ok()?;
    Some(Held::Decoded(source, text))
}
