//! Mounts of volumes that the pod does not have.

use crate::chart::Mode;
use crate::check::server_pod::{list, text};
use crate::check::workload::{containers, pod_spec, volume_names};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::Object;

pub(super) static RULE: Rule = Rule {
    id: "mount-without-volume",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a container mounts a volume that its pod does not have",
    why: "Kubernetes refuses such a pod; where a StatefulSet makes it, the set is there and its pods never come.",
    fix: "Add the volume under the same name to `server.volumes` (`csi.volumes` for the CSI provider), or remove the \
          mount. In dev mode `server.auditStorage.enabled` mounts a volume that only the other modes claim.",
    link: Some("https://kubernetes.io/docs/concepts/storage/volumes/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for object in subject.objects.iter().filter(|object| !object.is_hook()) {
        let Some((spec, at)) = pod_spec(object) else { continue };
        let volumes = volume_names(object, spec);
        for (container, path) in containers(spec) {
            for (index, mount) in list(container, "volumeMounts").iter().enumerate() {
                if let Some(name) = text(mount, "name").filter(|name| !volumes.contains(name)) {
                    let place = format!("{at}.{path}.volumeMounts[{index}]");
                    let fault = fault(subject, object, name, &path).in_object(object, place);
                    // Several containers may get the same mounts.
                    if !faults.iter().any(|other: &Fault| other.labels == fault.labels) {
                        faults.push(fault);
                    }
                }
            }
        }
    }
    faults
}

fn fault(subject: &Subject<'_>, object: &Object, name: &str, container: &str) -> Fault {
    let fault =
        Fault::new(format!("volume `{name}` is mounted, and {} `{}` has no such volume", object.kind(), object.name()));
    if subject.facts().mode == Mode::Dev && name == "audit" {
        return fault
            .at(subject.label("server.auditStorage.enabled", "is mounted in every mode"))
            .also(subject.label_if_set("server.dev.enabled", "claims no volumes"))
            .help("set `server.auditStorage.enabled: false` in dev mode");
    }
    let part = if object.template.starts_with("csi/") { "csi" } else { "server" };
    let (mounts, volumes) = match container {
        _ if container == "containers[0]" || part == "csi" => {
            (format!("{part}.volumeMounts"), format!("{part}.volumes"))
        }
        _ if container.starts_with("init") => ("server.extraInitContainers".to_owned(), "server.volumes".to_owned()),
        _ => ("server.extraContainers".to_owned(), "server.volumes".to_owned()),
    };
    fault
        .at(subject.label(&mounts, format!("mounts `{name}`")))
        .also(subject.label_if_set(&volumes, format!("`{name}` is not among these")))
        .help(format!("add a volume `{name}` to `{volumes}`, or correct the name"))
}
