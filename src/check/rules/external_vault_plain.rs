//! A Vault elsewhere that is spoken to without TLS.

use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "external-vault-plain",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "the address of an external Vault is plain HTTP",
    why: "Tokens and secrets leave the cluster readable for everyone on the way.",
    fix: "Write the address with `https://`, and have the clients trust its certificate authority.",
    link: Some("https://developer.hashicorp.com/vault/docs/concepts/production-hardening"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let values = subject.values();
    let plain = ["global.externalVaultAddr", "injector.externalVaultAddr"]
        .into_iter()
        .find(|path| values.text(path).is_some_and(|address| address.starts_with("http://")));
    let fault = |path| {
        Fault::new("clients speak plain HTTP to a Vault outside the cluster")
            .at(subject.label_or_unset(path, "not encrypted"))
            .help("write the address with `https://`")
    };
    plain.into_iter().map(fault).collect()
}
