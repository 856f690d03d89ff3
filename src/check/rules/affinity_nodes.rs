//! Servers that need more nodes than small clusters have.

use crate::chart::Mode;
use crate::check::server_pod::ServerPod;
use crate::check::spread::{NODE, spreads};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "affinity-nodes",
    severity: Severity::Advice,
    confidence: Confidence::Low,
    purpose: Purpose::Any,
    title: "more than three servers need a node each",
    why: "With a required anti-affinity by host a server that finds no free node stays pending, and one more node is \
          needed while a node is replaced. The manifests do not say how many nodes there are.",
    fix: "Provide as many nodes as `server.ha.replicas`, that the tolerations and node selectors allow, or prefer \
          the anti-affinity instead of requiring it.",
    link: Some("https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity"),
    find: Find::Looking(find),
};

/// As many nodes as every cluster for several servers is taken to have.
const USUAL: i128 = 3;

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let facts = subject.facts();
    let replicas = facts.server.replicas;
    let Some(pod) = ServerPod::of(subject).filter(|_| facts.mode == Mode::Ha) else { return Vec::new() };
    let spreads = spreads(&pod);
    let required = spreads.iter().find(|one| one.is_required && one.topology == NODE && one.value == "server.affinity");
    let Some(required) = required.filter(|_| replicas > USUAL) else { return Vec::new() };
    vec![
        Fault::new(format!("the {replicas} servers need {replicas} nodes, one for each of them"))
            .at(subject.label("server.ha.replicas", format!("{replicas} servers")))
            .also(subject.label_if_set("server.affinity", "no two on one node"))
            .also(subject.label_if_set("server.nodeSelector", "on these nodes only"))
            .in_object(pod.object, required.place.as_str())
            .help("provide the nodes, or use `preferredDuringSchedulingIgnoredDuringExecution` in `server.affinity`"),
    ]
}
