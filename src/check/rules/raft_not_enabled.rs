//! Integrated storage in the configuration that the chart does not know of.

use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "raft-not-enabled",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the configuration uses integrated storage and `server.ha.raft.enabled` is off",
    why: "Several servers get a volume for data only with `server.ha.raft.enabled`: without it integrated storage \
          writes into the container, and every restart of a pod takes its data away.",
    fix: "Set `server.ha.raft.enabled: true`, and move the configuration from `server.ha.config` to \
          `server.ha.raft.config`.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(storage) = server.raft() else { return Vec::new() };
    if !server.is_ha() || subject.facts().server.raft {
        return Vec::new();
    }
    vec![
        Fault::new("the servers use integrated storage, and the chart gives them no volume for it")
            .at(server.label(storage.block.span, "integrated storage"))
            .also(subject.label_if_set("server.ha.raft.enabled", "raft is off for the chart"))
            .also_note(subject.default_note("server.ha.raft.enabled"))
            .help(format!(
                "set `server.ha.raft.enabled: true`, and move `{}` to `server.ha.raft.config`",
                server.path()
            )),
    ]
}
