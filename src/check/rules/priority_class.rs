//! Servers that others may push off their nodes.

use crate::chart::Mode;
use crate::check::pods::server_pod;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "priority-class",
    severity: Severity::Advice,
    confidence: Confidence::Low,
    purpose: Purpose::Production,
    title: "the servers have no priority over other pods",
    why: "When nodes are full, pods of a higher priority push the servers off, and everything that needs secrets \
          follows.",
    fix: "Set `server.priorityClassName` to a custom class; `injector.priorityClassName` too, as pods wait for \
          it.",
    link: Some("https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(pod) = server_pod(subject.objects).filter(|_| subject.facts().mode == Mode::Ha) else { return Vec::new() };
    if pod.spec.get("priorityClassName").is_some() {
        return Vec::new();
    }
    vec![
        Fault::new("other pods may push the servers off their nodes")
            .at(subject.label_or_unset("server.priorityClassName", "no priority"))
            .in_object(pod.object, "spec.template.spec.priorityClassName")
            .help("set `server.priorityClassName` to a PriorityClass of the cluster"),
    ]
}
