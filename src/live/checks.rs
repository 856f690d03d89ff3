//! What holds everything up, and what is done about it: each check knows one thing that may be so.

use super::action::{Action, Turn};
use super::observed::{Observed, Pod, Server, Status};
use crate::vault_version::Version;

/// How far the copy of a standby may be behind, in entries of raft's log.
const MOST_LAG: u64 = 1000;

/// Something that holds everything up, if it is so.
pub(super) type Check = fn(&Observed) -> Option<Turn>;

/// The first thing that holds everything up.
pub(super) fn held_up(seen: &Observed, checks: &[Check]) -> Option<Turn> {
    checks.iter().find_map(|check| check(seen))
}

/// One thing to do, with its reason.
pub(super) fn turn(action: Action, why: impl Into<String>) -> Turn {
    Turn { action, why: why.into() }
}

fn wait(why: impl Into<String>) -> Option<Turn> {
    Some(turn(Action::Wait, why))
}

/// What is known of revisions is out of date until the controller has looked.
pub(super) fn change_is_unseen(seen: &Observed) -> Option<Turn> {
    match seen.set.observed < seen.set.generation {
        true => wait(format!("the controller has not seen the last change of StatefulSet {} yet", seen.set.name)),
        false => None,
    }
}

/// Key shares are asked for whatever else is missing: a server that is open only ever helps.
pub(super) fn server_is_sealed(seen: &Observed) -> Option<Turn> {
    let pod = seen.pods.iter().find(|pod| pod.status().is_some_and(Status::needs_shares))?;
    let migrates = pod.status().is_some_and(|status| status.migration);
    Some(turn(Action::Unseal { pod: pod.name.clone(), migrates }, format!("{} is sealed", pod.name)))
}

/// What a person has to mend: nothing more may be touched.
pub(super) fn pod_is_broken(seen: &Observed) -> Option<Turn> {
    let is_broken = |pod: &&Pod| !pod.is_going && pod.trouble.as_ref().is_some_and(|trouble| trouble.needs_somebody);
    let pod = seen.wanted().find(is_broken)?;
    let of = if seen.is_new(pod) { "" } else { ", and is of an old revision" };
    let why = format!("{} does not run: {}{of}", pod.name, trouble(pod));
    Some(turn(Action::Stop { pod: Some(pod.name.clone()) }, why))
}

pub(super) fn pod_is_not_there(seen: &Observed) -> Option<Turn> {
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
    wait(format!("{} is one too many, and not gone yet", leaving.name))
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

pub(super) fn server_is_silent(seen: &Observed) -> Option<Turn> {
    seen.wanted().find_map(|pod| match &pod.server {
        Server::Silent(why) => wait(format!("{} does not answer: {why}", pod.name)),
        Server::Answers(_) => None,
    })
}

/// Whether a server has data that was initialized.
pub(super) fn has_data(pod: &&Pod) -> bool {
    pod.status().is_some_and(|status| status.initialized)
}

/// A server without data joins the others.
pub(super) fn server_has_no_data(seen: &Observed) -> Option<Turn> {
    let Some(empty) = seen.wanted().find(|pod| !has_data(pod)) else {
        let sealed = seen.wanted().find(|pod| pod.status().is_some_and(|status| status.sealed))?;
        return wait(format!("{} has not unsealed itself yet", sealed.name));
    };
    let name = &empty.name;
    match (&seen.join, seen.active()) {
        (Some(join), Some(active)) => {
            let address = format!("{}://{}.{}:{}", join.scheme, active.name, join.service, join.port);
            Some(turn(Action::Join { pod: name.clone(), address }, format!("{name} does not join by itself")))
        }
        _ => wait(format!("{name} has not joined the others yet")),
    }
}

/// The active one is known by what the servers themselves say: labels lag behind.
pub(super) fn leader_is_uncertain(seen: &Observed) -> Option<Turn> {
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

pub(super) fn pod_is_not_ready(seen: &Observed) -> Option<Turn> {
    let pod = seen.wanted().find(|pod| !pod.is_ready)?;
    wait(format!("{} is not ready", pod.name))
}

/// A member of raft that is behind, or has no vote, is none to rely on.
pub(super) fn member_is_behind(seen: &Observed) -> Option<Turn> {
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
