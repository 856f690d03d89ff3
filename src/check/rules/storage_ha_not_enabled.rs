//! Storage whose high availability has to be asked for.

use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "storage-ha-not-enabled",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "several servers run on storage whose high availability is off",
    why: "Some types of storage keep a lock for the active server only when `ha_enabled` is set; without it every \
          unsealed server takes itself for the active one.",
    fix: "Set `ha_enabled = \"true\"` in the storage.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/storage"),
    find: Find::Looking(find),
};

/// The types of storage that have to be asked, each with the variable that asks as well.
const ASKED: &[(&str, &str)] = &[
    ("dynamodb", "DYNAMODB_HA_ENABLED"),
    ("gcs", "GOOGLE_STORAGE_HA_ENABLED"),
    ("spanner", "GOOGLE_SPANNER_HA_ENABLED"),
    ("foundationdb", ""),
    ("cockroachdb", ""),
    ("mysql", ""),
    ("postgresql", ""),
    ("oci", ""),
];

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(storage) = server.storage() else { return Vec::new() };
    let Some((kind, variable)) = ASKED.iter().find(|(kind, _)| *kind == storage.kind) else { return Vec::new() };
    let asks = storage.block.body.attribute("ha_enabled");
    let is_on = asks.is_some_and(|value| value.as_bool().unwrap_or(true));
    let replicas = subject.facts().server.replicas;
    if is_on || !server.is_ha() || replicas < 2 || server.ha_storage().is_some() || server.pod.has_variable(variable) {
        return Vec::new();
    }
    let span = asks.map_or(storage.block.span, |value| value.span);
    vec![
        Fault::new(format!("{replicas} servers run on storage `{kind}` without `ha_enabled`"))
            .at(server.label(span, "no lock for the active server"))
            .also(subject.label_if_set("server.ha.enabled", "several servers"))
            .help(format!("add `ha_enabled = \"true\"` to `storage \"{kind}\"`")),
    ]
}
