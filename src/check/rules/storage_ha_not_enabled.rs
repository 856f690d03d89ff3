//! Storage whose high availability has to be asked for.

use crate::check::server::Server;
use crate::check::storage::Storage;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    id: "storage-ha-not-enabled",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "several servers run on storage whose high availability is off",
    why: "Some types of storage keep a lock for the active server only when `ha_enabled` is set; without it every \
          unsealed server considers itself the active one.",
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
    let found = match server.ha_storage() {
        // `command/server.go`, `initHaBackend`.
        Some(storage) => without_lock(&server, &storage).map(|(span, kind)| {
            Fault::new(format!("`ha_storage` of type `{kind}` has no `ha_enabled`: Vault does not start"))
                .at(server.label(span, "no lock for the active server"))
                .help(help(&storage, "ha_storage"))
        }),
        None => of_storage(&server),
    };
    found.into_iter().collect()
}

fn of_storage(server: &Server<'_>) -> Option<Fault> {
    let replicas = server.subject.facts().server.replicas;
    let storage = server.storage()?;
    let (span, kind) = without_lock(server, &storage).filter(|_| server.is_ha() && replicas > 1)?;
    Some(
        Fault::new(format!("{replicas} servers run on storage `{kind}` without `ha_enabled`"))
            .at(server.label(span, "no lock for the active server"))
            .also(server.subject.label_if_set("server.ha.enabled", "several servers"))
            .help(help(&storage, "storage")),
    )
}

/// What to write, where it is said already or not.
fn help(storage: &Storage<'_>, block: &str) -> String {
    match storage.block.body.attribute("ha_enabled") {
        Some(_) => "write `ha_enabled = \"true\"`".to_owned(),
        None => format!("add `ha_enabled = \"true\"` to `{block} \"{}\"`", storage.block.label().unwrap_or_default()),
    }
}

/// The place and the type of a storage that has to be asked for its lock, and is not.
fn without_lock<'s>(server: &Server<'_>, storage: &Storage<'s>) -> Option<(Span, &'s str)> {
    let (_, variable) = ASKED.iter().find(|(kind, _)| *kind == storage.kind)?;
    let asks = storage.block.body.attribute("ha_enabled");
    let is_on = asks.is_some_and(|value| value.as_bool().unwrap_or(true)) || server.pod.has_variable(variable);
    (!is_on).then(|| (asks.map_or(storage.block.span, |value| value.span), storage.kind))
}
