//! Joins that name more servers than there are, or not all of them.

use crate::check::peers::{Peer, joins, peer};
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "raft-join-beyond",
    severity: Severity::Advice,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "`retry_join` names a pod beyond `server.ha.replicas`",
    why: "A server tries such a pod again and again, and writes each failure to its log.",
    fix: "Remove the block, raise `server.ha.replicas`, or write the blocks by a loop over it.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/storage/raft#retry_join-stanza"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(storage) = server.any_raft().filter(|_| server.is_ha()) else { return Vec::new() };
    let replicas = subject.facts().server.replicas;
    let beyond = joins(&storage).into_iter().filter_map(|join| {
        let (value, address) = join.address?;
        (peer(&server, address) == Peer::Beyond).then_some((value, address))
    });
    let fault = |(value, address): (&crate::vault_config::Value, &str)| {
        Fault::new(format!("`retry_join` names `{address}`, and there are {replicas} servers"))
            .at(server.label(value.span, "there is no such pod"))
            .also(subject.label_if_set("server.ha.replicas", format!("{replicas} servers, counted from 0")))
            .also_note(subject.default_note("server.ha.replicas"))
            .help("remove the block, or raise `server.ha.replicas`")
    };
    beyond.map(fault).collect()
}
