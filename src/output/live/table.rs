//! The servers of a release as a table.

use crate::live::{Observed, Pod, Server};
use crate::output::printable::printable;

/// The titles of the columns.
const TITLES: [&str; 9] = ["POD", "VERSION", "REVISION", "STATE", "RAFT", "READY", "AGE", "NODE", "CLAIM"];

/// Draws the servers, a line each, below the titles of the columns. `now` is in seconds since 1970.
pub(super) fn table(seen: &Observed, now: i64) -> Vec<String> {
    let mut rows = vec![TITLES.map(str::to_owned)];
    rows.extend(seen.pods.iter().map(|pod| row(seen, pod, now)));
    let is_used = |column: &usize| rows.iter().skip(1).any(|row| !row[*column].is_empty());
    let columns: Vec<usize> = (0..TITLES.len()).filter(is_used).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let line = |row: &[String; 9]| {
        let cells = columns.iter().map(|column| format!("{:width$}", row[*column], width = width(*column)));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

fn row(seen: &Observed, pod: &Pod, now: i64) -> [String; 9] {
    let node = match (pod.node.as_str(), pod.zone.as_str()) {
        (node, "") => node.to_owned(),
        (node, zone) => format!("{node} ({zone})"),
    };
    let born = pod.born.map(|born| age(now.saturating_sub(born.as_second())));
    [
        pod.name.clone(),
        pod.status().map(|status| status.version.clone()).unwrap_or_default(),
        match (if seen.is_new(pod) { "new" } else { "old" }, seen.number_of(&pod.revision)) {
            (word, Some(number)) => format!("{word} ({number})"),
            (word, None) => word.to_owned(),
        },
        state(pod),
        raft(seen, pod),
        if pod.is_ready { "yes" } else { "no" }.to_owned(),
        born.unwrap_or_default(),
        node,
        pod.claims.iter().map(|name| claim(seen, name)).collect::<Vec<_>>().join(", "),
    ]
    .map(|cell| printable(&cell).into_owned())
}

/// A claim with its size, and the one that it grows to.
fn claim(seen: &Observed, name: &str) -> String {
    match seen.claims.iter().find(|claim| claim.name == name) {
        Some(claim) if claim.has == claim.asks => format!("{name} {}", claim.has),
        Some(claim) if claim.has.is_empty() => format!("{name} (unbound)"),
        Some(claim) => format!("{name} {} of {}", claim.has, claim.asks),
        None => name.to_owned(),
    }
}

/// What a pod does, in a few words.
pub(super) fn state(pod: &Pod) -> String {
    if pod.is_going {
        return "stopping".to_owned();
    }
    if let Some(trouble) = &pod.trouble {
        return trouble.reason.clone();
    }
    match &pod.server {
        _ if pod.phase != "Running" => pod.phase.to_lowercase(),
        Server::Silent(_) => "no answer".to_owned(),
        Server::Answers(status) if !status.initialized => "not initialized".to_owned(),
        Server::Answers(status) if status.sealed => match status.progress {
            0 => "sealed".to_owned(),
            progress => format!("sealed, {progress} of {} shares", status.threshold),
        },
        Server::Answers(status) if status.is_active() => "active".to_owned(),
        Server::Answers(status) if status.performance_standby => "performance standby".to_owned(),
        Server::Answers(_) => "standby".to_owned(),
    }
}

fn raft(seen: &Observed, pod: &Pod) -> String {
    let peers = seen.peers.as_ref().filter(|_| seen.uses_raft());
    let role = peers.map(|peers| match peers.iter().find(|peer| peer.is_of(&pod.name)) {
        Some(peer) if peer.voter => "voter",
        Some(_) => "no vote",
        None => "no member",
    });
    let index = pod.status().and_then(|status| status.raft_applied_index).map(|index| index.to_string());
    let parts: Vec<String> = role.map(str::to_owned).into_iter().chain(index).collect();
    parts.join(", ")
}

/// A time in its largest unit: `3d`, `4h`, `12m`, `8s`.
fn age(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let units = [(86_400, 'd'), (3_600, 'h'), (60, 'm'), (1, 's')];
    let (unit, letter) = units.into_iter().find(|(unit, _)| seconds >= *unit).unwrap_or((1, 's'));
    format!("{}{letter}", seconds / unit)
}
