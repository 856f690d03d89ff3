//! Servers without a disruption budget.

use crate::chart::Mode;
use crate::check::pods::server_pod;
use crate::check::references::Selector;
use crate::check::tree::spec;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::Object;

pub(super) static RULE: Rule = Rule {
    id: "disruption-budget",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "nothing keeps a drain from taking several servers at once",
    why: "Without a budget an upgrade of the nodes may evict the servers together, and with them the quorum.",
    fix: "Remove `server.ha.disruptionBudget.enabled: false`.",
    link: Some("https://kubernetes.io/docs/tasks/run-application/configure-pdb/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(pod) = server_pod(subject).filter(|_| subject.facts().mode == Mode::Ha) else { return Vec::new() };
    let covers = |budget: &Object| {
        spec(budget).get("selector").is_some_and(|selector| Selector::Full(selector).selects(pod.labels))
    };
    if subject.facts().server.replicas < 2 || subject.objects_of("PodDisruptionBudget").any(covers) {
        return Vec::new();
    }
    vec![
        Fault::new("a drain may take all servers at once")
            .at(subject.label_or_unset("server.ha.disruptionBudget.enabled", "no disruption budget"))
            .help("set `server.ha.disruptionBudget.enabled: true`"),
    ]
}
