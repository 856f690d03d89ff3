//! The state machine: from what is seen to the one thing that is done next. It has no memory, so a run that was ended
//! at any moment is finished by another one.
//!
//! Nothing is deleted while a server is missing, silent, sealed or not ready, while it is not certain which one is
//! active, or while a member of raft is behind. Standbys go first, the highest number first, and the active one last.

use super::action::{Action, Target, Turn};
use super::observed::{Observed, Pod, Server, Status};
use crate::vault_version::{Transition, Version};

/// How far the copy of a standby may be behind, in entries of raft's log.
const MOST_LAG: u64 = 1000;

/// What was asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Policy {
    /// Whether the active server steps down before its pod is deleted.
    pub steps_down: bool,
    /// Whether servers without data are initialized.
    pub initializes: bool,
}

/// Tells what to do next.
pub fn decide(seen: &Observed, policy: &Policy) -> Turn {
    let checks: [fn(&Observed, &Policy) -> Option<Turn>; 9] = [
        change_is_unseen,
        server_is_sealed,
        pod_is_broken,
        pod_is_not_there,
        server_is_silent,
        server_has_no_data,
        leader_is_uncertain,
        pod_is_not_ready,
        member_is_behind,
    ];
    let held_up = checks.iter().find_map(|check| check(seen, policy));
    held_up.unwrap_or_else(|| replace(seen, policy))
}

fn turn(action: Action, why: impl Into<String>) -> Turn {
    Turn { action, why: why.into() }
}

fn wait(why: impl Into<String>) -> Option<Turn> {
    Some(turn(Action::Wait, why))
}

/// What is known of revisions is out of date until the controller has looked.
fn change_is_unseen(seen: &Observed, _: &Policy) -> Option<Turn> {
    match seen.set.observed < seen.set.generation {
        true => wait(format!("the controller has not seen the last change of StatefulSet {} yet", seen.set.name)),
        false => None,
    }
}

/// Key shares are asked for whatever else is missing: a server that is open only ever helps.
fn server_is_sealed(seen: &Observed, _: &Policy) -> Option<Turn> {
    let pod = seen.pods.iter().find(|pod| pod.status().is_some_and(Status::needs_shares))?;
    let migrates = pod.status().is_some_and(|status| status.migration);
    Some(turn(Action::Unseal { pod: pod.name.clone(), migrates }, format!("{} is sealed", pod.name)))
}

/// What a person has to mend: nothing more may be touched.
fn pod_is_broken(seen: &Observed, _: &Policy) -> Option<Turn> {
    let is_broken = |pod: &&Pod| !pod.is_going && pod.trouble.as_ref().is_some_and(|trouble| trouble.needs_somebody);
    let pod = seen.wanted().find(is_broken)?;
    let of = if seen.is_new(pod) { "" } else { ", and is of an old revision" };
    let why = format!("{} does not run: {}{of}", pod.name, trouble(pod));
    Some(turn(Action::Stop { pod: Some(pod.name.clone()) }, why))
}

fn pod_is_not_there(seen: &Observed, _: &Policy) -> Option<Turn> {
    for ordinal in 0..seen.set.replicas {
        let name = format!("{}-{ordinal}", seen.set.name);
        match seen.pod(ordinal) {
            None => return wait(beside(format!("{name} is not there yet"), seen.warning(&seen.set.name))),
            Some(pod) if pod.is_going => return wait(format!("{name} is stopping")),
            Some(pod) if pod.phase != "Running" || pod.trouble.is_some() => {
                return wait(beside(format!("{name} does not run yet: {}", trouble(pod)), seen.warning(&name)));
            }
            Some(_) => {}
        }
    }
    let leaving = seen.pods.iter().find(|pod| pod.ordinal >= seen.set.replicas)?;
    wait(format!("{} is not asked for, and not gone yet", leaving.name))
}

fn beside(text: String, warning: Option<&str>) -> String {
    warning.map_or_else(|| text.clone(), |warning| format!("{text} ({warning})"))
}

/// Why a pod does not run.
fn trouble(pod: &Pod) -> String {
    match &pod.trouble {
        Some(trouble) if trouble.message.is_empty() => trouble.reason.clone(),
        Some(trouble) => format!("{}: {}", trouble.reason, trouble.message),
        None if pod.phase.is_empty() => "it has not started".to_owned(),
        None => format!("its phase is {}", pod.phase),
    }
}

