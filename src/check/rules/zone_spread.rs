//! Servers that may all lie in one zone.

use crate::chart::Mode;
use crate::check::pods::server_pod;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "zone-spread",
    severity: Severity::Advice,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "nothing spreads the servers over zones",
    why: "Servers on different nodes may still be in one zone, and be gone together with it.",
    fix: "Set `server.topologySpreadConstraints` with `topologyKey: topology.kubernetes.io/zone`.",
    link: Some("https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let facts = subject.facts();
    let Some(pod) = server_pod(subject).filter(|_| facts.mode == Mode::Ha && facts.server.replicas > 1) else {
        return Vec::new();
    };
    let zones = ["topologySpreadConstraints", "affinity"].into_iter().filter_map(|field| pod.spec.get(field));
    if zones.into_iter().any(|tree| tree.to_string().contains("topology.kubernetes.io/zone")) {
        return Vec::new();
    }
    let labels = facts.server.selector.iter().map(|(label, value)| format!("{label}: {value}")).collect::<Vec<_>>();
    vec![
        Fault::new("all servers may run in one zone")
            .at(subject.label_or_unset("server.topologySpreadConstraints", "nothing spreads them"))
            .in_object(pod.object, "spec.template.spec.topologySpreadConstraints")
            .help(format!(
                "set `server.topologySpreadConstraints` to `[{{maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {{matchLabels: {{{}}}}}}}]`",
                labels.join(", ")
            )),
    ]
}
