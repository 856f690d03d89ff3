//! What is done before anything changes: look, save, and let go of servers that will be gone.

use super::server::Server;
use super::step::Step;

/// Looks at what runs, and saves the data if the servers are touched.
pub(super) fn look_around(server: &Server, is_touched: bool) -> Step {
    let pods = server.kubectl("get", &format!("pods -l {} -o wide{}", server.selector(), columns(server)));
    if !is_touched || server.dev {
        return Step::new("Look at what runs", "Every pod must be ready before the first change.").run(pods);
    }
    let step = Step::new(
        "Look at what runs, and save the data",
        "Every server must be unsealed and ready before the first change, and there must be a way back.",
    )
    .run(pods);
    match server.raft {
        true => step
            .look(
                "The snapshot needs a token with rights on `sys/storage/raft/snapshot`: `vault login` in the pod first.",
            )
            .run(server.vault(&server.pod(0), "operator raft snapshot save /home/vault/before.snap"))
            .run(server.kubectl("cp", &format!("-c vault {}:/home/vault/before.snap before.snap", server.pod(0)))),
        false => step.look("Take a backup of the storage in the way of its own."),
    }
}

fn columns(server: &Server) -> &'static str {
    if server.labelled { " -L vault-active,vault-sealed,vault-version" } else { "" }
}

/// Takes servers that will be gone out of the cluster of integrated storage, one at a time.
pub(super) fn shrink(before: &Server, after: &Server) -> Option<Step> {
    if after.replicas >= before.replicas || !before.raft {
        return None;
    }
    let gone: Vec<String> = before.pods().take(usize::try_from(before.replicas - after.replicas).ok()?).collect();
    let step = Step::new(
        format!("Take {} out of the raft cluster", gone.join(", ")),
        "A server that is gone for good still counts for the quorum until it is removed. If one of them is active, let \
         it step down first.",
    );
    let stays = before.pod(0);
    let step =
        gone.iter().fold(step, |step, pod| step.run(before.vault(&stays, &format!("operator raft remove-peer {pod}"))));
    Some(step.run(before.vault(&stays, "operator raft list-peers")).look(format!(
        "Their volume claims stay; delete them when nobody needs the data: {}.",
        gone.iter().map(|pod| format!("`data-{pod}`")).collect::<Vec<_>>().join(", ")
    )))
}

/// Tells that another storage starts empty.
pub(super) fn move_data(before: &Server, after: &Server) -> Option<Step> {
    let (from, to) = (before.storage.as_ref()?, after.storage.as_ref()?);
    (from != to && !before.dev && !after.dev).then(|| {
        Step::new(
            format!("Move the data from {from} to {to}"),
            "Vault does not move its data by itself: with the new configuration it starts empty.",
        )
        .look("Stop all servers, and run `vault operator migrate` with a file that names both storages.")
    })
}
