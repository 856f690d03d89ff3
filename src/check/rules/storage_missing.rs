//! A configuration without storage.

use crate::chart::Mode;
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
    let Some(server) = Server::of(subject) else { return empty(subject).into_iter().collect() };
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

/// A configuration that is empty has neither storage nor listener.
fn empty(subject: &Subject<'_>) -> Option<Fault> {
    let values = subject.values();
    let path = match subject.facts().mode {
        Mode::Ha if subject.facts().server.raft => "server.ha.raft.config",
        Mode::Ha => "server.ha.config",
        Mode::Standalone => "server.standalone.config",
        _ => return None,
    };
    let reads_more = values.text("server.extraArgs").is_some_and(|text| text.contains("-config"));
    let is_empty = subject.is_set(path) && values.text(path).is_some_and(|text| text.trim().is_empty());
    (is_empty && !reads_more).then(|| {
        Fault::new(format!("`{path}` is empty: Vault has no storage and no listener, and does not start"))
            .at(subject.label(path, "is empty"))
            .help(format!("remove `{path}`: the default then applies"))
    })
}
