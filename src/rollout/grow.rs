//! Servers that were not there before: they join those that run.

use super::kubectl::ACTIVE;
use super::server::Server;
use super::setting::Setting;
use super::step::{JoinAddress, Operation, Step};
use super::unseal::start;
use crate::command::Word;

/// Lets each new server join.
pub(super) fn grow(before: &Server, after: &Server, setting: &Setting) -> Vec<Step> {
    let join = after.join_address();
    let operation = Operation::JoinServers { from: before.replicas, count: after.replicas, join: join.clone() };
    let added = before.replicas..after.replicas;
    added.map(|ordinal| join_one(after, before, setting, ordinal, join.as_ref()).by(operation.clone())).collect()
}

fn join_one(after: &Server, before: &Server, setting: &Setting, ordinal: u64, join: Option<&JoinAddress>) -> Step {
    let pod = after.pod(ordinal);
    let why = match (after.raft(), join) {
        (true, None) => "It joins by the `retry_join` of its configuration, and takes part once it is unsealed.",
        (true, Some(_)) => {
            "Nothing in its configuration lets it join by itself: the command below joins it, and it takes part once \
             it is unsealed."
        }
        (false, _) => "It becomes one more standby.",
    };
    let step = Step::new(format!("Let {pod} join"), why);
    let step = match join {
        Some(address) => join_by_hand(step.run(before.find_active(setting)), after, setting, &pod, address),
        None => step,
    };
    let step = start(step, after, setting, &pod, false);
    step.when(after.raft(), |step| {
        before
            .log_in(step, setting, "read `sys/storage/raft/configuration`")
            .run(before.vault(setting, before.active(), "operator raft list-peers"))
            .say(format!("`{pod}` must be among them, and a voter, before the next one joins."))
    })
}

/// Waits for the listener, and tells a server whom to join.
pub(super) fn join_by_hand(step: Step, server: &Server, setting: &Setting, pod: &str, address: &JoinAddress) -> Step {
    let JoinAddress { scheme, service, port } = address;
    let leader =
        Word::text(format!("{scheme}://")).then(Word::variable(ACTIVE)).then(Word::text(format!(".{service}:{port}")));
    step.run(server.kubectl(setting, "wait").own("--for=create --timeout=5m").object("pod", pod))
        .run(server.wait(setting, "--for=jsonpath={.status.phase}=Running", pod))
        .run(server.vault(setting, pod, "operator raft join").word(leader))
}
