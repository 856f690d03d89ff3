//! What is done before anything changes: look whether the servers can stand a change, and save their data.

use super::kubectl::kubectl;
use super::server::Server;
use super::setting::Setting;
use super::step::{Operation, Step};

/// Looks whether every server is ready, and which one is active.
pub(super) fn check_servers(server: &Server, setting: &Setting) -> Step {
    let why = match server.has_standbys() {
        true => {
            "Every server must be ready and unsealed, and exactly one of them active. Stop here if that is not so: \
             with one server down, the next one that restarts may cost the quorum."
        }
        false => "The server must be ready and unsealed before the first change.",
    };
    let step = Step::new("Check that the servers are ready for the change", why);
    let step = match &setting.context {
        None => step.run(kubectl(setting, "config current-context")),
        Some(_) => step,
    };
    let pods = server.kubectl(setting, "get").own("pods -l").word(server.selector()).own("-o wide");
    let step = step.run(pods).run_all(server.pods().map(|pod| server.vault(setting, pod, "status")));
    step.by(Operation::CheckServers)
}

/// Saves the data; nothing for servers that have none to lose.
pub(super) fn save_data(server: &Server, setting: &Setting, file: &str) -> Option<Step> {
    if server.dev {
        return None;
    }
    if !server.raft() || server.storage().is_some_and(|storage| storage != "raft") {
        let step = Step::new("Save the data", "It is needed to roll back if the change goes wrong.");
        return Some(step.say(backup_of(server.storage())));
    }
    let step = Step::new(
        "Save a snapshot of the data",
        "It is needed to roll back if the change goes wrong. It is taken on the active server: a standby would send it \
         there by the address of a pod, for which its certificate may not be valid.",
    );
    let step = step.when(server.has_standbys(), |step| step.run(server.find_active(setting)));
    let step = server
        .log_in(step, setting, "read `sys/storage/raft/snapshot`")
        .run(server.vault(setting, server.active(), "operator raft snapshot save /home/vault/vault.snap"))
        .run(server.exec(setting, "exec", server.active()).own("-- cat /home/vault/vault.snap").into_file(file))
        .run(server.vault(setting, server.active(), "operator raft autopilot state"))
        .say("Autopilot must say `Healthy  true`.");
    Some(step.by(Operation::SaveSnapshot))
}

/// What to save of a storage that Vault makes no snapshots of.
fn backup_of(storage: Option<&str>) -> &'static str {
    match storage {
        Some("consul") => "Save what Consul holds: `consul snapshot save before.snap` on a server of Consul.",
        Some("file") => {
            "Save the volume of the server, by a VolumeSnapshot of its claim, or by a copy of its folder that is made \
             while the server is stopped."
        }
        Some("postgresql") => "Save the table of the database: `pg_dump --table=vault_kv_store`.",
        Some("mysql") => "Save the database: `mysqldump --single-transaction`.",
        Some("etcd") => "Save what etcd holds: `etcdctl snapshot save before.snap`.",
        Some("dynamodb") => "Save the table: an on-demand backup of DynamoDB, or point-in-time recovery switched on.",
        Some("s3" | "gcs" | "azure" | "oci" | "swift" | "alicloudoss" | "manta") => {
            "Save the bucket: copy it, or see that it keeps the versions of its objects."
        }
        Some("spanner") => "Save the database: a backup of Spanner.",
        Some("inmem" | "inmem_ha") => "The storage is in memory: a restart loses all that it holds.",
        _ => "Save the storage with its own tools, and test that the copy can be restored.",
    }
}
