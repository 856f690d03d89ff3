//! Raft that was asked for without high availability.

use crate::chart::Mode;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "raft-without-ha",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "`server.ha.raft.enabled` is on and `server.ha.enabled` is off",
    why: "The chart then makes one standalone server that reads the raft configuration: `server.ha.replicas` has \
          no effect, and there is neither a disruption budget nor a service of the active server.",
    fix: "Set `server.ha.enabled: true`, or turn raft off and write `server.standalone.config`.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let facts = subject.facts();
    if facts.mode != Mode::Standalone || !facts.server.raft {
        return Vec::new();
    }
    let replicas = subject.values().integer("server.ha.replicas").filter(|replicas| *replicas > 1);
    let asked = replicas.map(|replicas| format!("requests {replicas} servers"));
    vec![
        Fault::new("raft is on and high availability is off: one standalone server is made")
            .at(subject.label("server.ha.raft.enabled", "raft is on"))
            .also(subject.label_if_set("server.ha.enabled", "high availability is off"))
            .also(asked.and_then(|asked| subject.label_if_set("server.ha.replicas", asked)))
            .also_note(subject.default_note("server.ha.enabled"))
            .help("set `server.ha.enabled: true`"),
    ]
}
