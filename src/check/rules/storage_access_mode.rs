//! A volume of the servers that others may mount.

use crate::check::pods::server_pod;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "storage-access-mode",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "a volume of the servers may be mounted by many nodes",
    why: "Each server has its own volume: one that many nodes may mount is slower, often without locks, and \
          open to whoever else claims it.",
    fix: "Set `accessMode: ReadWriteOnce`, or `ReadWriteOncePod` where the driver knows it.",
    link: Some("https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let claims = &subject.facts().server.claims;
    let mut faults = Vec::new();
    for claim in claims.iter().filter(|_| server_pod(subject.objects).is_some()) {
        let value = format!("server.{}.accessMode", claim.storage);
        let Some(mode) = subject.values().given_text(&value) else { continue };
        if matches!(mode, "ReadWriteMany" | "ReadOnlyMany") {
            faults.push(
                Fault::new(format!("the volume `{}` of each server is `{mode}`", claim.name))
                    .at(subject.label_or_unset(&value, "more than one node may mount it"))
                    .help("write `ReadWriteOnce` or `ReadWriteOncePod`"),
            );
        }
    }
    faults
}
