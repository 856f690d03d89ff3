//! Data that is kept where nothing is mounted.

use crate::check::server::Server;
use crate::check::server_pod::VolumeKind;
use crate::check::storage::Storage;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::{Label, Severity};
use crate::vault_config::Value;

pub(super) static RULE: Rule = Rule {
    id: "storage-path-not-mounted",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "Vault keeps its data where no volume is mounted",
    why: "What is written outside of a volume is gone with the container: after its next restart the server has no \
          data, no keys and no peers.",
    fix: "Put `path` of the storage into `server.dataStorage.mountPath`, and keep `server.dataStorage.enabled: true`.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/storage/raft#path"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    if let Some(fault) = of_ha_storage(&server) {
        return vec![fault];
    }
    let Some(place) = data_path(&server) else { return Vec::new() };
    // Without raft the chart mounts no data in ha mode: another rule says so.
    if server.pod.mount_of(place.path).is_some() || (server.is_ha() && !subject.facts().server.raft) {
        return Vec::new();
    }
    let path = place.path;
    let fault = Fault::new(format!("Vault keeps its data in `{path}`, where no volume is mounted"))
        .at(place.label(&server, "no volume is mounted there"))
        .in_object(server.pod.object, "spec.template.spec.containers[0].volumeMounts");
    vec![match subject.facts().server.mounts_data {
        false => fault
            .also(subject.label_if_set("server.dataStorage.enabled", "no volume is claimed for data"))
            .also_note(server.default_note())
            .help("set `server.dataStorage.enabled: true`"),
        true => {
            let mounted = subject.values().text("server.dataStorage.mountPath").unwrap_or_default();
            fault
                .also(subject.label_if_set("server.dataStorage.mountPath", "the data volume is mounted there"))
                .also_note(subject.default_note("server.dataStorage.mountPath"))
                .help(format!("write `path = \"{mounted}\"`, or set `server.dataStorage.mountPath: {path}`"))
        }
    }]
}

/// Who leads and who belongs to the cluster is data as well.
fn of_ha_storage(server: &Server<'_>) -> Option<Fault> {
    let storage = server.ha_storage().filter(|storage| storage.kind == "raft")?;
    let value = storage.block.body.attribute("path")?;
    let path = value.as_text().filter(|path| path.starts_with('/') && server.pod.mount_of(path).is_none())?;
    let fault = Fault::new(format!("`ha_storage` keeps its data in `{path}`, where no volume is mounted"))
        .at(server.label(value.span, "no volume is mounted there"))
        .in_object(server.pod.object, "spec.template.spec.containers[0].volumeMounts");
    Some(fault.help(
        "mount a claim there with `server.volumes` and `server.volumeMounts`; the chart claims data for \
        several servers only with `server.ha.raft.enabled: true`",
    ))
}

/// Where data is kept, and where that is written.
pub(super) struct DataPath<'s> {
    pub(super) path: &'s str,
    value: Option<&'s Value>,
}

impl DataPath<'_> {
    /// What to say of it at its place.
    pub(super) fn label(&self, server: &Server<'_>, text: &str) -> Label {
        match self.value {
            Some(value) => server.label(value.span, text),
            None => server.subject.label("server.extraEnvironmentVars.VAULT_RAFT_PATH", text),
        }
    }

    /// What the volume is made of that holds it.
    pub(super) fn volume_kind(&self, server: &Server<'_>) -> Option<VolumeKind> {
        server.pod.volume_kind(server.pod.mount_of(self.path)?.volume)
    }
}

/// Where the server keeps data in files: what it stores, or who leads and who belongs to the cluster.
pub(super) fn data_path<'s>(server: &Server<'s>) -> Option<DataPath<'s>> {
    let is_in_files = |storage: &Storage<'_>| matches!(storage.kind, "raft" | "file");
    let storage = server.storage().filter(is_in_files).or_else(|| server.ha_storage().filter(is_in_files))?;
    let variable = server.pod.variable("VAULT_RAFT_PATH").filter(|path| storage.kind == "raft" && !path.is_empty());
    let value = storage.block.body.attribute("path");
    let found = match variable {
        Some(path) => DataPath { path, value: None },
        None => DataPath { path: value?.as_text()?, value },
    };
    found.path.starts_with('/').then_some(found)
}
