//! Joins by a scheme or at a port that the listener does not have.

use crate::check::peers::{Peer, joins, peer, wrong_end};
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "raft-join-end",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "`retry_join` uses a scheme or a port that no listener has",
    why: "All servers of a release have the same listeners: an address with another scheme or port never answers, and \
          the servers stay alone.",
    fix: "Give `leader_api_addr` the scheme and the port of the listener, usually 8200.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/storage/raft#leader_api_addr"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(storage) = server.any_raft() else { return Vec::new() };
    let wrong = joins(&storage).into_iter().filter_map(|join| {
        let (value, address) = join.address.filter(|(_, address)| is_a_pod(&server, address))?;
        Some((value, wrong_end(&server, address)?))
    });
    let wrong: Vec<_> = wrong.collect();
    let Some((first, (found, expected))) = wrong.first() else { return Vec::new() };
    let listeners = server.listeners();
    let listener = listeners.iter().find(|listener| !listener.is_loopback());
    let span =
        listener.map(|listener| if found.starts_with("port") { listener.address_span() } else { listener.tls_span() });
    let mut fault = Fault::new(format!("`retry_join` uses {found}, and the listener {expected}"))
        .at(server.label(first.span, format!("uses {found}")));
    for (value, (found, _)) in wrong.iter().skip(1) {
        fault = fault.at(server.label(value.span, format!("uses {found}")));
    }
    vec![
        fault
            .also(span.and_then(|span| server.label_if_set(span, format!("this listener {expected}"))))
            .help("write the address with the scheme and the port of the listener"),
    ]
}

/// Services translate ports, pods do not.
fn is_a_pod(server: &Server<'_>, address: &str) -> bool {
    peer(server, address) != Peer::Elsewhere && address.contains("-internal")
}
