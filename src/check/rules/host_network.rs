//! Pods in the network of their node.

use crate::check::pods::pods;
use crate::check::references::words;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "host-network",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "pods use the network of their node",
    why: "In the network of the node no network policy applies, every process of the node reaches the listener, and \
          ports collide.",
    fix: "Set `hostNetwork: false`; for an injector that the control plane cannot reach, open its port instead.",
    link: Some("https://kubernetes.io/docs/concepts/security/pod-security-standards/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for pod in pods(subject.objects) {
        let value = match pod.object.template.as_str() {
            "server/statefulset" => "server.hostNetwork",
            "injector/deployment" => "injector.hostNetwork",
            "csi/daemonset" => "csi.hostNetwork",
            _ => continue,
        };
        if pod.spec.get("hostNetwork").is_some_and(|on| on == true) {
            faults.push(
                Fault::new(format!(
                    "the pods of {} `{}` use the network of their node",
                    words(pod.object.kind()),
                    pod.object.name()
                ))
                .at(subject.label_or_unset(value, "past all network policies"))
                .in_object(pod.object, format!("{}.hostNetwork", pod.path))
                .help(format!("set `{value}: false`")),
            );
        }
    }
    faults
}
