//! One node id for all servers.

use crate::check::server::{Server, given};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "raft-node-id-same",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "all servers have the same raft node id",
    why: "All servers read one configuration: a `node_id` that is written out is the same for each of them, and a \
          server that joins under the id of another takes its place.",
    fix: "Remove `node_id` and set `server.ha.raft.setNodeId: true`, or write `node_id = \"HOSTNAME\"`, which is \
          replaced by the name of the pod.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/storage/raft#node_id"),
    find: Find::Looking(find),
};

/// What the start script replaces by something that each pod has for itself.
const OF_EACH_POD: &[&str] = &["HOSTNAME", "POD_IP", "RAFT_ADDR", "API_ADDR"];

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(storage) = server.any_raft() else { return Vec::new() };
    let Some((value, id)) = given(&storage.block.body, "node_id") else { return Vec::new() };
    let differs = OF_EACH_POD.iter().any(|word| id.contains(word)) || server.pod.has_variable("VAULT_RAFT_NODE_ID");
    let replicas = subject.facts().server.replicas;
    if differs || replicas < 2 {
        return Vec::new();
    }
    vec![
        Fault::new(format!("all {replicas} servers have the raft node id `{id}`"))
            .at(server.label(value.span, "the same in every pod"))
            .also(subject.label_if_set("server.ha.replicas", format!("{replicas} servers")))
            .also_note(subject.default_note("server.ha.replicas"))
            .help(match subject.facts().server.raft {
                true => "write `node_id = \"HOSTNAME\"`, or remove it and set `server.ha.raft.setNodeId: true`",
                false => "write `node_id = \"HOSTNAME\"`",
            }),
    ]
}
