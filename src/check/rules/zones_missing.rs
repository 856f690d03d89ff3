//! Servers that may all run in one zone.

use crate::chart::Mode;
use crate::check::server_pod::ServerPod;
use crate::check::spread::spreads;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "zones-missing",
    severity: Severity::Advice,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "nothing spreads the servers over zones",
    why: "The default keeps servers on different nodes, which may all be in one zone: its loss takes the quorum.",
    fix: "Add a constraint with `topologyKey: topology.kubernetes.io/zone` to `server.topologySpreadConstraints`.",
    link: Some("https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let facts = subject.facts();
    let Some(pod) = ServerPod::of(subject).filter(|_| facts.mode == Mode::Ha) else { return Vec::new() };
    let spreads = spreads(&pod);
    let is_spread = spreads.iter().any(|spread| spread.is_by_zone());
    // Without any rule another finding says more; a selector may be meant for one zone.
    if facts.server.replicas < 3 || spreads.is_empty() || is_spread {
        return Vec::new();
    }
    let title = match facts.server.redundancy_zones {
        true => {
            format!("redundancy zones are on, and nothing spreads the {} servers over zones", facts.server.replicas)
        }
        false => format!("nothing spreads the {} servers over zones", facts.server.replicas),
    };
    let name = &facts.name;
    vec![
        Fault::new(title)
            .at(subject.label_or_unset("server.topologySpreadConstraints", "no constraint by zone"))
            .also(subject.label_if_set("server.ha.raft.redundancyZones.enabled", "zones are passed to Vault"))
            .in_object(pod.object, "spec.template.spec.topologySpreadConstraints")
            .help(format!(
                "set `server.topologySpreadConstraints`:\n- maxSkew: 1\n  topologyKey: topology.kubernetes.io/zone\n  \
                 whenUnsatisfiable: ScheduleAnyway\n  labelSelector:\n    matchLabels:\n      \
                 app.kubernetes.io/name: {name}\n      app.kubernetes.io/instance: {}\n      component: server",
                facts.release
            )),
    ]
}
