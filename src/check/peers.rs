//! The servers of a release as they find each other: their names, their addresses, and the blocks that join them.

use super::listener::{host, port, scheme};
use super::server::{Server, given};
use super::storage::Storage;
use crate::vault_config::{Block, Value};

/// The most servers that a block to paste is written for.
const MANY: i128 = 9;

/// A block that joins one server.
#[derive(Clone, Copy)]
pub(super) struct Join<'b> {
    /// The block.
    pub(super) block: &'b Block,
    /// The address of the server, and its text.
    pub(super) address: Option<(&'b Value, &'b str)>,
}

/// The blocks that join servers.
pub(super) fn joins<'b>(storage: &Storage<'b>) -> Vec<Join<'b>> {
    let join = |block: &'b Block| Join { block, address: given(&block.body, "leader_api_addr") };
    storage.block.body.blocks.iter().filter(|block| block.kind.text == "retry_join").map(join).collect()
}

/// Where an address of a join leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Peer {
    /// One of the pods or services of this release.
    Own,
    /// A pod of this release, beyond its number of servers.
    Beyond,
    /// A name inside the cluster that this release does not have.
    Unknown,
    /// Some other host, of which nothing is known.
    Elsewhere,
}

/// Where a host leads, seen from the pods of the release.
pub(super) fn peer(server: &Server<'_>, address: &str) -> Peer {
    let facts = server.subject.facts();
    let (name, rest) = split(host(address));
    let headless = format!("{}-internal", facts.fullname);
    let is_service = |name: &str| {
        let services = server.subject.objects_of("Service");
        services.into_iter().any(|service| service.name() == name)
    };
    let (service, ordinal) = match rest.filter(|rest| looks_headless(rest)) {
        Some(rest) => (split(rest), Some(name)),
        None => ((name, rest), None),
    };
    let (service, rest) = service;
    let (namespace, is_cluster) = namespace(rest);
    if namespace.is_some_and(|namespace| namespace != facts.namespace) || (rest.is_some() && !is_cluster) {
        return Peer::Elsewhere;
    }
    match ordinal {
        None if is_service(service) => Peer::Own,
        None if is_plain_name(service) && service.contains("vault") => Peer::Unknown,
        None => Peer::Elsewhere,
        Some(_) if service != headless => Peer::Unknown,
        Some(pod) => of_pod(&facts.fullname, pod, facts.server.replicas),
    }
}

fn of_pod(fullname: &str, pod: &str, replicas: i128) -> Peer {
    if pod == "HOSTNAME" {
        return Peer::Own;
    }
    let ordinal = pod.strip_prefix(fullname).and_then(|rest| rest.strip_prefix('-')).and_then(|rest| rest.parse().ok());
    match ordinal {
        Some(ordinal) if i128::from(ordinal) < replicas => Peer::Own,
        Some(0..=u16::MAX) => Peer::Beyond,
        None => Peer::Unknown,
    }
}

fn split(host: &str) -> (&str, Option<&str>) {
    host.split_once('.').map_or((host, None), |(name, rest)| (name, Some(rest)))
}

/// Whether what follows a pod's name begins with a headless service as charts of Vault name it.
fn looks_headless(rest: &str) -> bool {
    split(rest).0.ends_with("-internal")
}

/// The namespace in what follows the name of a service, and whether it is a name inside the cluster.
fn namespace(rest: Option<&str>) -> (Option<&str>, bool) {
    let Some(rest) = rest else { return (None, true) };
    let mut parts = rest.split('.');
    let namespace = parts.next();
    (namespace, parts.next().is_none_or(|part| part == "svc"))
}

fn is_plain_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// What is wrong with the scheme or the port of an address, if something is: what it asks for, and what the listener does.
pub(super) fn wrong_end(server: &Server<'_>, address: &str) -> Option<(String, String)> {
    let listeners = server.listeners();
    let port = port(address).unwrap_or(if scheme(address) == Some("http") { 80 } else { 443 });
    let reachable: Vec<_> = listeners.iter().filter(|listener| !listener.is_loopback()).collect();
    let ports: Vec<u16> = reachable.iter().filter_map(|listener| listener.port()).collect();
    if ports.len() != reachable.len() || ports.is_empty() {
        return None;
    }
    let Some(listener) = reachable.iter().find(|listener| listener.port() == Some(port)) else {
        let ports: Vec<String> = ports.iter().map(u16::to_string).collect();
        return Some((format!("port {port}"), format!("is at port {}", ports.join(" or "))));
    };
    let (has_tls, scheme) = (listener.has_tls()?, scheme(address).unwrap_or("https"));
    let speaks = if has_tls { "https" } else { "http" };
    (speaks != scheme).then(|| (scheme.to_owned(), format!("speaks {speaks}")))
}

/// The blocks that let every server of the release join the others, in the form of the configuration.
pub(super) fn blocks_to_paste(server: &Server<'_>) -> String {
    let facts = server.subject.facts();
    let scheme = if has_tls(server) { "https" } else { "http" };
    let (name, port) = (&facts.fullname, api_port(server));
    let authority = has_tls(server).then(|| authority(server));
    let ordinals = 0..facts.server.replicas.min(MANY);
    let addresses = ordinals.map(|ordinal| format!("{scheme}://{name}-{ordinal}.{name}-internal:{port}"));
    let join = |address: String| if server.is_json() { json(&address, &authority) } else { hcl(&address, &authority) };
    let blocks: Vec<String> = addresses.map(join).collect();
    match server.is_json() {
        true => format!("\"retry_join\": [\n{}\n]", blocks.join(",\n")),
        false => blocks.join("\n"),
    }
}

fn hcl(address: &str, authority: &Option<String>) -> String {
    match authority {
        Some(file) => {
            format!("retry_join {{\n  leader_api_addr     = \"{address}\"\n  leader_ca_cert_file = \"{file}\"\n}}")
        }
        None => format!("retry_join {{\n  leader_api_addr = \"{address}\"\n}}"),
    }
}

fn json(address: &str, authority: &Option<String>) -> String {
    match authority {
        Some(file) => format!("  {{\"leader_api_addr\": \"{address}\", \"leader_ca_cert_file\": \"{file}\"}}"),
        None => format!("  {{\"leader_api_addr\": \"{address}\"}}"),
    }
}

/// Whether the servers speak TLS with each other.
pub(super) fn has_tls(server: &Server<'_>) -> bool {
    let listeners = server.listeners();
    let listener = listeners.iter().find(|listener| !listener.is_loopback());
    listener.and_then(|listener| listener.has_tls()).unwrap_or(server.subject.facts().scheme == "https")
}

fn api_port(server: &Server<'_>) -> u16 {
    let listeners = server.listeners();
    let listener = listeners.iter().find(|listener| !listener.is_loopback());
    listener.and_then(|listener| listener.port()).unwrap_or(8200)
}

/// The file of the authority that signed the listener's certificate, as far as the configuration tells.
fn authority(server: &Server<'_>) -> String {
    if let Some(file) = server.pod.variable("VAULT_CACERT").filter(|file| !file.is_empty()) {
        return file.to_owned();
    }
    let listeners = server.listeners();
    let named =
        |name: &str| listeners.iter().find_map(|listener| Some(given(&listener.block.body, name)?.1.to_owned()));
    let beside = || named("tls_cert_file").and_then(|file| Some(format!("{}/ca.crt", file.rsplit_once('/')?.0)));
    named("tls_client_ca_file").or_else(beside).unwrap_or_else(|| "/vault/userconfig/vault-tls/ca.crt".to_owned())
}
