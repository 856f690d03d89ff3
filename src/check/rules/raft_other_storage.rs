//! Raft that is on in the values while the configuration uses another storage.

use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "raft-other-storage",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "`server.ha.raft.enabled` is on and the configuration uses another storage",
    why: "Each server gets a volume, a node id and a start script for integrated storage, and the data is kept \
          somewhere else.",
    fix: "Use `storage \"raft\"` in `server.ha.raft.config`, or turn `server.ha.raft.enabled` off and write \
          `server.ha.config`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/storage/raft"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(storage) = server.storage().filter(|storage| storage.kind != "raft") else { return Vec::new() };
    let leads_by_raft = server.ha_storage().is_some_and(|storage| storage.kind == "raft");
    if !subject.facts().server.raft || leads_by_raft {
        return Vec::new();
    }
    let kind = storage.kind;
    vec![
        Fault::new(format!("raft is on, and the configuration keeps its data in storage `{kind}`"))
            .at(server.label(storage.block.span, format!("storage `{kind}`")))
            .also(subject.label_if_set("server.ha.raft.enabled", "raft is on"))
            .help("write `storage \"raft\" { path = \"/vault/data\" }`, or set `server.ha.raft.enabled: false`"),
    ]
}
