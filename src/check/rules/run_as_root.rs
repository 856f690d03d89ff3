//! A container that runs as root.

use serde_json::Value;

use crate::check::part::parts;
use crate::check::pods::{Container, server_pod};
use crate::check::references::origin;
use crate::check::security_context::{field, may_be_root, own as own_field};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "run-as-root",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "a container of the release runs as root, or may",
    why: "Vault needs no root: whoever breaks out of a process that runs as root is root on the node.",
    fix: "Give the security context `runAsNonRoot: true` and a `runAsUser` other than 0, or leave it out: the chart \
          runs as user 100.",
    link: Some("https://kubernetes.io/docs/concepts/security/pod-security-standards/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    // On OpenShift the cluster chooses the user; the CSI provider writes into a directory of the node.
    for part in parts(subject).iter().filter(|part| part.is_server() || part.is_injector()) {
        let user = field(&part.pod, &part.container, "runAsUser").and_then(Value::as_i64);
        let is_root = match subject.facts().openshift {
            true => user == Some(0),
            false => may_be_root(&part.pod, &part.container),
        };
        if is_root {
            let context = part.context_label(subject, "does not keep the container from being root");
            faults.push(
                Fault::new(format!("{} {} as root", part.name, if user == Some(0) { "runs" } else { "may run" }))
                    .at(context)
                    .in_object(part.pod.object, part.container.path.clone())
                    .help(format!(
                        "set `runAsNonRoot: true`, `runAsUser: 100`, `runAsGroup: 1000` and `fsGroup: 1000` in `{}`",
                        part.pod_context
                    )),
            );
        }
    }
    faults.extend(beside(subject));
    faults
}

/// Containers of the user's own beside the server's that ask to be root.
fn beside(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(pod) = server_pod(subject.objects) else { return Vec::new() };
    let own = pod.containers().into_iter().filter(|container| container.name() != "vault");
    let is_root = |container: &Container<'_>| {
        let user = own_field(container, "runAsUser").and_then(Value::as_i64);
        user == Some(0) || user.is_none() && own_field(container, "runAsNonRoot") == Some(&Value::Bool(false))
    };
    own.filter(is_root)
        .map(|container| {
            let path = format!("{}.name", container.path);
            let label = origin(subject, pod.object, &path, container.name(), "runs as root");
            Fault::new(format!("container `{}` beside the server runs as root", container.name()))
                .at(label)
                .in_object(pod.object, container.path)
                .help("set `runAsNonRoot: true` and a `runAsUser` other than 0 in its `securityContext`")
        })
        .collect()
}
