//! A disruption budget that lets a drain take the quorum.

use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "budget-loses-quorum",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the disruption budget allows a drain of nodes to break the quorum",
    why: "The budget is all that keeps an upgrade of the cluster from evicting several servers at once: when as many \
          as it allows are away, those that are left are not a majority, and Vault stops.",
    fix: "Remove `server.ha.disruptionBudget.maxUnavailable`: the chart computes the most that keeps a majority.",
    link: Some("https://kubernetes.io/docs/tasks/run-application/configure-pdb/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut budgets = subject.objects.iter().filter(|object| object.template == "server/disruptionbudget");
    let Some(budget) = budgets.next() else { return Vec::new() };
    let server = &subject.facts().server;
    let (replicas, away) = (server.replicas, server.max_unavailable);
    // Shared storage needs one server, integrated storage a majority.
    let others = replicas.saturating_sub(1).max(0);
    let most = if server.raft { others / 2 } else { others };
    if replicas < 2 || away <= most {
        return Vec::new();
    }
    let path = "server.ha.disruptionBudget.maxUnavailable";
    let title = match server.raft {
        true => format!("{away} of {replicas} servers may be evicted at once, and a quorum bears the loss of {most}"),
        false => format!("{away} of {replicas} servers may be evicted at once, which leaves none"),
    };
    vec![
        Fault::new(title)
            .at(subject.label(path, format!("{away} may be away at once")))
            .also(subject.label_if_set("server.ha.replicas", format!("of {replicas} servers")))
            .also_note(subject.default_note("server.ha.replicas"))
            .in_object(budget, "spec.maxUnavailable")
            .help(format!("remove it: {most} is computed")),
    ]
}
