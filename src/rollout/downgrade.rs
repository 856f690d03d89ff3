//! An older version of Vault: never one server after the other, since a node of an older version must not take over
//! from a newer one, and an older version is not promised to read what a newer one wrote.

use super::migrate::stop;
use super::server::Server;
use super::setting::Setting;
use super::step::{Operation, Step};
use super::unseal::start;

/// The snapshot that the older version made.
const OLDER: &str = "older.snap";

/// Stops all servers before the older version is applied.
pub(super) fn stop_first(server: &Server, setting: &Setting) -> Step {
    stop(server, setting, "No server of the older version may run beside one of the newer.")
}

/// Starts the servers of the older version, and brings back the data of its time.
pub(super) fn start_older(server: &Server, setting: &Setting) -> Vec<Step> {
    let mut steps: Vec<Step> = server
        .pods()
        .enumerate()
        .map(|(index, pod)| {
            let why = match index {
                0 => {
                    "The older version may not be able to read its data. If it does not start, delete its claims by \
                     hand, initialize it anew, and restore the snapshot with `-force`: it has the old key shares \
                     then."
                }
                _ => "The next one.",
            };
            start(Step::new(format!("Start {pod} with the older version"), why), server, setting, &pod, false)
                .by(Operation::StartServers { count: server.replicas })
        })
        .collect();
    steps.push(restore(server, setting));
    steps
}

fn restore(server: &Server, setting: &Setting) -> Step {
    let step = Step::new(
        "Bring back the data of the older version",
        "What the newer version wrote may not be readable. All that was written since the snapshot is lost.",
    );
    if !server.raft() {
        return step.say("Restore the backup of the storage that was made before the upgrade, by its own means.");
    }
    let active = || server.active();
    let step = step.when(server.has_standbys(), |step| step.run(server.find_active(setting)));
    let write = server.exec(setting, "exec -i", active()).own("-- sh -c").word("cat > /home/vault/vault.snap");
    let step = step
        .say(format!("`{OLDER}` must be the snapshot that was made before the upgrade, with the older version."))
        .run(write.from_file(OLDER));
    server
        .log_in(step, setting, "update `sys/storage/raft/snapshot`")
        .run(server.vault(setting, active(), "operator raft snapshot restore /home/vault/vault.snap"))
        .by(Operation::RestoreSnapshot { count: server.replicas })
}
