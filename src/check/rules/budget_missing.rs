//! Servers that a drain may take all at once.

use crate::chart::Mode;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "budget-missing",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "the servers have no disruption budget",
    why: "Without a budget an upgrade of the nodes, or an autoscaler, may evict all servers at the same time.",
    fix: "Set `server.ha.disruptionBudget.enabled: true`.",
    link: Some("https://kubernetes.io/docs/tasks/run-application/configure-pdb/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let facts = subject.facts();
    let is_several = facts.mode == Mode::Ha && facts.server.replicas > 1;
    if !is_several || subject.objects_of("PodDisruptionBudget").any(|budget| !budget.template.starts_with("injector/"))
    {
        return Vec::new();
    }
    let path = "server.ha.disruptionBudget.enabled";
    vec![
        Fault::new(format!("nothing keeps a drain of nodes from evicting all {} servers", facts.server.replicas))
            .at(subject.label(path, "no budget is rendered"))
            .help(format!("set `{path}: true`")),
    ]
}
