//! A release without any server.

use crate::chart::Mode;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "server-not-on",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "no mode is on, and no server is rendered",
    why: "Without dev, standalone or ha mode there are services and accounts, and nothing behind them. Helm says nothing of it.",
    fix: "Set `server.standalone.enabled` or `server.ha.enabled`, or `server.enabled: false` with `global.externalVaultAddr` where Vault runs elsewhere.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    if subject.facts().mode != Mode::None {
        return Vec::new();
    }
    vec![
        Fault::new("no mode is on: no server is rendered")
            .at(subject.label("server.standalone.enabled", "this mode is off, and so are the others"))
            .help("set `server.standalone.enabled: true` or `server.ha.enabled: true`")
            .help("if Vault runs elsewhere, set `global.externalVaultAddr`"),
    ]
}
