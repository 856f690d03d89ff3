//! A workload whose pods do not carry the labels that it selects.

use serde_json::Value;

use crate::check::pods::pods;
use crate::check::references::words;
use crate::check::tree::spec;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Label;
use crate::diagnostic::Severity;
use crate::manifest::Object;

pub(super) static RULE: Rule = Rule {
    id: "selector-own-pods",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a label of the pods is not the one that their workload selects them by",
    why: "Kubernetes refuses a StatefulSet, Deployment or DaemonSet whose selector does not match the labels of its \
          pods.",
    fix: "Leave `app.kubernetes.io/name`, `app.kubernetes.io/instance` and `component` out of `extraLabels`.",
    link: Some("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-selector"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for pod in pods(subject.objects) {
        let Some(selector) = spec(pod.object).get("selector").filter(|_| pod.object.kind() != "Job") else { continue };
        let wanted = selector.get("matchLabels").and_then(Value::as_object).into_iter().flatten();
        for (label, value) in wanted {
            let written = pod.labels.and_then(|labels| labels.get(label));
            if written != Some(value) {
                faults.push(fault(subject, pod.object, label, value.as_str().unwrap_or_default()));
            }
        }
    }
    faults
}

fn fault(subject: &Subject<'_>, object: &Object, label: &str, value: &str) -> Fault {
    let title = format!(
        "{} `{}` selects pods with `{label}: {value}`, which its own pods do not have",
        words(object.kind()),
        object.name()
    );
    let path = "spec.template.metadata.labels";
    Fault::new(title)
        .at(extra_labels(subject, object, label))
        .in_object(object, path)
        .help(format!("remove `{label}` from the pods' labels in the values"))
}

/// The user's label of that name; its key holds dots, so it is no dotted path.
fn extra_labels(subject: &Subject<'_>, object: &Object, label: &str) -> Label {
    let path = match object.template.as_str() {
        "server/statefulset" => "server.extraLabels",
        "injector/deployment" => "injector.extraLabels",
        "csi/daemonset" => "csi.pod.extraLabels",
        _ => "extraObjects",
    };
    let entry = subject.user.at(path).and_then(|labels| labels.as_map()?.get(label));
    let text = "replaces the label that the selector needs";
    match entry {
        Some(entry) => Label::new(entry.key_span, text),
        None => subject.label(path, text),
    }
}
