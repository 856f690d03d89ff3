//! A configuration without storage.

use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "storage-missing",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the configuration has no storage",
    why: "Vault does not start without a place for its data.",
    fix: "Add a `storage` block, such as `storage \"raft\" { path = \"/vault/data\" }` with \
          `server.ha.raft.enabled: true`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/storage"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let has_storage = server.body.block("storage").is_some() || server.body.block("backend").is_some();
    if has_storage || server.reads_more() {
        return Vec::new();
    }
    let kind = if subject.facts().server.raft { "raft" } else { "file" };
    let path = subject.values().given_text("server.dataStorage.mountPath").unwrap_or("/vault/data");
    vec![
        Fault::new(format!("`{}` says nothing of storage, and Vault does not start without", server.path()))
            .at(server.whole("has no block `storage`"))
            .help(format!("add `storage \"{kind}\" {{ path = \"{path}\" }}`")),
    ]
}
