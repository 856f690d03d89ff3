//! One injector alone.

use crate::check::pods::injector_pod;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "injector-replicas",
    severity: Severity::Advice,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "one injector runs alone",
    why: "While its node is drained or it restarts, new pods get no secrets.",
    fix: "Set `injector.replicas` to 2 or more; `injector.leaderElector` has them share one certificate.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/injector"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(pod) = injector_pod(subject.objects) else { return Vec::new() };
    if subject.values().integer("injector.replicas") != Some(1) {
        return Vec::new();
    }
    vec![
        Fault::new("one injector alone is away whenever its node is")
            .at(subject.label_or_unset("injector.replicas", "one"))
            .also_note(subject.default_note("injector.replicas"))
            .in_object(pod.object, "spec.replicas")
            .help("set `injector.replicas: 2`"),
    ]
}
