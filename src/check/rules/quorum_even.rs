//! An even number of raft servers.

use crate::chart::Mode;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "quorum-even",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "integrated storage runs on an even number of servers",
    why: "A quorum is more than half of the servers: four of them survive the loss of one, as three do, and there is \
          one more that can fail.",
    fix: "Set `server.ha.replicas` to 3, 5 or 7.",
    link: Some(
        "https://developer.hashicorp.com/vault/docs/internals/integrated-storage#quorum-size-and-failure-tolerance",
    ),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let facts = subject.facts();
    let replicas = facts.server.replicas;
    if facts.mode != Mode::Ha
        || !facts.server.raft
        || facts.server.redundancy_zones
        || replicas < 4
        || replicas % 2 != 0
    {
        return Vec::new();
    }
    let survives = (replicas - 1) / 2;
    vec![
        Fault::new(format!("{replicas} servers survive the loss of {survives}, as {} do", replicas - 1))
            .at(subject.label("server.ha.replicas", "an even number"))
            .help(format!("write {} or {}", replicas - 1, replicas + 1)),
    ]
}
