//! An autoscaler of nothing.

use crate::check::references::unresolved;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "reference-workload",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "an autoscaler names a workload that is neither rendered nor named as external",
    why: "A HorizontalPodAutoscaler whose target does not exist does nothing, and says so in its status alone.",
    fix: "Correct the name, add the object to `extraObjects`, or name it under `vaultchart.external` if it \
          is created elsewhere.",
    link: Some("https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    unresolved(subject, &["StatefulSet", "Deployment", "ReplicaSet", "DaemonSet"])
}
