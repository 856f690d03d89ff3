//! Too few raft servers to lose one.

use crate::chart::Mode;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "quorum-too-few",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "integrated storage runs on too few servers to lose one",
    why: "A quorum is more than half of the servers: of one or two servers none may be lost, and each restart of a \
          node stops Vault. With two the risk is twice that of one.",
    fix: "Set `server.ha.replicas` to 3 or 5.",
    link: Some(
        "https://developer.hashicorp.com/vault/docs/internals/integrated-storage#quorum-size-and-failure-tolerance",
    ),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let facts = subject.facts();
    let replicas = facts.server.replicas;
    if facts.mode != Mode::Ha || !facts.server.raft || !(1..=2).contains(&replicas) {
        return Vec::new();
    }
    let title = match replicas {
        1 => "one server has nobody to take over from it",
        _ => "two servers have no quorum as soon as one of them is away",
    };
    vec![Fault::new(title).at(subject.label("server.ha.replicas", "too few to lose one")).help("write 3 or 5")]
}
