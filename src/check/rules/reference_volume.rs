//! A mount of a volume that the pod does not have.

use crate::check::pods::{Container, Pod, pods};
use crate::check::references::{origin, words};
use crate::check::tree::{items, text};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::manifest::Object;
use crate::values::nearest;

pub(super) static RULE: Rule = Rule {
    id: "reference-volume",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a container mounts a volume that its pod does not have",
    why: "Kubernetes refuses a pod in which a mount names no volume, in which two volumes have one name, or two \
          mounts one path.",
    fix: "Add the volume under `server.volumes`, correct the name of the mount, or remove the second one; the claims \
          `data` and `audit` are mounted by the chart itself.",
    link: Some("https://kubernetes.io/docs/concepts/storage/volumes/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    Fault::once_a_place(pods(subject.objects).flat_map(|pod| of_pod(subject, &pod)).collect())
}

fn of_pod(subject: &Subject<'_>, pod: &Pod<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut volumes: Vec<&str> = Vec::new();
    for (at, volume) in items(pod.spec, "volumes").iter().enumerate() {
        let Some(name) = text(volume, "name") else { continue };
        if volumes.contains(&name) {
            let path = format!("{}.volumes[{at}].name", pod.path);
            let title =
                format!("two volumes of {} `{}` are called `{name}`", words(pod.object.kind()), pod.object.name());
            faults.push(fault(subject, pod.object, &path, name, title, "the second one"));
        }
        volumes.push(name);
    }
    volumes.extend(pod.claims());
    for container in pod.containers() {
        faults.extend(of_container(subject, pod.object, &container, &volumes));
    }
    faults
}

fn of_container(subject: &Subject<'_>, object: &Object, container: &Container<'_>, volumes: &[&str]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut places: Vec<&str> = Vec::new();
    let (name, owner) = (container.name(), format!("{} `{}`", words(object.kind()), object.name()));
    for (at, mount) in items(container.tree, "volumeMounts").iter().enumerate() {
        let path = format!("{}.volumeMounts[{at}]", container.path);
        let place = text(mount, "mountPath").unwrap_or_default();
        if !place.is_empty() && places.contains(&place) {
            let title = format!("container `{name}` of {owner} has two mounts at `{place}`");
            faults.push(fault(subject, object, &format!("{path}.mountPath"), place, title, "a second mount"));
        }
        places.push(place);
        let Some(volume) = text(mount, "name").filter(|volume| !volumes.contains(volume)) else { continue };
        let title = format!("container `{name}` of {owner} mounts `{volume}`, and there is no such volume");
        let fault = fault(subject, object, &format!("{path}.name"), volume, title, &format!("no volume `{volume}`"));
        faults.push(match nearest(volume, volumes.iter().copied()) {
            Some(meant) => fault.help(format!("did you mean `{meant}`?")),
            None if object.is_hook() => {
                fault.note("the test pod takes all of `server.volumeMounts`, and has none of the server's claims")
            }
            None => fault,
        });
    }
    faults
}

fn fault(subject: &Subject<'_>, object: &Object, path: &str, name: &str, title: String, say: &str) -> Fault {
    Fault::new(title).at(origin(subject, object, path, name, say)).in_object(object, path)
}
