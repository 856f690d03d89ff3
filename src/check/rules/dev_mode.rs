//! Dev mode in production.

use crate::chart::Mode;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "dev-mode",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "a release for production runs in dev mode",
    why: "A server in dev mode keeps everything in memory, is unsealed from the start and has a root token that the \
          manifest shows.",
    fix: "Remove `server.dev.enabled`, and set `server.ha.enabled: true` with `server.ha.raft.enabled: true`.",
    link: Some("https://developer.hashicorp.com/vault/docs/concepts/dev-server"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    if subject.facts().mode != Mode::Dev {
        return Vec::new();
    }
    vec![
        Fault::new("dev mode loses all data with its pod")
            .at(subject.label_or_unset("server.dev.enabled", "never for production"))
            .help("set `server.dev.enabled: false`, and start from the profile `ha-raft-tls`"),
    ]
}
