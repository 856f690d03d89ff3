//! Data that is kept where nothing can be written.

use super::storage_path_not_mounted::data_path;
use crate::check::server::Server;
use crate::check::server_pod::VolumeKind;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "storage-path-read-only",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "Vault keeps its data where it cannot write",
    why: "Secrets, config maps and mounts with `readOnly: true` cannot be written: storage that cannot write its files \
          does not start.",
    fix: "Put `path` of the storage into `server.dataStorage.mountPath`, and claim the volume with an access mode \
          that writes.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/storage/raft#path"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(place) = data_path(&server) else { return Vec::new() };
    let Some(mount) = server.pod.mount_of(place.path) else { return Vec::new() };
    let is_of_files = place.volume_kind(&server) == Some(VolumeKind::Files);
    let is_claimed_so =
        mount.volume == "data" && subject.values().text("server.dataStorage.accessMode") == Some("ReadOnlyMany");
    if !mount.is_read_only && !is_of_files && !is_claimed_so {
        return Vec::new();
    }
    let fault = Fault::new(format!("Vault keeps its data in `{}`, which is read only", place.path))
        .at(place.label(&server, "cannot be written"));
    vec![match is_claimed_so {
        true => fault
            .also(subject.label_if_set("server.dataStorage.accessMode", "read only"))
            .help("set `server.dataStorage.accessMode: ReadWriteOnce`"),
        false => fault
            .also(subject.label_if_set("server.volumeMounts", format!("volume `{}` is mounted there", mount.volume)))
            .help(format!("let the storage have a `path` outside of `{}`", mount.path)),
    }]
}
