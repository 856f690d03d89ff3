//! What manifests tell about the servers: the set of their pods, their storage and their seal.

use serde_json::Value;

use super::configuration::Configuration;
use super::seal::unsealing;
use super::step::{JoinAddress, Servers, Unsealing};
use crate::manifest::Object;

/// The container that Vault runs in.
pub(super) const CONTAINER: &str = "vault";
/// Where dev mode is switched on: the pods say so in their arguments or environment.
const DEV: &str = "VAULT_DEV_ROOT_TOKEN_ID";
/// More servers than this are no Vault, and would be no plan.
const MOST_SERVERS: u64 = 100;
/// The port of Vault's API, unless an address says another one.
const API_PORT: u16 = 8200;
/// The variables by which the pods are told how to verify their own listener.
const VERIFICATION: [&str; 3] = ["VAULT_CACERT", "VAULT_CAPATH", "VAULT_SKIP_VERIFY"];

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
    /// What the configuration says.
    pub(super) configuration: Configuration,
    /// What unseals the servers.
    pub(super) unsealing: Unsealing,
    /// Whether the certificate of the listener cannot be verified from within the pods.
    pub(super) skips_verification: bool,
    /// Whether the server keeps everything in memory.
    pub(super) dev: bool,
}

impl Server {
    /// Finds the servers among objects; `namespace` is that of the release.
    pub(super) fn find(objects: &[Object], namespace: &str) -> Option<Self> {
        let set = objects.iter().find(|object| object.kind() == "StatefulSet" && container(object).is_some())?;
        let configuration = Configuration::of(set, objects);
        let dev = container(set).is_some_and(|container| container.to_string().contains(DEV));
        Some(Self {
            name: set.name().to_owned(),
            namespace: set.namespace().unwrap_or(namespace).to_owned(),
            replicas: at(set, "/spec/replicas").and_then(Value::as_u64).unwrap_or(1).min(MOST_SERVERS),
            on_delete: at(set, "/spec/updateStrategy/type").and_then(Value::as_str) == Some("OnDelete"),
            unsealing: unsealing(set, &configuration.seals, dev),
            skips_verification: address(set).is_some_and(|address| address.starts_with("https"))
                && !VERIFICATION.iter().any(|name| variable(set, name).is_some()),
            configuration,
            dev,
            set: set.clone(),
        })
    }

    /// Whether another server takes over when the active one goes away.
    pub(super) fn has_standbys(&self) -> bool {
        self.replicas > 1
    }

    /// Whether the data is in integrated storage.
    pub(super) fn raft(&self) -> bool {
        self.configuration.raft
    }

    /// The type of the storage, if the configuration says one.
    pub(super) fn storage(&self) -> Option<&str> {
        self.configuration.storage.as_ref().map(|storage| storage.kind.as_str())
    }

    /// The name of a pod.
    pub(super) fn pod(&self, ordinal: u64) -> String {
        format!("{}-{ordinal}", self.name)
    }

    /// The pods, the lowest number first.
    pub(super) fn pods(&self) -> impl DoubleEndedIterator<Item = String> {
        (0..self.replicas).map(|ordinal| self.pod(ordinal))
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

    /// The claims of a pod, as `data-vault-0`.
    pub(super) fn claims(&self, pod: &str) -> Vec<String> {
        let templates = at(&self.set, "/spec/volumeClaimTemplates").and_then(Value::as_array);
        let name = |template: &Value| Some(format!("{}-{pod}", template.pointer("/metadata/name")?.as_str()?));
        templates.into_iter().flatten().filter_map(name).collect()
    }

    /// How the active server is reached by one that joins, if that is not in the configuration.
    pub(super) fn join_address(&self) -> Option<JoinAddress> {
        if !self.raft() || self.configuration.joins {
            return None;
        }
        let address = address(&self.set).unwrap_or("http");
        let port = address.rsplit_once(':').and_then(|(_, port)| port.trim_end_matches('/').parse().ok());
        Some(JoinAddress {
            scheme: if address.starts_with("https") { "https" } else { "http" },
            service: at(&self.set, "/spec/serviceName").and_then(Value::as_str).unwrap_or_default().to_owned(),
            port: port.unwrap_or(API_PORT),
        })
    }

    /// What a script needs to know.
    pub(super) fn for_script(&self, before: Option<&Self>, reads: Vec<String>) -> Servers {
        Servers {
            name: self.name.clone(),
            namespace: self.namespace.clone(),
            selector: self.selector(),
            old_replicas: before.map_or(self.replicas, |before| before.replicas),
            new_replicas: self.replicas,
            raft: self.raft(),
            skips_verification: self.skips_verification || before.is_some_and(|before| before.skips_verification),
            new_version: None,
            reads,
        }
    }
}

/// The address by which the pods reach their own server.
fn address(set: &Object) -> Option<&str> {
    variable(set, "VAULT_ADDR")?.get("value")?.as_str()
}

/// A variable of the servers; the last one of a name counts.
pub(super) fn variable<'o>(set: &'o Object, name: &str) -> Option<&'o Value> {
    let variables = container(set)?.get("env")?.as_array()?;
    variables.iter().rev().find(|variable| variable.get("name").and_then(Value::as_str) == Some(name))
}

/// The value at a JSON pointer.
pub(super) fn at<'o>(object: &'o Object, pointer: &str) -> Option<&'o Value> {
    let mut steps = pointer.split('/').skip(1);
    let first = object.tree.get(steps.next()?)?;
    steps.try_fold(first, |value, step| value.get(step))
}

/// The container that Vault runs in.
pub(super) fn container(set: &Object) -> Option<&Value> {
    let containers = at(set, "/spec/template/spec/containers")?.as_array()?;
    containers.iter().find(|container| container.get("name").and_then(Value::as_str) == Some(CONTAINER))
}
