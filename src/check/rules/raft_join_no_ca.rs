//! Joins by TLS that trust no authority.

use crate::check::listener::scheme;
use crate::check::peers::{Join, joins};
use crate::check::server::{Server, given};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "raft-join-no-ca",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "`retry_join` by https names no certificate authority",
    why: "A server that joins ignores `VAULT_CACERT`: without its own authority, `retry_join` trusts only \
          what the image trusts, and refuses a certificate that a private authority signed.",
    fix: "Add `leader_ca_cert_file` with the file of the authority to each `retry_join`; if the certificate is not \
          valid for the address, add `leader_tls_servername` with a name that it is valid for.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/storage/raft#leader_ca_cert_file"),
    find: Find::Looking(find),
};

const AUTHORITY: &[&str] = &["leader_ca_cert_file", "leader_ca_cert"];
/// Variables by which the system's own authorities are replaced.
const SYSTEM: &[&str] = &["SSL_CERT_FILE", "SSL_CERT_DIR"];

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(storage) = server.any_raft() else { return Vec::new() };
    if SYSTEM.iter().any(|name| server.pod.has_variable(name)) {
        return Vec::new();
    }
    let trusts = |join: &Join<'_>| AUTHORITY.iter().any(|name| given(&join.block.body, name).is_some());
    let joins: Vec<_> = joins(&storage).into_iter().filter(|join| is_https(join) && !trusts(join)).collect();
    let Some(first) = joins.first() else { return Vec::new() };
    let authority = server.pod.variable("VAULT_CACERT").unwrap_or("/vault/userconfig/vault-tls/ca.crt");
    let mut fault = Fault::new("`retry_join` by https trusts only the authorities of the image")
        .at(server.label(first.block.kind.span, "names no authority"));
    for join in joins.iter().skip(1) {
        fault = fault.at(server.label(join.block.kind.span, "nor does this one"));
    }
    let variable = subject.label_if_set("server.extraEnvironmentVars.VAULT_CACERT", "ignored when joining");
    vec![fault.also(variable).help(format!("add `leader_ca_cert_file = \"{authority}\"` to each `retry_join`"))]
}

fn is_https(join: &Join<'_>) -> bool {
    match join.address {
        Some((_, address)) => scheme(address) == Some("https"),
        None => given(&join.block.body, "auto_join").is_some() && auto_scheme(join) == "https",
    }
}

fn auto_scheme<'b>(join: &Join<'b>) -> &'b str {
    given(&join.block.body, "auto_join_scheme").map_or("https", |(_, scheme)| scheme)
}
