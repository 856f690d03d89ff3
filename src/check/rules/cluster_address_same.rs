//! One address for all servers of a cluster.

use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "cluster-address-same",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "all servers of a cluster have the same address",
    why: "The cluster address is what the others know a server by: with one constant for all, they know one peer, a \
        second server cannot join, and nobody can take over.",
    fix: "Use a name of the pod, such as `https://$(HOSTNAME).vault-internal:8201`, or remove the line: the chart sets \
        that itself.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration#cluster_addr"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject).filter(Server::is_ha) else { return Vec::new() };
    let Some(address) = server.pod.variable("VAULT_CLUSTER_ADDR") else { return Vec::new() };
    let is_own = ["$(", "HOSTNAME", "POD_IP", "HOST_IP", "{{", "${"].iter().any(|word| address.contains(word));
    let is_raft = server.any_raft().is_some();
    if is_own || address.is_empty() || !is_raft || subject.facts().server.replicas < 2 {
        return Vec::new();
    }
    let paths = ["server.extraEnvironmentVars.VAULT_CLUSTER_ADDR", "server.ha.clusterAddr"];
    let Some(path) = paths.into_iter().find(|path| subject.is_set(path)) else { return Vec::new() };
    let headless = format!("{}-internal", subject.facts().fullname);
    vec![
        Fault::new(format!("all {} servers have the cluster address `{address}`", subject.facts().server.replicas))
            .at(subject.label(path, "the same for each of them"))
            .in_object(server.pod.object, "spec.template.spec.containers[0].env")
            .help(format!("write `{path}: \"https://$(HOSTNAME).{headless}:8201\"`, or remove the line")),
    ]
}
