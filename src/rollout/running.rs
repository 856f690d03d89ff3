//! What the objects of a running release tell about its servers, for whoever talks to them.

use serde_json::Value;

use super::server::{Server, at};
use super::step::JoinAddress;
use crate::manifest::Object;

/// How the servers of a release are found and spoken to.
#[derive(Clone, Debug, Default)]
pub struct Running {
    /// The labels that select the pods, as `-l` takes them.
    pub selector: String,
    /// Whether the certificate of the listener cannot be verified from within the pods.
    pub skips_verification: bool,
    /// How a server joins that does not join by itself, if the configuration was read.
    pub join: Option<JoinAddress>,
    /// The config maps that the servers read when they start.
    pub config_maps: Vec<String>,
}

impl Running {
    /// Looks into the stateful set of the servers, and into config maps that are at hand.
    pub fn of(set: Object, config_maps: Vec<Object>) -> Option<Self> {
        let namespace = set.namespace().unwrap_or_default().to_owned();
        let objects: Vec<Object> = std::iter::once(set).chain(config_maps).collect();
        let server = Server::find(&objects, &namespace)?;
        let volumes = at(&server.set, "/spec/template/spec/volumes").and_then(Value::as_array);
        let name = |volume: &Value| Some(volume.pointer("/configMap/name")?.as_str()?.to_owned());
        Some(Self {
            selector: server.selector(),
            skips_verification: server.skips_verification,
            join: server.join_address(),
            config_maps: volumes.into_iter().flatten().filter_map(name).collect(),
        })
    }
}
