//! Volumes of a class that is not told.

use crate::check::pods::server_pod;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "storage-class",
    severity: Severity::Advice,
    confidence: Confidence::Medium,
    purpose: Purpose::Production,
    title: "the class of the servers' volumes is left to the cluster",
    why: "The default class may be anything, may change, and may delete or not encrypt its volumes; a claim cannot \
          be moved to another class later.",
    fix: "Set `server.dataStorage.storageClass` and `server.auditStorage.storageClass` to a class that encrypts, \
          grows and keeps its volumes.",
    link: Some("https://kubernetes.io/docs/concepts/storage/storage-classes/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let facts = subject.facts();
    let claims = facts.server.claims.iter().filter(|_| server_pod(subject.objects).is_some());
    let is_open = |value: &String| subject.values().given_text(value).is_none();
    let values = claims.map(|claim| format!("server.{}.storageClass", claim.storage)).filter(is_open);
    let fault = |value: String| {
        Fault::new(format!("`{value}` is not set: the cluster's default class holds the volumes"))
            .at(subject.label_or_unset(&value, "no class"))
            .help(format!("set `{value}`; claims that exist keep theirs"))
    };
    values.map(fault).collect()
}
