//! The status of a running release: on one screen, and for programs.

use serde_json::{Value, json};

use super::progress::{next_line, turn_to_json};
use super::table::{state, table};
use crate::live::{Claim, Observed, Pod, Turn, Workload};
use crate::output::printable::{self, printable};

/// What a status shows.
pub struct Status<'a> {
    /// The release.
    pub release: &'a str,
    /// The servers.
    pub seen: &'a Observed,
    /// What a rollout would do next.
    pub next: &'a Turn,
    /// What else of the release runs.
    pub others: &'a [Workload],
    /// The time, in seconds since 1970.
    pub now: i64,
}

/// Draws the status for a person.
pub fn draw_status(status: &Status) -> String {
    let Status { seen, next, others, .. } = status;
    let set = &seen.set;
    let strategy = if set.rolls_from.is_some() { "RollingUpdate" } else { "OnDelete" };
    let mut lines = vec![
        printable(&format!(
            "release {} in namespace {}: StatefulSet {}, {} replicas, {strategy}, revision {}",
            status.release, set.namespace, set.name, set.replicas, set.update_revision
        ))
        .into_owned(),
    ];
    lines.push(String::new());
    lines.extend(table(seen, status.now));
    if !others.is_empty() {
        lines.push(String::new());
        let other = |it: &Workload| format!("{} {}: {} of {} pods ready", it.kind, it.name, it.ready, it.wanted);
        lines.extend(others.iter().map(|it| printable(&other(it)).into_owned()));
    }
    lines.push(String::new());
    let left: Vec<&str> = seen.old().rev().map(|pod| pod.name.as_str()).collect();
    let left = if left.is_empty() { "nothing".to_owned() } else { left.join(", ") };
    lines.push(format!("left to replace: {}", printable(&left)));
    lines.extend(doubts(seen).iter().map(|doubt| printable(doubt).into_owned()));
    lines.push(next_line(next));
    lines.join("\n")
}

/// What else somebody may have to see to.
fn doubts(seen: &Observed) -> Vec<String> {
    let mut doubts = Vec::new();
    let outdated = seen.outdated();
    if !outdated.is_empty() {
        let pods = outdated.join(", ");
        doubts.push(format!(
            "older than the last change of the configuration: {pods}; `vaultchart rollout --config` replaces them, if that \
             matters to them"
        ));
    }
    let is_mounted = |claim: &&Claim| seen.pods.iter().any(|pod| pod.claims.contains(&claim.name));
    for claim in seen.claims.iter().filter(is_mounted).filter(|claim| !claim.waits_for.is_empty()) {
        doubts.push(format!("claim {} has {} of {}: {}", claim.name, claim.has, claim.asks, claim.waits_for));
    }
    doubts
}

/// The status for a program.
pub fn status_to_json(status: &Status) -> String {
    let Status { release, seen, next, others, .. } = status;
    let set = &seen.set;
    let other = |it: &Workload| json!({ "kind": it.kind, "name": it.name, "wanted": it.wanted, "ready": it.ready });
    let whole = json!({
        "schemaVersion": 1,
        "release": release,
        "namespace": set.namespace,
        "statefulSet": {
            "name": set.name, "replicas": set.replicas, "updateRevision": set.update_revision,
            "generation": set.generation, "observedGeneration": set.observed,
            "updateStrategy": if set.rolls_from.is_some() { "RollingUpdate" } else { "OnDelete" },
        },
        "servers": seen.pods.iter().map(|pod| server(seen, pod)).collect::<Vec<_>>(),
        "others": others.iter().map(other).collect::<Vec<_>>(),
        "left": seen.old().rev().map(|pod| &pod.name).collect::<Vec<_>>(),
        "next": turn_to_json(next),
    });
    printable::json(&format!("{whole:#}\n"))
}

fn server(seen: &Observed, pod: &Pod) -> Value {
    let status = pod.status();
    let peers = seen.peers.as_ref();
    let is_voter = peers.map(|peers| peers.iter().any(|peer| peer.voter && peer.is_of(&pod.name)));
    json!({
        "pod": pod.name,
        "uid": pod.uid,
        "image": pod.image,
        "version": status.map(|status| &status.version),
        "revision": pod.revision,
        "revisionNumber": seen.number_of(&pod.revision),
        "isNew": seen.is_new(pod),
        "isOlderThanConfiguration": seen.changed.map(|_| seen.is_outdated(pod)),
        "state": state(pod),
        "isInitialized": status.map(|status| status.initialized),
        "isSealed": status.map(|status| status.sealed),
        "isActive": pod.is_active(),
        "isReady": pod.is_ready,
        "isVoter": is_voter,
        "raftIndex": status.and_then(|status| status.raft_applied_index),
        "created": pod.born.map(|born| born.to_string()),
        "node": pod.node,
        "zone": pod.zone,
        "claims": pod.claims.iter().map(|name| claim_to_json(seen, name)).collect::<Vec<_>>(),
    })
}

/// A claim; null stands for what may not be read.
fn claim_to_json(seen: &Observed, name: &str) -> Value {
    let claim = seen.claims.iter().find(|claim| claim.name == name);
    json!({
        "name": name,
        "asks": claim.map(|claim| &claim.asks),
        "has": claim.map(|claim| &claim.has),
        "waitsFor": claim.map(|claim| &claim.waits_for),
    })
}
