//! Redundancy zones without what they need.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "redundancy-zones",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "redundancy zones are on, and something that they need is missing",
    why: "The pods write the zone of their node into the configuration of integrated storage; without servers in \
          ha mode, a Kubernetes that gives pods their zone, and the line that holds the placeholder, there is \
          nothing to write.",
    fix: "Set what the message names, or turn `server.ha.raft.redundancyZones.enabled` off.",
    link: Some("https://developer.hashicorp.com/vault/docs/enterprise/redundancy-zones"),
    find: Find::Reading,
};
