//! What unseals the servers, and when they must be moved to another seal.

use serde_json::Value;

use super::configuration::{inner, type_of};
use super::server::{Server, container, variable};
use super::step::Unsealing;
use crate::manifest::Object;
use crate::vault_config::{Body, to_json};

/// A seal of the configuration.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SealBlock {
    /// Its type, such as `awskms`.
    kind: String,
    /// What tells its key from another one.
    key: Vec<(&'static str, Value)>,
}

/// The attributes that say which key a seal uses: another one needs a migration, anything else only a restart
/// (go-kms-wrapping's wrappers, by what their encrypted blobs name).
const KEY_ATTRIBUTES: [&str; 8] =
    ["key_ring", "crypto_key", "kms_key_id", "vault_name", "key_name", "key_id", "mount_path", "address"];

/// The seals of a configuration that are switched on, but for key shares, which are what there is without one.
pub(super) fn seal_blocks(body: &Body) -> Vec<SealBlock> {
    let is_on = |body: &Body| body.attribute("disabled").and_then(|value| value.as_bool()) != Some(true);
    let seal = |block: &crate::vault_config::Block| {
        let (kind, body) = (type_of(block)?, inner(block));
        (kind != "shamir" && is_on(body)).then(|| SealBlock { kind: kind.to_owned(), key: key_of(kind, body) })
    };
    body.blocks("seal").filter_map(seal).collect()
}

fn key_of(kind: &str, body: &Body) -> Vec<(&'static str, Value)> {
    let attributes = to_json(body);
    let names = KEY_ATTRIBUTES.into_iter().filter(|name| *name != "address" || kind == "transit");
    names.map(|name| (name, attributes["attributes"][name].clone())).collect()
}

/// What unseals the servers of a set whose configuration holds these seals.
pub(super) fn unsealing(set: &Object, seals: &[SealBlock], is_dev: bool) -> Unsealing {
    if is_dev {
        return Unsealing::Never;
    }
    if let Some(seal) = seals.first() {
        return Unsealing::ByItself(seal.kind.clone());
    }
    match setting_of(set, "VAULT_SEAL_TYPE") {
        Some(Value::String(kind)) if kind == "shamir" => Unsealing::ByHand,
        Some(Value::String(kind)) => Unsealing::ByItself(kind),
        Some(_) => Unsealing::Unknown,
        None if reads_other_files(set) => Unsealing::Unknown,
        None => Unsealing::ByHand,
    }
}

/// What a variable is set to: its text, or null if that comes from elsewhere.
fn setting_of(set: &Object, name: &str) -> Option<Value> {
    Some(variable(set, name)?.get("value").cloned().unwrap_or(Value::Null))
}

/// Whether the servers are started with further files or folders of configuration, or take variables from a source
/// that is not among the manifests: a seal may be said there.
fn reads_other_files(set: &Object) -> bool {
    let Some(container) = container(set) else { return false };
    let text = ["command", "args"].map(|key| container.get(key).map(Value::to_string).unwrap_or_default()).concat();
    let has_variables = container.get("envFrom").and_then(Value::as_array).is_some_and(|list| !list.is_empty());
    text.matches("-config").count() > 1 || has_variables
}

/// Whether the servers move to another seal, or to another key of the same.
pub(super) fn migrates(before: &Server, after: &Server) -> bool {
    let is_known = |server: &Server| server.unsealing != Unsealing::Unknown && !server.dev;
    let (old, new) = (&before.configuration.seals, &after.configuration.seals);
    is_known(before) && is_known(after) && (before.unsealing != after.unsealing || old != new)
}
