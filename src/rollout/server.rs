//! What manifests tell about the servers: the set of their pods, their storage and their seal.

use serde_json::Value;

use crate::manifest::Object;
use crate::source::Sources;
use crate::vault_config::{self, Body};

/// The container that Vault runs in.
pub(super) const CONTAINER: &str = "vault";
/// Where dev mode is switched on: the pods say so in their arguments or environment.
const DEV: &str = "VAULT_DEV_ROOT_TOKEN_ID";

/// The servers of one release.
#[derive(Clone, Debug)]
pub(super) struct Server {
    /// The stateful set.
    pub(super) set: Object,
    /// Its name: pods are called after it.
    pub(super) name: String,
    /// The namespace, as `-n` takes it.
    pub(super) namespace: String,
    /// How many pods it has.
    pub(super) replicas: u64,
    /// Whether pods are replaced only when somebody deletes them.
    pub(super) on_delete: bool,
    /// Whether the servers keep their data in integrated storage.
    pub(super) raft: bool,
    /// Whether the pods carry labels that tell whether they are active and sealed.
    pub(super) labelled: bool,
    /// Where the data is kept, such as `raft`, as far as the configuration says.
    pub(super) storage: Option<String>,
    /// What unseals the servers, such as `awskms`; none if that is done by hand.
    pub(super) seal: Option<String>,
    /// Whether the servers move from another seal to this one.
    pub(super) migrates: bool,
    /// Whether the server keeps everything in memory.
    pub(super) dev: bool,
}

impl Server {
    /// Finds the servers among objects; `namespace` is that of the release.
    pub(super) fn find(objects: &[Object], namespace: &str) -> Option<Self> {
        let set = objects.iter().find(|object| object.kind() == "StatefulSet" && container(object).is_some())?;
        let mut server = Self {
            name: set.name().to_owned(),
            namespace: set.namespace().unwrap_or(namespace).to_owned(),
            replicas: at(set, "/spec/replicas").and_then(Value::as_u64).unwrap_or(1),
            on_delete: at(set, "/spec/updateStrategy/type").and_then(Value::as_str) == Some("OnDelete"),
            raft: false,
            labelled: false,
            storage: None,
            seal: None,
            migrates: false,
            dev: container(set).is_some_and(|container| container.to_string().contains(DEV)),
            set: set.clone(),
        };
        for body in configurations(set, objects) {
            server.read(&body);
        }
        Some(server)
    }

    fn read(&mut self, body: &Body) {
        let has_label = |kind: &str, label: &str| body.blocks(kind).any(|block| is_called(block, label));
        self.raft |= has_label("storage", "raft") || has_label("ha_storage", "raft");
        self.storage = self.storage.take().or(body.block("storage").and_then(type_of).map(str::to_owned));
        self.labelled |= has_label("service_registration", "kubernetes");
        let seal = body.block("seal").and_then(|seal| Some(type_of(seal)?.to_owned()));
        self.seal = self.seal.take().or(seal.filter(|seal| seal != "shamir"));
    }

    /// Whether another server takes over when the active one goes away.
    pub(super) fn has_standbys(&self) -> bool {
        self.replicas > 1
    }

    /// The name of a pod.
    pub(super) fn pod(&self, ordinal: u64) -> String {
        format!("{}-{ordinal}", self.name)
    }

    /// The pods, the highest number first.
    pub(super) fn pods(&self) -> impl Iterator<Item = String> {
        // More than this many servers are no Vault, and would be no plan.
        (0..self.replicas.min(100)).rev().map(|ordinal| self.pod(ordinal))
    }

    /// `kubectl` with a verb, in the namespace of the servers.
    pub(super) fn kubectl(&self, verb: &str, rest: &str) -> String {
        format!("kubectl {verb} -n {} {rest}", self.namespace)
    }

    /// A command of Vault in a pod, for a person at a terminal.
    pub(super) fn vault(&self, pod: &str, command: &str) -> String {
        self.kubectl("exec", &format!("-ti {pod} -c {CONTAINER} -- vault {command}"))
    }

    /// The labels that select the pods, as `-l` takes them.
    pub(super) fn selector(&self) -> String {
        let labels = at(&self.set, "/spec/selector/matchLabels").and_then(Value::as_object);
        let pair = |(key, value): (&String, &Value)| Some(format!("{key}={}", value.as_str()?));
        labels.into_iter().flatten().filter_map(pair).collect::<Vec<_>>().join(",")
    }

    /// The image of the servers.
    pub(super) fn image(&self) -> Option<&str> {
        container(&self.set)?.get("image")?.as_str()
    }
}

/// The value at a JSON pointer.
pub(super) fn at<'o>(object: &'o Object, pointer: &str) -> Option<&'o Value> {
    let mut steps = pointer.split('/').skip(1);
    let first = object.tree.get(steps.next()?)?;
    steps.try_fold(first, |value, step| value.get(step))
}

fn container(set: &Object) -> Option<&Value> {
    let containers = at(set, "/spec/template/spec/containers")?.as_array()?;
    containers.iter().find(|container| container.get("name").and_then(Value::as_str) == Some(CONTAINER))
}

/// The configurations in the config maps that the pods mount.
fn configurations(set: &Object, objects: &[Object]) -> Vec<Body> {
    let volumes = at(set, "/spec/template/spec/volumes").and_then(Value::as_array);
    let names: Vec<&str> =
        volumes.into_iter().flatten().filter_map(|volume| volume.get("configMap")?.get("name")?.as_str()).collect();
    let maps = objects.iter().filter(|object| object.kind() == "ConfigMap" && names.contains(&object.name()));
    let texts = maps.filter_map(|map| map.tree.get("data")?.as_object()).flatten();
    let texts = texts.filter_map(|(key, text)| Some((key, text.as_str()?)));
    let texts = texts.filter(|(key, text)| vault_config::is_vault_config(key, text)).map(|(_, text)| text);
    texts.filter_map(|text| Some(vault_config::parse(text, Sources::default().add("", "")).ok()?.body)).collect()
}

fn is_called(block: &vault_config::Block, label: &str) -> bool {
    type_of(block) == Some(label)
}

/// The type of a block: its label, or the only block in it, as JSON writes it.
fn type_of(block: &vault_config::Block) -> Option<&str> {
    block.label().or_else(|| block.body.blocks.first().map(|inner| inner.kind.text.as_str()))
}
