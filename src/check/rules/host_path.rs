//! A directory of the node in a pod.

use crate::check::pods::pods;
use crate::check::references::origin;
use crate::check::tree::{items, text};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "host-path",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "a pod mounts a directory of its node",
    why: "Files on the node outlive the pod, are read by whoever is on the node, and tie the server to it; with the \
          wrong directory the pod controls the node.",
    fix: "Use a volume claim, or a Secret or ConfigMap, in the place of `hostPath`.",
    link: Some("https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for pod in pods(subject.objects).filter(|pod| !pod.object.is_hook()) {
        for (at, volume) in items(pod.spec, "volumes").iter().enumerate() {
            let (Some(name), Some(host)) = (text(volume, "name"), volume.get("hostPath")) else { continue };
            // The CSI provider puts its socket where the driver finds it.
            if pod.object.template == "csi/daemonset" && name == "providervol" {
                continue;
            }
            let place = text(host, "path").unwrap_or_default();
            let path = format!("{}.volumes[{at}]", pod.path);
            let label = origin(subject, pod.object, &format!("{path}.name"), name, "a directory of the node");
            faults.push(
                Fault::new(format!("volume `{name}` is `{place}` on the node"))
                    .at(label)
                    .in_object(pod.object, format!("{path}.hostPath"))
                    .help("use a volume claim, a Secret or a ConfigMap"),
            );
        }
    }
    Fault::once_a_place(faults)
}
