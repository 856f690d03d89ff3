//! Servers that will be gone: they leave integrated storage before they stop, since each still counts for its quorum.
//!
//! A member is removed by its id, which is the name of its pod only where the configuration says so, and else a random
//! one. Removing an unknown id is reported as done and does nothing, so each removal is looked after.

use super::kubectl::ACTIVE;
use super::server::Server;
use super::setting::Setting;
use super::step::{Operation, Step};
use crate::command::Word;

/// Takes the servers that leave out of integrated storage, one at a time.
pub(super) fn shrink(before: &Server, after: &Server, setting: &Setting) -> Vec<Step> {
    if after.replicas >= before.replicas || !before.raft() || before.dev {
        return Vec::new();
    }
    let gone: Vec<String> = (after.replicas..before.replicas).rev().map(|ordinal| before.pod(ordinal)).collect();
    let operation = Operation::RemovePeers { from: after.replicas };
    let mut steps = vec![step_down(before, setting, &gone).by(operation.clone())];
    steps.extend(gone.iter().map(|pod| remove(before, setting, pod).by(operation.clone())));
    steps
}

fn step_down(before: &Server, setting: &Setting, gone: &[String]) -> Step {
    let step = Step::new(
        "Let a server be active that stays",
        "A server that is active cannot remove itself from raft. Leadership may go to another one that leaves: repeat \
         this until it is with one that stays.",
    )
    .run(before.find_active(setting));
    let step = step.say(format!(
        "Only if the active one is {}:",
        gone.iter().rev().map(|pod| format!("`{pod}`")).collect::<Vec<_>>().join(" or ")
    ));
    before.log_in(step, setting, "update `sys/step-down`").run(before.vault(
        setting,
        before.active(),
        "operator step-down",
    ))
}

fn remove(before: &Server, setting: &Setting, pod: &str) -> Step {
    let step = Step::new(
        format!("Remove {pod} from raft"),
        "A server that is gone for good still counts for the quorum until it is removed.",
    )
    .run(before.find_active(setting));
    let step = before.log_in(step, setting, "read and update `sys/storage/raft`");
    let peers = || before.vault(setting, Word::variable(ACTIVE), "operator raft list-peers");
    let step = match before.configuration.ids_are_pods {
        true => {
            step.run(before.vault(setting, Word::variable(ACTIVE), "operator raft remove-peer").word(pod.to_owned()))
        }
        false => {
            let address = pod.replace('.', "[.]");
            let program = format!("$2 ~ /^{address}[.]/ {{ print $1 }}");
            step.say("Its id is random: it is looked up by the address of the pod.")
                .run(peers().filtered_by("awk", program).into_variable("ID"))
                .run(
                    before
                        .vault(setting, Word::variable(ACTIVE), "operator raft remove-peer")
                        .word(Word::variable("ID")),
                )
        }
    };
    step.run(peers())
        .say(format!("`{pod}` must not be among them any more: an unknown id is removed without an error."))
}

/// What stays behind of servers that are gone.
pub(super) fn left_behind(before: &Server, after: &Server) -> Option<Step> {
    if after.replicas >= before.replicas || before.dev {
        return None;
    }
    let pods = (after.replicas..before.replicas).map(|ordinal| before.pod(ordinal));
    let claims: Vec<String> = pods.flat_map(|pod| before.claims(&pod)).map(|claim| format!("`{claim}`")).collect();
    (!claims.is_empty()).then(|| {
        Step::new("Note what stays behind", "The volume claims of the servers that are gone stay, with their data.")
            .say(format!(
                "Delete them by hand before the servers are ever added again, since a member that was removed cannot \
                 come back with its old data: {}.",
                claims.join(", ")
            ))
    })
}
