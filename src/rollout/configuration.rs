//! What the configuration of the servers says about their storage and about joining it.

use serde_json::Value;

use super::seal::{SealBlock, seal_blocks};
use super::server::{at, container};
use crate::manifest::Object;
use crate::source::Sources;
use crate::vault_config::{self, Block, Body};

/// What the configuration says, as far as the manifests hold it.
#[derive(Clone, Debug, Default)]
pub(super) struct Configuration {
    /// Where the data is kept, such as `raft`.
    pub(super) storage: Option<Storage>,
    /// Whether the servers keep data in integrated storage, be it for high availability alone.
    pub(super) raft: bool,
    /// Whether a new server joins the others by itself.
    pub(super) joins: bool,
    /// Whether each server is called by the name of its pod in integrated storage.
    pub(super) ids_are_pods: bool,
    /// The seals.
    pub(super) seals: Vec<SealBlock>,
    /// Whether servers take the labels of their state.
    pub(super) labelled: bool,
}

/// A storage by its type, with what it is set to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Storage {
    /// Such as `raft`.
    pub(super) kind: String,
    /// What the block holds.
    pub(super) body: Body,
}

impl Configuration {
    /// Reads the configurations that the pods of a stateful set mount.
    pub(super) fn of(set: &Object, objects: &[Object]) -> Self {
        let mut found = Self { ids_are_pods: names_itself(set), ..Self::default() };
        bodies(set, objects).iter().for_each(|body| found.read(body));
        found
    }

    fn read(&mut self, body: &Body) {
        let blocks = |kinds: [&'static str; 2]| kinds.into_iter().flat_map(|kind| body.blocks(kind));
        for block in blocks(["storage", "backend"]).chain(blocks(["ha_storage", "ha_backend"])) {
            if type_of(block) == Some("raft") {
                self.raft = true;
                let raft = inner(block);
                self.joins |= raft.block("retry_join").is_some();
                self.ids_are_pods |= raft.attribute("node_id").and_then(|id| id.as_text()) == Some("HOSTNAME");
            }
        }
        for block in blocks(["storage", "backend"]) {
            if let (None, Some(kind)) = (&self.storage, type_of(block)) {
                self.storage = Some(Storage { kind: kind.to_owned(), body: inner(block).clone() });
            }
        }
        self.seals.extend(seal_blocks(body));
        self.labelled |= body.blocks("service_registration").any(|block| type_of(block) == Some("kubernetes"));
    }
}

/// Whether the environment of the pods makes their name the id: the chart's `server.ha.raft.setNodeId`.
fn names_itself(set: &Object) -> bool {
    let variables = container(set).and_then(|container| container.get("env")?.as_array());
    variables.into_iter().flatten().any(|variable| {
        variable.get("name").and_then(Value::as_str) == Some("VAULT_RAFT_NODE_ID")
            && variable.pointer("/valueFrom/fieldRef/fieldPath").and_then(Value::as_str) == Some("metadata.name")
    })
}

/// The configurations in the config maps and secrets that the pods mount.
fn bodies(set: &Object, objects: &[Object]) -> Vec<Body> {
    let volumes = at(set, "/spec/template/spec/volumes").and_then(Value::as_array);
    let names: Vec<&str> =
        volumes.into_iter().flatten().filter_map(|volume| volume.get("configMap")?.get("name")?.as_str()).collect();
    let maps = objects.iter().filter(|object| object.kind() == "ConfigMap" && names.contains(&object.name()));
    let texts = maps.filter_map(|map| map.tree.get("data")?.as_object()).flatten();
    let texts = texts.filter_map(|(key, text)| Some((key, text.as_str()?)));
    let texts = texts.filter(|(key, text)| vault_config::is_vault_config(key, text)).map(|(_, text)| text);
    texts.filter_map(|text| Some(vault_config::parse(text, Sources::default().add("", "")).ok()?.body)).collect()
}

/// The type of a block: its label, or the only block in it, as JSON writes it.
pub(super) fn type_of(block: &Block) -> Option<&str> {
    block.label().or_else(|| block.body.blocks.first().map(|inner| inner.kind.text.as_str()))
}

/// What the block holds, in either form.
pub(super) fn inner(block: &Block) -> &Body {
    match (block.label(), block.body.blocks.first()) {
        (None, Some(inner)) => &inner.body,
        _ => &block.body,
    }
}
