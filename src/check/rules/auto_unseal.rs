//! A server that somebody has to unseal.

use crate::check::configured::{Configured, on};
use crate::check::pods::server_pod;
use crate::check::tree::{items, text};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::vault_config::Block;

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
    let Some(configured) = Configured::of(subject) else { return Vec::new() };
    let seals = configured.body.blocks("seal");
    let is_on = |seal: &Block| seal.label() != Some("shamir") && on(&seal.body, "disabled").is_none();
    let by_variable = server_pod(subject.objects).and_then(|pod| pod.container("vault")).is_some_and(|container| {
        items(container.tree, "env").iter().any(|variable| text(variable, "name") == Some("VAULT_SEAL_TYPE"))
    });
    if seals.into_iter().any(is_on) || by_variable || configured.reads_more() {
        return Vec::new();
    }
    vec![
        Fault::new("the servers do not unseal themselves")
            .at(subject.label_or_unset(configured.path(), "no `seal` stanza"))
            .help("add a stanza such as `seal \"awskms\" { region = \"…\" kms_key_id = \"…\" }`"),
    ]
}
