//! Data that is kept in a volume which does not keep it.

use super::storage_path_not_mounted::data_path;
use crate::check::server::Server;
use crate::check::server_pod::VolumeKind;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "storage-path-lost",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "Vault keeps its data in a volume that ends with the pod",
    why: "An `emptyDir` is deleted with its pod: each upgrade and each drained node takes the data of the server away.",
    fix: "Put `path` of the storage into `server.dataStorage.mountPath`, which is a separate claim for each pod.",
    link: Some("https://kubernetes.io/docs/concepts/storage/volumes/#emptydir"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(place) = data_path(&server) else { return Vec::new() };
    let Some(mount) = server.pod.mount_of(place.path) else { return Vec::new() };
    if place.volume_kind(&server) != Some(VolumeKind::Empty) {
        return Vec::new();
    }
    let given = ["server.volumeMounts", "server.volumes"].into_iter().find(|path| subject.is_set(path));
    let volume = given.filter(|_| mount.volume != "home");
    let claim = claim_path(subject);
    let help = match server.pod.mount_of(claim) {
        Some(_) => format!("keep data in the claim: `path = \"{claim}\"`"),
        None => "mount a volume claim by `server.volumes` in the place of the `emptyDir`".to_owned(),
    };
    vec![
        Fault::new(format!("Vault keeps its data in `{}`, in the `emptyDir` `{}`", place.path, mount.volume))
            .at(place.label(&server, "is gone with the pod"))
            .also(volume.map(|path| subject.label(path, format!("volume `{}` is mounted by these", mount.volume))))
            .help(help),
    ]
}

fn claim_path<'s>(subject: &'s Subject<'_>) -> &'s str {
    subject.values().given_text("server.dataStorage.mountPath").unwrap_or("/vault/data")
}
