//! Servers with integrated storage that do not find each other.

use crate::check::peers::{blocks_to_paste, has_tls, joins};
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "raft-no-join",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "servers with integrated storage do not join each other",
    why: "Without `retry_join` every server stays alone until somebody runs `vault operator raft join` in its pod, \
          also after a pod has come back with an empty volume.",
    fix: "Add a `retry_join` block for each server to `storage \"raft\"`, or one with `auto_join`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/storage/raft#retry_join-stanza"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(storage) = server.raft() else { return Vec::new() };
    let replicas = subject.facts().server.replicas;
    if !server.is_ha() || replicas < 2 || !joins(&storage).is_empty() || server.reads_more() {
        return Vec::new();
    }
    let path = server.path();
    let place = match server.is_default() {
        true => format!("copy the default of `{path}`, and add to its block `storage \"raft\"`"),
        false => "add to the block `storage \"raft\"`".to_owned(),
    };
    let names = format!(
        "the certificate has to be valid for `*.{}-internal`; if it is not, add `leader_tls_servername` with a name that \
         it is valid for",
        subject.facts().fullname
    );
    vec![
        Fault::new(format!("{replicas} servers with integrated storage do not find each other: no `retry_join`"))
            .at(server.label(storage.block.span, "nothing here joins the other servers"))
            .also_note(server.default_note())
            .also_note(has_tls(&server).then_some(names))
            .help(format!("{place}:\n{}", blocks_to_paste(&server))),
    ]
}
