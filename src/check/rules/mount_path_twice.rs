//! Two volumes at one place.

use crate::check::server_pod::ServerPod;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "mount-path-twice",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "two volumes are mounted at the same path",
    why: "Kubernetes refuses a container in which two mounts have the same path. Some of the paths are the chart's: \
          `/vault/config`, `/home/vault`, and those of the data and the audit volume.",
    fix: "Give one of the mounts another path; the chart's own volumes follow `server.dataStorage.mountPath` and \
          `server.auditStorage.mountPath`.",
    link: Some("https://kubernetes.io/docs/concepts/storage/volumes/"),
    find: Find::Looking(find),
};

/// Volumes of the chart, each with the value that says where it is mounted.
const PATHS: &[(&str, &str)] = &[("data", "server.dataStorage.mountPath"), ("audit", "server.auditStorage.mountPath")];

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(pod) = ServerPod::of(subject) else { return Vec::new() };
    let mounts = pod.mounts();
    let mut faults = Vec::new();
    for (index, mount) in mounts.iter().enumerate() {
        let earlier = mounts.iter().take(index).find(|earlier| earlier.path == mount.path);
        if let Some(earlier) = earlier {
            let (mut first, mut second) =
                ((value(earlier.volume), earlier.volume), (value(mount.volume), mount.volume));
            if !subject.is_set(second.0) {
                std::mem::swap(&mut first, &mut second);
            }
            let ((first, first_volume), (second, second_volume)) = (first, second);
            let label = subject.label_if_set(first, format!("volume `{first_volume}`"));
            let fault = Fault::new(format!(
                "volumes `{}` and `{}` are both mounted at `{}`",
                earlier.volume, mount.volume, mount.path
            ))
            .at(subject.label(second, format!("volume `{second_volume}`")));
            let fault = if first == second { fault } else { fault.also(label).also_note(subject.default_note(first)) };
            let place = format!("spec.template.spec.containers[0].volumeMounts[{index}]");
            faults.push(fault.in_object(pod.object, place).help("give one of them another path"));
        }
    }
    faults
}

fn value(volume: &str) -> &'static str {
    let of_chart = PATHS.iter().find(|(name, _)| *name == volume).map(|(_, path)| *path);
    of_chart.unwrap_or(if volume.starts_with("userconfig-") { "server.extraVolumes" } else { "server.volumeMounts" })
}
