//! One server alone.

use crate::chart::Mode;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "single-server",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "one server runs alone",
    why: "When the pod, its node or its volume fails, and at every upgrade, nobody gets a secret until it is back \
          and unsealed.",
    fix: "Set `server.ha.enabled: true` and `server.ha.raft.enabled: true`, as the profile `ha-raft` does; the data \
          has to be moved by a migration.",
    link: Some("https://developer.hashicorp.com/vault/docs/concepts/ha"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    if subject.facts().mode != Mode::Standalone {
        return Vec::new();
    }
    vec![
        Fault::new("a standalone server has nobody to take over")
            .at(subject.label_or_unset("server.standalone.enabled", "one server"))
            .note("one server is the mode unless `server.ha.enabled` is on")
            .help(
                "set `server.ha.enabled: true` and `server.ha.raft.enabled: true`, as the profile `ha-raft-tls` does",
            ),
    ]
}
