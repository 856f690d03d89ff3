//! A server that somebody has to unseal.

use crate::check::seal::{VARIABLE, active};
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::{Label, Severity};

pub(super) static RULE: Rule = Rule {
    id: "auto-unseal",
    severity: Severity::Advice,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "every restart of a server waits for somebody with the unseal keys",
    why: "Without a seal stanza each pod that restarts, for a new node or a new image, stays sealed until keys are \
          typed in, at night too.",
    fix: "Add a `seal` stanza for the key service of your cloud, a hardware module or the transit engine of another \
          Vault.",
    link: Some("https://developer.hashicorp.com/vault/docs/concepts/seal#auto-unseal"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    // A variable of a Secret says some type as well.
    let by_variable = server.pod.has_variable(VARIABLE) && server.pod.variable(VARIABLE).is_none();
    if active(&server).iter().any(|seal| seal.kind != "shamir") || by_variable || server.reads_more() {
        return Vec::new();
    }
    vec![
        Fault::new("the servers do not unseal themselves")
            .at(Label { is_unset: true, ..subject.label(server.path(), "no `seal` stanza") })
            .help("add a stanza such as `seal \"awskms\" { region = \"…\" kms_key_id = \"…\" }`"),
    ]
}
