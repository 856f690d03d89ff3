//! Redundancy zones with too few servers to have a spare one in each.

use crate::chart::Mode;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "redundancy-zones-few",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "redundancy zones have too few servers",
    why: "In each zone one server votes and the others stand by for it: a quorum needs three zones, and a spare in each \
          of them needs six servers. With fewer the feature has no spare to promote.",
    fix: "Set `server.ha.replicas` to twice the number of zones, at least 6.",
    link: Some("https://developer.hashicorp.com/vault/docs/enterprise/redundancy-zones"),
    find: Find::Looking(find),
};

/// Two servers in each of three zones.
const ENOUGH: i128 = 6;

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let facts = subject.facts();
    let replicas = facts.server.replicas;
    if facts.mode != Mode::Ha || !facts.server.redundancy_zones || !(1..ENOUGH).contains(&replicas) {
        return Vec::new();
    }
    let title = match replicas {
        1 | 2 => format!("{replicas} servers cannot vote in three zones"),
        3 => "3 servers in three zones leave no spare in any of them".to_owned(),
        _ => format!("{replicas} servers in three zones leave a zone without a spare"),
    };
    let path = "server.ha.raft.redundancyZones.enabled";
    vec![
        Fault::new(title)
            .at(subject.label("server.ha.replicas", "fewer than two in each of three zones"))
            .also(subject.label_if_set(path, "one votes in each zone"))
            .help("write 6"),
    ]
}