fn server_is_silent(seen: &Observed, _: &Policy) -> Option<Turn> {
    seen.wanted().find_map(|pod| match &pod.server {
        Server::Silent(why) => wait(format!("{} does not answer: {why}", pod.name)),
        Server::Answers(_) => None,
    })
}

/// A server without data joins the others, or is the first of all.
fn server_has_no_data(seen: &Observed, policy: &Policy) -> Option<Turn> {
    let has_data = |pod: &&Pod| pod.status().is_some_and(|status| status.initialized);
    let Some(empty) = seen.wanted().find(|pod| !has_data(pod)) else {
        let sealed = seen.wanted().find(|pod| pod.status().is_some_and(|status| status.sealed))?;
        return wait(format!("{} has not unsealed itself yet", sealed.name));
    };
    let name = &empty.name;
    if !seen.pods.iter().any(|pod| has_data(&pod)) {
        return Some(match (policy.initializes, seen.wanted().next()) {
            (true, Some(first)) => {
                turn(Action::Initialize { pod: first.name.clone() }, "no server was ever initialized")
            }
            _ => turn(Action::Refuse, format!("{name} is not initialized, and no other server is")),
        });
    }
    match (&seen.join, seen.active()) {
        (Some(join), Some(active)) => {
            let address = format!("{}://{}.{}:{}", join.scheme, active.name, join.service, join.port);
            Some(turn(Action::Join { pod: name.clone(), address }, format!("{name} does not join by itself")))
        }
        _ => wait(format!("{name} has not joined the others yet")),
    }
}

/// The active one is known by what the servers themselves say: labels lag behind.
fn leader_is_uncertain(seen: &Observed, _: &Policy) -> Option<Turn> {
    let Some(active) = seen.active() else {
        return wait(match seen.pods.iter().filter(|pod| pod.is_active()).count() {
            0 => "no server is active".to_owned(),
            several => format!("{several} servers say that they are active"),
        });
    };
    let leader = |pod: &Pod| pod.status().map(|status| status.leader_address.clone());
    let other = seen.wanted().find(|pod| leader(pod) != leader(active))?;
    wait(format!("{} does not know yet that {} is active", other.name, active.name))
}

fn pod_is_not_ready(seen: &Observed, _: &Policy) -> Option<Turn> {
    let pod = seen.wanted().find(|pod| !pod.is_ready)?;
    wait(format!("{} is not ready", pod.name))
}

/// A member of raft that is behind, or has no vote, is none to rely on.
fn member_is_behind(seen: &Observed, _: &Policy) -> Option<Turn> {
    if seen.is_healthy == Some(false) {
        return wait("autopilot does not call the servers healthy");
    }
    let index = |pod: &Pod| pod.status().and_then(|status| status.raft_applied_index);
    let newest = seen.wanted().filter_map(index).max().unwrap_or_default();
    if let Some(late) = seen.wanted().find(|pod| index(pod).is_some_and(|index| newest - index > MOST_LAG)) {
        return wait(format!("{} has not caught up with the data of the active server", late.name));
    }
    let peers = seen.peers.as_ref().filter(|_| seen.uses_raft())?;
    let peer_of = |pod: &Pod| peers.iter().find(|peer| peer.is_of(&pod.name));
    if let Some(pod) = seen.wanted().find(|pod| peer_of(pod).is_none()) {
        return wait(format!("{} is no member of raft", pod.name));
    }
    // Redundancy zones of Enterprise keep members without a vote on purpose.
    let is_enterprise = Version::of_server_image(&seen.set.image).is_some_and(|version| version.is_enterprise());
    let votes = |pod: &Pod| is_enterprise || peer_of(pod).is_some_and(|peer| peer.voter);
    if let Some(pod) = seen.wanted().find(|pod| !votes(pod)) {
        return wait(format!("{} has no vote in raft yet", pod.name));
    }
    match peers.len() as u64 > seen.set.replicas {
        true => wait(format!("raft has {} members for {} pods", peers.len(), seen.set.replicas)),
        false => None,
    }
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
            "{} is active with {}, and the StatefulSet asks for the older {}: a downgrade is no rollout",
            active.name, active.image, seen.set.image
        );
        return turn(Action::Refuse, why);
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
        true => format!("{} is {role} that started before its configuration was written", next.name),
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
        0 => format!("{servers} of revision {}; {} is active", seen.set.update_revision, active.name),
        _ => format!("{old} of {count} servers stay old: that is left to the update strategy of the StatefulSet"),
    };
    turn(Action::Finish, why)
}
