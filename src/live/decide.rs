//! The state machine: from what is seen to the one thing that is done next. It has no memory, so a run that was ended
//! at any moment is finished by another one.
//!
//! Nothing is deleted while a server is missing, silent, sealed or not ready, while it is not certain which one is
//! active, or while a member of raft is behind. Standbys go first, the highest number first, and the active one last.

use super::action::{Action, Target, Turn};
use super::checks::{
    Check, change_is_unseen, has_data, held_up, leader_is_uncertain, member_is_behind, pod_is_broken, pod_is_not_ready,
    pod_is_not_there, server_has_no_data, server_is_sealed, server_is_silent, turn,
};
use super::leave::leave;
use super::observed::{Observed, Pod};
use crate::vault_version::Transition;

/// What was asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Policy {
    /// Whether the active server steps down before its pod is deleted.
    pub steps_down: bool,
    /// Whether servers without data are initialized.
    pub initializes: bool,
    /// The number of servers that stay, where the others are only to be taken out of raft.
    pub stays: Option<u64>,
}

/// Gives what to do next.
pub fn decide(seen: &Observed, policy: &Policy) -> Turn {
    const BEFORE_DATA: [Check; 5] =
        [change_is_unseen, server_is_sealed, pod_is_broken, pod_is_not_there, server_is_silent];
    const BEHIND_DATA: [Check; 4] = [server_has_no_data, leader_is_uncertain, pod_is_not_ready, member_is_behind];
    if let Some(stays) = policy.stays {
        return leave(seen, stays);
    }
    held_up(seen, &BEFORE_DATA)
        .or_else(|| nothing_is_initialized(seen, policy))
        .or_else(|| held_up(seen, &BEHIND_DATA))
        .unwrap_or_else(|| replace(seen, policy))
}

/// Somebody has to initialize Vault, once and on one server.
fn nothing_is_initialized(seen: &Observed, policy: &Policy) -> Option<Turn> {
    let first = seen.wanted().next().filter(|_| !seen.pods.iter().any(|pod| has_data(&pod)))?;
    let help = "initialize it by `vaultchart upgrade --init`, or in the pod by hand";
    Some(match policy.initializes {
        true => turn(Action::Initialize { pod: first.name.clone() }, "no server was ever initialized"),
        false => turn(Action::Refuse(help), format!("{} is not initialized, and no other server is", first.name)),
    })
}

/// All are well: the next one that is old is replaced.
fn replace(seen: &Observed, policy: &Policy) -> Turn {
    let Some(active) = seen.active() else { return turn(Action::Wait, "no server is active") };
    // Kubernetes itself replaces pods of an old revision where the strategy says so, down to a certain number.
    let is_left = |pod: &Pod| seen.set.rolls_from.is_some() && pod.revision != seen.set.update_revision;
    if let Some(pod) = seen.wanted().rev().find(|pod| is_left(pod) && seen.set.rolls_from <= Some(pod.ordinal)) {
        return turn(Action::Wait, format!("Kubernetes has not replaced {} yet", pod.name));
    }
    // The first of the standbys, counted down, or the active one if there is none.
    let next = seen.old().rev().filter(|pod| !is_left(pod)).min_by_key(|pod| pod.is_active());
    let Some(next) = next else { return finished(seen, active) };
    if Transition::of_server_images(&active.image, &seen.set.image).is_downgrade() {
        let why = format!(
            "{} is active with {}, and the StatefulSet has the older {}: a downgrade is not a rollout",
            active.name, active.image, seen.set.image
        );
        let help = "make a plan by `vaultchart plan`: all servers stop, and the snapshot of before is restored";
        return turn(Action::Refuse(help), why);
    }
    if let Some(budget) = seen.budgets.iter().find(|budget| budget.allowed < 1 && budget.allows_ever) {
        return turn(Action::Wait, format!("PodDisruptionBudget {} allows no disruption now", budget.name));
    }
    delete(seen, next, policy)
}

fn delete(seen: &Observed, next: &Pod, policy: &Policy) -> Turn {
    let is_alone = seen.set.replicas < 2;
    let is_active = next.is_active();
    let role = match (is_active, is_alone) {
        (true, true) => "the only server",
        (true, false) => "the active server, the last one",
        (false, _) => "a standby",
    };
    let why = match next.revision == seen.set.update_revision {
        true => format!("{} is {role} that started before its configuration was changed", next.name),
        false => format!("{} is {role} of the old revision {}", next.name, next.revision),
    };
    if is_active && !is_alone && policy.steps_down {
        return turn(Action::StepDown { pod: next.name.clone() }, why);
    }
    let outage = match next.status() {
        Some(status) if status.is_in_memory() => "It keeps everything in memory: all of that is lost.",
        _ if is_alone => "There is no Vault until it is back.",
        _ => "",
    };
    let target = Target { pod: next.name.clone(), uid: next.uid.clone(), is_active, outage: outage.to_owned() };
    turn(Action::Delete(target), why)
}

fn finished(seen: &Observed, active: &Pod) -> Turn {
    let old = seen.old().count();
    let count = seen.set.replicas;
    let servers = if count == 1 { "the server is".to_owned() } else { format!("all {count} servers are") };
    let why = match old {
        0 => {
            let outdated = seen.outdated().join(", ");
            let hint = match outdated.as_str() {
                "" => String::new(),
                pods => format!("; older than the last change of the configuration, if that matters to them: {pods}"),
            };
            format!("{servers} of revision {}; {} is active{hint}", seen.set.update_revision, active.name)
        }
        _ => format!("{old} of {count} servers stay old: that is left to the update strategy of the StatefulSet"),
    };
    turn(Action::Finish, why)
}
