//! Several servers over storage that only one may use.

use crate::check::server::Server;
use crate::check::storage::Storage;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "storage-no-ha",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "several servers run on storage without high availability",
    why: "Storage such as `file` has no lock by which one server becomes the active one: each of the servers considers \
          itself the only one, with its own data or in conflict with the others.",
    fix: "Use integrated storage (`server.ha.raft.enabled: true`) or another storage that supports high availability, \
          name an `ha_storage` beside it, or run one server: `server.ha.enabled: false`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/storage"),
    find: Find::Looking(find),
};

/// The types of storage that cannot say who leads.
const WITHOUT: &[&str] =
    &["file", "inmem", "aerospike", "azure", "cassandra", "couchdb", "manta", "mssql", "s3", "swift", "alicloudoss"];

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let is_without = |storage: &Storage<'_>| WITHOUT.contains(&storage.kind);
    if let Some(storage) = server.ha_storage() {
        return if is_without(&storage) { vec![of_ha_storage(&server, &storage)] } else { Vec::new() };
    }
    let Some(storage) = server.storage().filter(is_without) else { return Vec::new() };
    let replicas = subject.facts().server.replicas;
    if !server.is_ha() || replicas < 2 || server.reads_more() {
        return Vec::new();
    }
    let kind = storage.kind;
    vec![
        Fault::new(format!("{replicas} servers run on storage `{kind}`, which has no high availability"))
            .at(server.label(storage.block.span, "each server considers itself the only one"))
            .also(subject.label_if_set("server.ha.enabled", "several servers"))
            .also(subject.label_if_set("server.ha.replicas", format!("{replicas} of them")))
            .help("use `storage \"raft\"` with `server.ha.raft.enabled: true`, or set `server.ha.enabled: false`"),
    ]
}

/// `command/server.go`, `initHaBackend`.
fn of_ha_storage(server: &Server<'_>, storage: &Storage<'_>) -> Fault {
    let kind = storage.kind;
    Fault::new(format!("`ha_storage` is of type `{kind}`, which has no high availability: Vault does not start"))
        .at(server.label(storage.block.span, "cannot say who leads"))
        .help("write a type that has it, such as `ha_storage \"consul\"`, or remove the block")
}
