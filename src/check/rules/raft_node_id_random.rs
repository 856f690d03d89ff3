//! Node ids that do not tell which pod they are of.

use crate::check::server::{Server, given};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::{Label, Severity};

pub(super) static RULE: Rule = Rule {
    id: "raft-node-id-random",
    severity: Severity::Advice,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "servers generate their raft node ids",
    why: "A server without an id generates one and keeps it on its volume: a pod that loses its volume joins as \
          another server, the old one counts as lost, and the list of peers does not show which pod is which.",
    fix: "Set `server.ha.raft.setNodeId: true`, before the first start: a running server would join under a new id.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/storage/raft#node_id"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(storage) = server.any_raft() else { return Vec::new() };
    let is_given = given(&storage.block.body, "node_id").is_some() || server.pod.has_variable("VAULT_RAFT_NODE_ID");
    if is_given || !server.is_ha() || subject.release.is_upgrade {
        return Vec::new();
    }
    vec![
        Fault::new("the servers generate their raft node ids")
            .at(match subject.is_set("server.ha.raft.setNodeId") {
                true => subject.label("server.ha.raft.setNodeId", "the name of the pod is not used"),
                false => Label { is_unset: true, ..server.label(storage.block.span, "has no `node_id`") },
            })
            .also_note(subject.default_note("server.ha.raft.setNodeId"))
            .help("set `server.ha.raft.setNodeId: true` before the first start; leave it for servers that run already"),
    ]
}
