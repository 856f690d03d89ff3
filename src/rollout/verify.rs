//! What must be true when all is done.

use super::apply::{diff, flux};
use super::namespaces::Namespaces;
use super::server::Server;
use super::setting::{Setting, Via};
use super::step::{Operation, Step};

/// Looks whether the servers are as they should be.
pub(super) fn verify_servers(server: &Server, setting: &Setting) -> Step {
    let columns = "custom-columns=POD:.metadata.name,IMAGE:.spec.containers[0].image,REVISION:.metadata.labels.controller-revision-hash";
    let pods = server.kubectl(setting, "get").own("pods -l").word(server.selector());
    let set = server.kubectl(setting, "get").object("statefulset", server.name.clone());
    let step = Step::new(
        "Check the servers",
        format!(
            "{} must be ready, of one revision and of the right image; {} of them active.",
            if server.replicas == 1 { "The server".to_owned() } else { format!("All {} servers", server.replicas) },
            if server.replicas == 1 { "it is the one" } else { "exactly one" }
        ),
    )
    .run(pods.own("-o").word(columns))
    .run(set.own("-o").own("jsonpath={.status.updateRevision}{\"\\n\"}"))
    .run_all(server.pods().map(|pod| server.vault(setting, pod, "status")));
    let step = step.when(server.raft() && server.has_standbys(), |step| {
        server
            .log_in(step.run(server.find_active(setting)), setting, "read `sys/storage/raft/configuration`")
            .run(server.vault(setting, server.active(), "operator raft list-peers"))
            .say(format!("It must list {} servers.", server.replicas))
    });
    step.by(Operation::VerifyServers { count: server.replicas })
}

/// Looks whether anything still differs.
pub(super) fn compare(namespaces: &Namespaces, setting: &Setting) -> Step {
    let step = Step::new("Check that nothing is left to do", "The diff of what runs and what is wanted must be empty.");
    match setting.via {
        Via::Kubectl | Via::Helm => step.run(diff(namespaces, setting)),
        Via::ArgoCd => step.run(crate::command::Command::new("argocd app diff").word(setting.release.clone())),
        Via::Flux => step.run(
            flux(setting, "get helmrelease").word(setting.release.clone()).own("-n").word(setting.namespace.clone()),
        ),
    }
}
