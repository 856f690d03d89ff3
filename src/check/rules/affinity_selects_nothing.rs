//! Anti-affinity to pods that are not there.

use crate::chart::Mode;
use crate::check::server_pod::ServerPod;
use crate::check::spread::spreads;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "affinity-selects-nothing",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "anti-affinity or spread constraints do not speak of the server's pods",
    why: "A selector that the pods do not match keeps nothing apart, and nobody says so. Charts before 0.2 labelled \
          their pods `app` and `release`; an affinity that was written for them has no effect any more.",
    fix: "Select by `app.kubernetes.io/name`, `app.kubernetes.io/instance` and `component: server`, or remove \
          `server.affinity`: its default does so.",
    link: Some("https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let is_several = subject.facts().mode == Mode::Ha && subject.facts().server.replicas > 1;
    let Some(pod) = ServerPod::of(subject).filter(|_| is_several) else { return Vec::new() };
    let Some(labels) = pod.labels() else { return Vec::new() };
    let spreads = spreads(&pod);
    // Pods may keep away from other applications too; what counts is that something keeps them from each other.
    if spreads.iter().any(|spread| spread.selects(labels)) {
        return Vec::new();
    }
    let fault = |spread: &crate::check::spread::Spread<'_>| {
        let missing = spread.missing(labels);
        let why = match missing.is_empty() {
            true => "it selects none of them".to_owned(),
            false => format!("they have no label `{}`", missing.join("` and no `")),
        };
        Fault::new(format!("`{}` does not speak of the server's pods: {why}", spread.value))
            .at(subject.label(spread.value, "keeps nothing apart"))
            .in_object(pod.object, spread.place.as_str())
            .help(format!("remove `{}`, or select by `component: server`", spread.value))
    };
    spreads.iter().map(fault).collect()
}
