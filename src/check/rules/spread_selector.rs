//! Pods that keep away from others than their like.

use serde_json::Value;

use crate::check::pods::{Pod, pods};
use crate::check::references::Selector;
use crate::check::tree::{items, spec};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "spread-selector",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "anti-affinity or topology spread of pods does not select the pods themselves",
    why: "Pods are kept apart by selecting their like: with labels that the pods do not carry, such as those of an \
          old version of the chart, all servers may run on one node.",
    fix: "Select by `app.kubernetes.io/name`, `app.kubernetes.io/instance` and `component`, as the default does.",
    link: Some(
        "https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity",
    ),
    find: Find::Looking(find),
};

const PREFERRED: &str = "preferredDuringSchedulingIgnoredDuringExecution";
const REQUIRED: &str = "requiredDuringSchedulingIgnoredDuringExecution";

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for pod in pods(subject.objects) {
        let part = match pod.object.template.as_str() {
            "server/statefulset" => "server",
            "injector/deployment" => "injector",
            _ => continue,
        };
        let apart = terms(&pod);
        if !apart.is_empty() && !apart.iter().any(|term| selects(term, &pod)) {
            faults.push(fault(subject, &pod, part, "affinity", "anti-affinity"));
        }
        let spread = items(pod.spec, "topologySpreadConstraints");
        if spread.iter().any(|one| !selects(one, &pod)) {
            faults.push(fault(subject, &pod, part, "topologySpreadConstraints", "topology spread"));
        }
    }
    faults
}

/// The terms of the pod's anti-affinity, required and preferred ones.
fn terms<'a>(pod: &Pod<'a>) -> Vec<&'a Value> {
    let Some(apart) = pod.spec.pointer("/affinity/podAntiAffinity") else { return Vec::new() };
    let preferred = items(apart, PREFERRED).iter().filter_map(|term| term.get("podAffinityTerm"));
    items(apart, REQUIRED).iter().chain(preferred).collect()
}

/// Without a selector nothing is selected.
fn selects(term: &Value, pod: &Pod<'_>) -> bool {
    term.get("labelSelector").is_some_and(|selector| Selector::Full(selector).selects(pod.labels))
}

fn fault(subject: &Subject<'_>, pod: &Pod<'_>, part: &str, key: &str, what: &str) -> Fault {
    let value = format!("{part}.{key}");
    let wanted = spec(pod.object).pointer("/selector/matchLabels").and_then(Value::as_object).into_iter().flatten();
    let wanted: Vec<String> =
        wanted.map(|(label, value)| format!("`{label}: {}`", value.as_str().unwrap_or_default())).collect();
    Fault::new(format!("the {what} in `{value}` selects other pods than these"))
        .at(subject.label(&value, "selects pods by labels that these do not have"))
        .in_object(pod.object, format!("{}.{key}", pod.path))
        .help(format!("select by {}", wanted.join(", ")))
}
