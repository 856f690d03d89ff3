//! Several servers whose storage nobody chose.

use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "storage-not-chosen",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "several servers keep their data in Consul, which nobody chose",
    why: "`server.ha.enabled` alone takes the default configuration of the mode, which keeps all data in a Consul agent at port 8500 of the node: where none runs, no server starts.",
    fix: "Set `server.ha.raft.enabled: true` for integrated storage, or write `server.ha.config` with the storage that is meant.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/examples/ha-with-raft"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject).filter(Server::is_ha) else { return Vec::new() };
    let consul = server.storage().filter(|storage| storage.kind == "consul");
    if !server.is_default() || consul.is_none() || server.reads_more() {
        return Vec::new();
    }
    vec![
        Fault::new("no storage was chosen, and the default keeps all data in Consul at `HOST_IP:8500`")
            .at(subject.label("server.ha.enabled", "several servers"))
            .also_note(server.default_note())
            .help("set `server.ha.raft.enabled: true`, or write `server.ha.config` with the storage that is meant"),
    ]
}
