//! Volumes that go with the stateful set.

use crate::check::pods::server_pod;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "claim-deleted",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "the volumes of the servers are deleted with the stateful set or a scaled-down pod",
    why: "A stateful set has to be deleted to change what is immutable in it; with `Delete` the data of Vault is \
          deleted with it.",
    fix: "Set `whenDeleted: Retain` and `whenScaled: Retain`, or remove \
          `server.persistentVolumeClaimRetentionPolicy`.",
    link: Some(
        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention",
    ),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (key, when) in [("whenDeleted", "the stateful set is deleted"), ("whenScaled", "the servers become fewer")] {
        let value = format!("server.persistentVolumeClaimRetentionPolicy.{key}");
        let is_effective = subject.facts().kube_1_23 && server_pod(subject.objects).is_some();
        if is_effective && subject.values().text(&value) == Some("Delete") {
            faults.push(
                Fault::new(format!("the volumes of the servers are deleted when {when}"))
                    .at(subject.label_or_unset(&value, "deletes the data as well"))
                    .help(format!("write `{key}: Retain`")),
            );
        }
    }
    faults
}
