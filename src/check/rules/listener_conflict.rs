//! Two listeners that want one port.

use std::collections::HashMap;

use crate::check::listener::{Listener, host, port};
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    id: "listener-conflict",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "two listeners use the same port",
    why: "A port is given to one socket: Vault does not start when a second listener requests it, and servers do not \
          reach each other when the API has taken the port of the cluster. A listener without `cluster_address` takes \
          the port after its own.",
    fix: "Give each listener its own ports, and a `cluster_address` to each if they are next to each other.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/listener/tcp#cluster_address"),
    find: Find::Looking(find),
};

/// A socket that a listener asks for.
struct Socket {
    listener: usize,
    host: String,
    port: u16,
    is_cluster: bool,
    span: Span,
}

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let listeners = server.listeners();
    let mut sockets: Vec<Socket> = listeners.iter().enumerate().filter_map(|(index, one)| api(index, one)).collect();
    // Servers that cannot be several do not listen for others.
    if server.is_ha() || server.raft().is_some() {
        sockets.extend(listeners.iter().enumerate().filter_map(|(index, one)| cluster(index, one)));
    }
    let mut faults = Vec::new();
    let mut of_port: HashMap<u16, Vec<&Socket>> = HashMap::new();
    for other in &sockets {
        let earlier = of_port.entry(other.port).or_default();
        // Cluster addresses of several listeners may be the same: Vault opens each once.
        let conflicts = |one: &&&Socket| overlap(&one.host, &other.host) && !(one.is_cluster && other.is_cluster);
        faults.extend(earlier.iter().find(conflicts).map(|one| fault(&server, one, other)));
        earlier.push(other);
    }
    faults
}

fn api(index: usize, listener: &Listener<'_>) -> Option<Socket> {
    let host = host(listener.address()).to_owned();
    Some(Socket { listener: index, host, port: listener.port()?, is_cluster: false, span: listener.address_span() })
}

fn cluster(index: usize, listener: &Listener<'_>) -> Option<Socket> {
    let address = listener.block.body.attribute("cluster_address").and_then(|value| value.as_text());
    let port = match address {
        Some(address) => port(address)?,
        None => listener.cluster_port()?,
    };
    let host = host(address.unwrap_or_else(|| listener.address())).to_owned();
    Some(Socket { listener: index, host, port, is_cluster: true, span: listener.cluster_span() })
}

/// Whether two hosts stand for a common address.
fn overlap(one: &str, other: &str) -> bool {
    let is_any = |host: &str| matches!(host, "" | "::" | "0.0.0.0");
    is_any(one) || is_any(other) || one == other
}

fn fault(server: &Server<'_>, one: &Socket, other: &Socket) -> Fault {
    let text = |socket: &Socket| match socket.is_cluster {
        true => format!("port {} for the other servers", socket.port),
        false => format!("port {} for the API", socket.port),
    };
    let title = match one.listener == other.listener {
        true => format!("a listener uses port {} twice", one.port),
        false => format!("two listeners use port {}", one.port),
    };
    let fault = Fault::new(title).at(server.label(one.span, text(one)));
    let fault = if one.span == other.span { fault } else { fault.at(server.label(other.span, text(other))) };
    fault.help("give one of them another port")
}
