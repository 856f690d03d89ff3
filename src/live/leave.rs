//! Servers that leave: each is taken out of raft before it stops, since until then it still counts for the quorum.
//!
//! A member is named by its id, which need not be the name of its pod: ids come from the list of members alone. Removing
//! an id that nobody has is reported as done, so it is looked again whether the member is gone.

use super::action::{Action, Turn};
use super::checks::{
    Check, change_is_unseen, held_up, leader_is_uncertain, member_is_behind, pod_is_broken, pod_is_not_ready,
    pod_is_not_there, server_has_no_data, server_is_sealed, server_is_silent, turn,
};
use super::observed::{Observed, Peer};

/// Tells what to do next so that all servers from a number on can stop; done once none of them is a member.
///
/// Those that stay must be well: what becomes of the others does not matter any more. One that leaves and is active goes
/// last, when leadership can go only to one that stays.
pub(super) fn leave(seen: &Observed, stays: u64) -> Turn {
    const PODS: [Check; 7] = [
        change_is_unseen,
        server_is_sealed,
        pod_is_broken,
        pod_is_not_there,
        server_is_silent,
        server_has_no_data,
        pod_is_not_ready,
    ];
    let Some(peers) = &seen.peers else {
        let help = "set `VAULT_TOKEN` to one with permission to read `sys/storage/raft/configuration` and to update \
                    `sys/storage/raft/remove-peer` and `sys/step-down`";
        return turn(Action::Refuse(help), "a token is needed to take servers out of raft that leave");
    };
    let held_up = held_up(&staying(seen, stays, false), &PODS)
        .or_else(|| held_up(&staying(seen, stays, true), &[leader_is_uncertain, member_is_behind]));
    if let Some(turn) = held_up {
        return turn;
    }
    let active = seen.active().map(|pod| pod.ordinal);
    let leaving = |peer: &&Peer| peer.ordinal(&seen.set.name).is_some_and(|ordinal| ordinal >= stays);
    let next = peers.iter().filter(leaving).max_by_key(|peer| {
        let ordinal = peer.ordinal(&seen.set.name);
        (ordinal != active, ordinal)
    });
    let Some(next) = next else { return turn(Action::Finish, "no server that leaves is a member of raft") };
    let ordinal = next.ordinal(&seen.set.name).unwrap_or_default();
    let pod = format!("{}-{ordinal}", seen.set.name);
    match active == Some(ordinal) {
        true => turn(Action::StepDown { pod: pod.clone() }, format!("{pod} is active, and leaves")),
        false => {
            let why = format!("{pod} leaves, and counts for the quorum until it is no member of raft");
            turn(Action::RemovePeer { pod, id: next.id.clone() }, why)
        }
    }
}

/// What was seen without the servers that leave, or with the active one of them.
fn staying(seen: &Observed, stays: u64, with_active: bool) -> Observed {
    let mut staying = seen.clone();
    staying.set.replicas = stays;
    let leaves_well = seen.pods.iter().all(|pod| pod.ordinal < stays || pod.is_ready);
    staying.is_healthy = seen.is_healthy.filter(|_| leaves_well);
    staying.pods.retain(|pod| pod.ordinal < stays || with_active && pod.is_active());
    let stays = |peer: &Peer| peer.ordinal(&seen.set.name).is_none_or(|ordinal| ordinal < stays);
    if let Some(peers) = &mut staying.peers {
        peers.retain(stays);
    }
    staying
}
