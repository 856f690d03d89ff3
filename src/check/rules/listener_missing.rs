//! A configuration without a listener that the network reaches.

use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "listener-missing",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the configuration has no TCP listener",
    why: "Probes, services and the other servers reach Vault by TCP: a server without such a listener is never ready.",
    fix: "Add `listener \"tcp\"` with `address = \"[::]:8200\"` and `cluster_address = \"[::]:8201\"`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/listener/tcp"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    if !server.listeners().is_empty() || server.reads_more() {
        return Vec::new();
    }
    let other = server.body.block("listener");
    let label = match other {
        Some(block) => server.label(block.span, "is not reached by TCP"),
        None => server.whole("has no block `listener`"),
    };
    vec![
        Fault::new(format!("`{}` has no TCP listener: nothing reaches the server", server.path()))
            .at(label)
            .help(format!("add:\n{}", listener(subject))),
    ]
}

/// The listener that the chart expects.
fn listener(subject: &Subject<'_>) -> String {
    let tls = match subject.facts().scheme {
        "http" => "  tls_disable     = true\n",
        _ => {
            "  tls_cert_file   = \"/vault/userconfig/vault-tls/tls.crt\"\n  tls_key_file    = \"/vault/userconfig/vault-tls/tls.key\"\n"
        }
    };
    format!("listener \"tcp\" {{\n  address         = \"[::]:8200\"\n  cluster_address = \"[::]:8201\"\n{tls}}}")
}
