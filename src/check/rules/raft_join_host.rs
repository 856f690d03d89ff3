//! Joins that lead to servers which this release does not have.

use crate::check::peers::{Peer, joins, peer};
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "raft-join-host",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "`retry_join` names a host that this release does not have",
    why: "The names of pods and services follow from the name of the release: an address that was copied from another \
          release leads nowhere, or to that other cluster of servers.",
    fix: "Write `<fullname>-<ordinal>.<fullname>-internal` with the full name of this release, or let a template do it: \
          `{{ include \"vault.fullname\" . }}`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/storage/raft#leader_api_addr"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(storage) = server.any_raft() else { return Vec::new() };
    let facts = subject.facts();
    let name = &facts.fullname;
    let mut faults = joins(&storage).into_iter().filter_map(|join| {
        let (value, address) = join.address?;
        (peer(&server, address) == Peer::Unknown).then_some((value, address))
    });
    let Some((first, address)) = faults.next() else { return Vec::new() };
    let mut fault = Fault::new(format!("no server of this release is at `{address}`"))
        .at(server.label(first.span, "no pod and no service has this name"));
    for (value, _) in faults {
        fault = fault.at(server.label(value.span, "nor this one"));
    }
    vec![
        fault
            .also(subject.label_if_set("fullnameOverride", "names the pods"))
            .also(subject.label_if_set("nameOverride", "names the pods"))
            .note(format!("the full name of this release is `{name}`, in namespace `{}`", facts.namespace))
            .help(format!("write `{name}-0.{name}-internal`, and so on")),
    ]
}
