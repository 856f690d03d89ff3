//! Servers that look for each other at a port on which none listens.

use crate::check::listener::{Listener, port};
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "cluster-port",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "servers announce a cluster port on which no listener listens",
    why: "Standbys forward requests, and integrated storage replicates, by the cluster address that the active server \
          gives out. It is port 8201 unless `server.ha.clusterAddr` says otherwise; the listener's `cluster_address` \
          is not used.",
    fix: "Give `cluster_address` in the listener port 8201, or set `server.ha.clusterAddr` to its port.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration#cluster_addr"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject).filter(Server::is_ha) else { return Vec::new() };
    let listeners = server.listeners();
    let ports: Option<Vec<u16>> = listeners.iter().map(Listener::cluster_port).collect();
    let told = server.pod.variable("VAULT_CLUSTER_ADDR").and_then(port);
    let (Some(ports), Some(told), Some(first)) = (ports, told, listeners.first()) else { return Vec::new() };
    if ports.contains(&told) || server.has_other_containers() || server.reads_more() {
        return Vec::new();
    }
    let listens = ports.first().copied().unwrap_or(told);
    let path = "server.ha.clusterAddr";
    let note = (!subject.is_set(path)).then(|| format!("`{path}` is not set: port {told} is announced"));
    vec![
        Fault::new(format!("the servers connect to each other on port {told}, and listen for each other on {listens}"))
            .at(server.label(first.cluster_span(), format!("listens for other servers on port {listens}")))
            .also(subject.label_if_set(path, format!("port {told} is announced")))
            .also_note(note)
            .help(format!("write `cluster_address = \"[::]:{told}\"` in the listener")),
    ]
}
