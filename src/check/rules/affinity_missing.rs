//! Servers that may all run on one node.

use crate::chart::Mode;
use crate::check::server_pod::ServerPod;
use crate::check::spread::spreads;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "affinity-missing",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "nothing keeps the servers on different nodes",
    why: "Several servers are worth no more than one if they run on the same node: its loss takes them all, and with \
          them the quorum.",
    fix: "Leave `server.affinity` at its default, which puts no two servers on one node, or spread them with \
          `server.topologySpreadConstraints`.",
    link: Some("https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let facts = subject.facts();
    let Some(pod) = ServerPod::of(subject).filter(|_| facts.mode == Mode::Ha) else { return Vec::new() };
    if facts.server.replicas < 2 || !spreads(&pod).is_empty() {
        return Vec::new();
    }
    vec![
        Fault::new(format!("nothing keeps the {} servers on different nodes", facts.server.replicas))
            .at(subject.label("server.affinity", "keeps no pods apart"))
            .also(subject.label_if_set("server.topologySpreadConstraints", "nor does this"))
            .in_object(pod.object, "spec.template.spec.affinity")
            .help("remove `server.affinity`: its default puts no two servers on one node"),
    ]
}
