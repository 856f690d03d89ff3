//! Servers that find each other by address, over TLS that needs a name.

use crate::check::peers::joins;
use crate::check::server::{Server, given};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "raft-auto-join-name",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "`auto_join` goes to IP addresses by https, and no name says which certificate is right",
    why: "The search for pods gives their IP addresses, which change and stand in no certificate: without a name to hold \
          the certificate against, no server joins.",
    fix: "Add `leader_tls_servername` with a name for which the certificates of all servers are valid.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/storage/raft#leader_tls_servername"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(storage) = server.any_raft() else { return Vec::new() };
    let facts = subject.facts();
    let name = format!("{}.{}.svc", facts.fullname, facts.namespace);
    let line = match server.is_json() {
        true => format!("\"leader_tls_servername\": \"{name}\""),
        false => format!("leader_tls_servername = \"{name}\""),
    };
    let faults = joins(&storage).into_iter().filter_map(|join| {
        let body = &join.block.body;
        let (value, search) = given(body, "auto_join")?;
        let is_https = given(body, "auto_join_scheme").is_none_or(|(_, scheme)| scheme == "https");
        let is_by_address = search.split_whitespace().any(|part| part.starts_with("provider="));
        let has_name = given(body, "leader_tls_servername").is_some();
        (is_https && is_by_address && !has_name).then(|| {
            Fault::new("`auto_join` goes to IP addresses by https, and no certificate names them")
                .at(server.label(value.span, "finds IP addresses"))
                .help(format!("add `{line}` to the block, a name that every server's certificate has"))
        })
    });
    faults.collect()
}
